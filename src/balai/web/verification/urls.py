from django.urls import path

from balai.web.verification import public

app_name = "verification"
urlpatterns = [
    path("", public.verify, name="verify"),
    path("<str:code>/", public.paper, name="paper"),
]
