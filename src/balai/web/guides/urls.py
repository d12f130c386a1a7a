from django.urls import path

from balai.web.guides import pages

app_name = "guides"
urlpatterns = [
    path("", pages.guides, name="list"),
    path("latihan/", pages.practice, name="practice"),
    path("latihan/<slug:account>/", pages.enter, name="enter"),
    path("<slug:slug>/", pages.guide, name="one"),
]
