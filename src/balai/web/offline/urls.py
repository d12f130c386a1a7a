from django.urls import path

from balai.web.offline import pages

app_name = "offline"
urlpatterns = [path("luring.js", pages.worker, name="worker"), path("luring/", pages.shell, name="shell")]
