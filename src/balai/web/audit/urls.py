from django.urls import path

from balai.web.audit import office

app_name = "audit"
urlpatterns = [
    path("", office.trail, name="trail"),
    path("periksa/", office.check, name="check"),
]
