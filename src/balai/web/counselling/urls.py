from django.urls import path, re_path

from balai.web.counselling import counsellor, group

app_name = "counselling"
urlpatterns = [
    path("", counsellor.case_files, name="list"),
    path("tinjau/", counsellor.case_files, {"which": "tinjau"}, name="reviews"),
    path("kelompok/", group.group, name="group"),
    path("kelompok/<int:pk>/", group.one, name="group_one"),
    path("orang/<uuid:person_id>/", counsellor.session, name="session"),
    path("sesi/<int:pk>/perbaiki/", counsellor.correct, name="correct"),
    path("<int:pk>/", counsellor.case_file, name="case_file"),
    re_path(r"^(?P<pk>\d{1,19})/(?P<what>tutup|buka|ambil)/$", counsellor.change, name="change"),
    re_path(
        r"^(?P<pk>\d{1,19})/jalur/(?P<route_id>\d{1,19})/(?P<what>cabut|pulihkan)/$",
        counsellor.change_route,
        name="route",
    ),
]
