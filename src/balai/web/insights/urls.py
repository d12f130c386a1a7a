from django.urls import path

from balai.web.insights import graduates, pages

app_name = "insights"
urlpatterns = [
    path("", pages.figures, name="list"),
    path("employment/", graduates.employment, name="employment"),
    path("<slug:name>/", pages.figure, name="figure"),
    path("<slug:name>.csv", pages.as_file, name="file"),
]
