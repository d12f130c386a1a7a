from django.urls import path

from balai.web.certification import assessments, mine, papers, preparation, schemes

app_name = "certification"
urlpatterns = [
    path("uji/", assessments.assessments, name="assessments"),
    path("uji/kelas/<int:pk>/", assessments.of_class, name="of_class"),
    path("uji/<int:pk>/", assessments.assessment, name="assessment"),
    path("uji/<int:pk>/sertifikat/", papers.certify, name="certify"),
    path("uji/<int:pk>/asesmen-mandiri/", mine.own_word, name="own_word"),
    path("uji/<int:pk>/bukti/", preparation.evidence, name="evidence"),
    path("uji/bukti/<int:pk>/berkas/", preparation.evidence_file, name="evidence_file"),
    path("uji/<int:pk>/ulang/", preparation.repeat, name="repeat"),
    path("uji/<int:pk>/<str:which>.xlsx", preparation.sheet, name="sheet"),
    path("uji/banding/<int:pk>/", preparation.answer, name="answer"),
    path("uji-saya/<int:pk>/", mine.mine, name="mine"),
    path("uji-saya/<int:pk>/banding/", mine.appeal, name="appeal"),
    path("skema/", schemes.schemes, name="schemes"),
    path("skema/baru/", schemes.add, name="add_scheme"),
    path("skema/<int:pk>/", schemes.scheme, name="scheme"),
    path("skema/<int:pk>/ubah/", schemes.change, name="change_scheme"),
    path("sertifikat-kompetensi/", papers.certificates, name="certificates"),
    path("sertifikat-kompetensi/tanpa-pindaian/", papers.certificates, {"which": "without_scan"}, name="without_scan"),
    path("sertifikat-kompetensi/segera-berakhir/", papers.certificates, {"which": "ending"}, name="ending"),
    path("sertifikat-kompetensi/dari-kertas/", papers.from_paper, name="from_paper"),
    path("sertifikat-kompetensi/<int:pk>/", papers.certificate, name="certificate"),
    path("sertifikat-kompetensi/<int:pk>/lihat-pindaian/", papers.scan, name="scan"),
    path("sertifikat-kompetensi/<int:pk>/<slug:step>/", papers.change, name="change"),
]
