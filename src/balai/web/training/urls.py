from django.urls import path

from balai.web.training import certificates, meetings, results, roster, timetable

app_name = "training"
urlpatterns = [
    path("<int:pk>/peserta/", roster.roster, name="roster"),
    path("<int:pk>/peserta/beri-kursi/", roster.seat_all, name="seat_all"),
    path("<int:pk>/peserta/beri-kursi/<uuid:application>/", roster.seat_one, name="seat_one"),
    path("<int:pk>/peserta/<int:enrolment>/berhenti/", roster.leave, name="leave"),
    path("<int:pk>/peserta/<int:enrolment>/kembali/", roster.come_back, name="come_back"),
    path("<int:pk>/pertemuan/", meetings.sessions, name="sessions"),
    path("<int:pk>/pertemuan/rencana/", meetings.plan, name="plan"),
    path("<int:pk>/pertemuan/tambah/", meetings.add, name="add_session"),
    path("<int:pk>/pertemuan/<int:number>/", meetings.session, name="session"),
    path("<int:pk>/pertemuan/<int:number>/batal/", meetings.cancel, name="cancel_session"),
    path("<int:pk>/pertemuan/<int:number>/hadir/", meetings.attendance, name="attendance"),
    path("<int:pk>/jadwal/", timetable.week, name="week"),
    path("<int:pk>/jadwal/tambah/", timetable.place, name="place"),
    path("<int:pk>/jadwal/salin/", timetable.copy, name="copy_week"),
    path("<int:pk>/jadwal/cetak/", timetable.print_timetable, name="print_timetable"),
    path("<int:pk>/jadwal/kalender.ics", timetable.class_calendar, name="class_calendar"),
    path("<int:pk>/jadwal/<int:number>/", timetable.slot, name="slot"),
    path("<int:pk>/jadwal/<int:number>/hapus/", timetable.remove, name="remove_session"),
    path("<int:pk>/hasil/", results.results, name="results"),
    path("<int:pk>/hasil/semua/", results.result_grid, name="result_grid"),
    path("<int:pk>/hasil/<int:enrolment>/", results.result_one, name="result_one"),
    path("<int:pk>/kelulusan/", results.completion, name="completion"),
    path("<int:pk>/kelulusan/<int:enrolment>/batal/", results.reopen, name="reopen"),
    path("<int:pk>/sertifikat/", certificates.certificates, name="certificates"),
    path("<int:pk>/sertifikat/cetak/", certificates.print_class, name="print_class"),
    path("<int:pk>/sertifikat/<int:certificate_id>/", certificates.certificate, name="certificate"),
    path("<int:pk>/sertifikat/<int:certificate_id>/cabut/", certificates.revoke, name="revoke"),
    path("sertifikat/<str:code>/cetak/", certificates.print_own, name="print_own"),
]
