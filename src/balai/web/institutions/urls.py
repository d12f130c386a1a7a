from django.urls import path

from balai.web.institutions import browse, desks, inside, proxy, register, standing

app_name = "institutions"
urlpatterns = [
    path("", browse.institutions, name="list"),
    path("baru/", register.new, name="new"),
    path("menunggu/", standing.waiting, name="waiting"),
    path("kuasa/<int:proxy_id>/mulai/", proxy.start, name="start_acting"),
    path("kuasa/<int:proxy_id>/akhiri/", proxy.end, name="end_proxy"),
    path("kuasa/<int:proxy_id>/surat/", proxy.letter, name="proxy_letter"),
    path("<int:pk>/", browse.institution, name="page"),
    path("<int:pk>/ubah/", register.edit, name="edit"),
    path("<int:pk>/nama/", register.rename, name="rename"),
    path("<int:pk>/nama-lain/", register.alias, name="alias"),
    path("<int:pk>/nama-lain/<int:alias_id>/hapus/", register.alias_remove, name="alias_remove"),
    path("<int:pk>/periksa/", standing.verify, name="verify"),
    path("<int:pk>/keputusan/<int:change_id>/batalkan/", standing.undo, name="undo"),
    path("<int:pk>/ruang/", inside.room, name="room_new"),
    path("<int:pk>/ruang/<int:room_id>/", inside.room, name="room"),
    path("<int:pk>/alat/", inside.equipment, name="equipment_new"),
    path("<int:pk>/alat/<int:equipment_id>/", inside.equipment, name="equipment"),
    path("<int:pk>/alat/<int:equipment_id>/perbaikan/", inside.repair, name="repair"),
    path("<int:pk>/tidak-ada/<str:what>/<int:row_id>/", inside.remove, name="remove"),
    path("<int:pk>/instruktur/", inside.instructor, name="instructor_new"),
    path("<int:pk>/instruktur/<int:instructor_id>/", inside.instructor, name="instructor"),
    path("<int:pk>/instruktur/<int:instructor_id>/sertifikat/", inside.certificate, name="certificate_new"),
    path(
        "<int:pk>/instruktur/<int:instructor_id>/sertifikat/<int:renews>/perbarui/",
        inside.certificate,
        name="certificate_renew",
    ),
    path("<int:pk>/perjanjian/", inside.agreement, name="agreement_new"),
    path("<int:pk>/perjanjian/<int:agreement_id>/", inside.agreement, name="agreement"),
    path("<int:pk>/perjanjian/<int:agreement_id>/naskah/", inside.agreement_scan, name="agreement_scan"),
    path("<int:pk>/tugas/", inside.mandate, name="mandate"),
    path("<int:pk>/kuasa/", proxy.begin, name="proxy"),
    path("<int:pk>/meja/", desks.desks, name="desks"),
    path("<int:pk>/meja/<int:desk_id>/akhiri/", desks.end, name="desk_end"),
    path("<int:pk>/meja/<int:desk_id>/wakil/", desks.deputy, name="deputy"),
    path("<int:pk>/meja/<int:desk_id>/mutasi/", desks.handover, name="handover"),
    path("<int:pk>/undangan/<int:invitation_id>/tarik/", desks.revoke, name="revoke"),
]
