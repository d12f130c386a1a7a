from django.urls import path

from balai.web.collaboration import assessment, office, pages, pledges, promises, tables

app_name = "collaboration"
urlpatterns = [
    path("", pages.collaborations, name="list"),
    path("aturan/", assessment.rules, name="rules"),
    path("<int:pk>/", pages.collaboration, name="page"),
    path("<int:pk>/umum/", office.publish, name="publish"),
    path("masa/<int:pk>/tabel/<slug:name>/", tables.table, name="table"),
    path("masa/<int:pk>/tabel/<slug:name>.csv", tables.as_file, name="table_file"),
    path("masa/<int:pk>/tabel/<slug:name>/baris/<path:code>/", tables.row, name="row"),
    path("ukuran/", promises.measures, name="measures"),
    path("sebab/", promises.causes, name="causes"),
    path("masa/<int:pk>/janji/baru/", promises.new, name="promise_new"),
    path("janji/<int:pk>/", promises.promise, name="promise"),
    path("janji/<int:pk>/surat/<int:attestation>/", promises.letter, name="promise_letter"),
    path("janji/<int:pk>/<slug:slug>/", promises.act, name="promise_act"),
    path("masa/<int:pk>/sumbangan/baru/", pledges.new, name="pledge_new"),
    path("masa/<int:pk>/jaringan/", pledges.network, name="network"),
    path("sumbangan/<int:pk>/", pledges.pledge, name="pledge"),
    path("sumbangan/<int:pk>/<slug:slug>/", pledges.step, name="pledge_step"),
    path("masa/<int:pk>/<slug:part>/", pages.period, name="part"),
]
