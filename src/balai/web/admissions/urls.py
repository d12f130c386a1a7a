"""Applying and the status by code are everybody's; applicants and selection stand under their class."""

from django.urls import path, re_path

from balai.web.admissions import appeals, applicants, funnel, lots, method, reach, seeker, selection, status

_CLASS = r"^kelas/(?P<pk>\d{1,19})/"
_ONE = r"(?P<application_id>[0-9a-f-]{36})/"

app_name = "admissions"
urlpatterns = [
    path("pelatihan/<int:pk>/daftar/", seeker.apply, name="apply"),
    path("pelatihan/<int:pk>/daftar/<int:step>/", seeker.apply, name="apply_step"),
    path("pendaftaran/", status.find, name="find"),
    path("pendaftaran/<str:code>/", status.status, name="status"),
    path("pendaftaran/<str:code>/kode/", status.resend, name="resend"),
    path("pendaftaran/<str:code>/daftar-ulang/", status.re_enrol, name="re_enrol"),
    path("pendaftaran/<str:code>/mundur/", status.leave, name="leave"),
    path("pendaftaran/<str:code>/banding/", appeals.appeal, name="appeal"),
    path("pendaftaran/<str:code>/kontak/", reach.reach, name="reach"),
    path("pelatihan/undi.py", method.draw_script, name="draw_script"),
    path("pelatihan/<int:pk>/seleksi/", method.how, name="how"),
    path("pelatihan/<int:pk>/seleksi/undian-<int:number>.json", method.draw_file, name="draw_file"),
    path("kelas/<int:pk>/seleksi/cara/", method.plan, name="plan"),
    path("kelas/<int:pk>/seleksi/undian/", lots.draw, name="draw"),
    path("kelas/<int:pk>/seleksi/corong/", funnel.funnel_page, name="funnel"),
    path("kelas/<int:pk>/seleksi/banding/", appeals.appeals, name="appeals"),
    path("kelas/<int:pk>/seleksi/banding/<int:appeal_id>/", appeals.answer, name="answer_appeal"),
    path("kelas/<int:pk>/pendaftar/", applicants.applicants, name="applicants"),
    path("kelas/<int:pk>/pendaftar/cocokkan/", applicants.applicants, {"tab": "cocokkan"}, name="conflicts"),
    path("kelas/<int:pk>/pendaftar/menunggu/", applicants.applicants, {"tab": "menunggu"}, name="claims"),
    path("kelas/<int:pk>/pendaftar/terdaftar/", applicants.applicants, {"tab": "terdaftar"}, name="verified"),
    path("kelas/<int:pk>/pendaftar/keluar/", applicants.applicants, {"tab": "keluar"}, name="left"),
    path("kelas/<int:pk>/pendaftar/baru/", applicants.assist, name="assist"),
    path("kelas/<int:pk>/pendaftar/<uuid:application_id>/", applicants.applicant, name="applicant"),
    re_path(
        rf"{_CLASS}pendaftar/{_ONE}(?P<what>periksa|mundur|pulihkan|tutup|buka)/$", applicants.act, name="applicant_act"
    ),
    path("kelas/<int:pk>/seleksi/", selection.selection, name="selection"),
    re_path(rf"{_CLASS}seleksi/(?P<stage>documents|test|interview)/$", selection.selection, name="scores"),
    re_path(rf"{_CLASS}seleksi/(?P<stage>documents|test|interview)/{_ONE}tarik/$", selection.unscore, name="unscore"),
    re_path(rf"{_CLASS}seleksi/(?P<what>umumkan|tarik|naikkan|gugurkan)/$", selection.result, name="result"),
    re_path(
        rf"{_CLASS}seleksi/{_ONE}(?P<what>daftar-ulang|batal-daftar-ulang|gugur|tidak-datang|mundur|batalkan)/$",
        selection.seat,
        name="seat",
    ),
]
