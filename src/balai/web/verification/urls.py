from django.urls import path

from balai.web.verification import offline, public

app_name = "verification"
urlpatterns = [
    path("", public.verify, name="verify"),
    path("luring/", offline.page, name="offline"),
    path("luring/berkas/", offline.as_file, name="offline_file"),
    path("<str:code>/", public.paper, name="paper"),
    path("<str:code>/dompet/<str:form>/", public.wallet, name="wallet"),
]
