from django.urls import path

from balai.web.collaboration import assessment, office, pages, tables

app_name = "collaboration"
urlpatterns = [
    path("", pages.collaborations, name="list"),
    path("aturan/", assessment.rules, name="rules"),
    path("<int:pk>/", pages.collaboration, name="page"),
    path("<int:pk>/umum/", office.publish, name="publish"),
    path("masa/<int:pk>/tabel/<slug:name>/", tables.table, name="table"),
    path("masa/<int:pk>/tabel/<slug:name>.csv", tables.as_file, name="table_file"),
    path("masa/<int:pk>/tabel/<slug:name>/baris/<path:code>/", tables.row, name="row"),
    path("masa/<int:pk>/<slug:part>/", pages.period, name="part"),
]
