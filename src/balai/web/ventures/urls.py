from django.urls import path

from balai.web.ventures import groups, visits

app_name = "ventures"
urlpatterns = [
    path("produk/", groups.products, name="products"),
    path("kelompok/", groups.groups, name="groups"),
    path("kelompok/baru/", groups.form, name="form"),
    path("kelompok/<int:pk>/", groups.group, name="group"),
    path("kelompok/<int:pk>/ubah/", groups.describe, name="describe"),
    path("kelompok/<int:pk>/anggota/", groups.add, name="add"),
    path("kelompok/<int:pk>/anggota/<int:member_id>/", groups.member, name="member"),
    path("kelompok/<int:pk>/keadaan/", groups.change, name="change"),
    path("kelompok/<int:pk>/umum/", groups.show, name="show"),
    path("kelompok/<int:pk>/rencana/", groups.plan, name="plan"),
    path("kelompok/<int:pk>/kunjungan/", visits.unplanned, name="unplanned"),
    path("kunjungan/", visits.visits, name="visits"),
    path("kunjungan/<int:pk>/", visits.visit, name="visit"),
    path("kunjungan/<int:pk>/batal/", visits.cancel, name="cancel"),
    path("kunjungan/saran/<int:pk>/", visits.advice, name="advice"),
]
