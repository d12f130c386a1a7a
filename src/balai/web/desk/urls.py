from django.urls import path

from balai.web.desk import pages

urlpatterns = [
    path("", pages.home, name="home"),
    path("meja/", pages.desk, name="desk"),
]
