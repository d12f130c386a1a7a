from django.urls import path

from balai.web.funding import office

app_name = "funding"
urlpatterns = [
    path("dana/", office.lines, name="lines"),
    path("dana/baru/", office.add, name="add"),
    path("dana/tugas/", office.chain, name="chain"),
    path("dana/tugas/<slug:source>/<slug:duty>/", office.duty, name="duty"),
    path("dana/tugas/<slug:source>/<slug:duty>/bawaan/", office.unassign, name="unassign"),
    path("dana/<int:pk>/", office.one, name="one"),
    path("dana/<int:pk>/petunjuk/", office.guide, name="guide"),
]
