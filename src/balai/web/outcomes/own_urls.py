from django.urls import path

from balai.web.outcomes import alumni

app_name = "kabar"
urlpatterns = [
    path("", alumni.own, name="own"),
    path("terima-kasih/", alumni.thanks, name="thanks"),
    path("<str:token>/", alumni.by_link, name="link"),
]
