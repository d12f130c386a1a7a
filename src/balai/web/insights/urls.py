from django.urls import path

from balai.web.insights import pages

app_name = "insights"
urlpatterns = [
    path("", pages.figures, name="list"),
    path("<slug:name>/", pages.figure, name="figure"),
    path("<slug:name>.csv", pages.as_file, name="file"),
]
