from django.urls import path

from balai.web.certification import assessments, papers

app_name = "certification"
urlpatterns = [
    path("uji/", assessments.assessments, name="assessments"),
    path("uji/kelas/<int:pk>/", assessments.of_class, name="of_class"),
    path("uji/<int:pk>/", assessments.assessment, name="assessment"),
    path("uji/<int:pk>/sertifikat/", papers.certify, name="certify"),
    path("sertifikat-kompetensi/", papers.certificates, name="certificates"),
    path("sertifikat-kompetensi/tanpa-pindaian/", papers.certificates, {"which": "without_scan"}, name="without_scan"),
    path("sertifikat-kompetensi/segera-berakhir/", papers.certificates, {"which": "ending"}, name="ending"),
    path("sertifikat-kompetensi/dari-kertas/", papers.from_paper, name="from_paper"),
    path("sertifikat-kompetensi/<int:pk>/", papers.certificate, name="certificate"),
    path("sertifikat-kompetensi/<int:pk>/lihat-pindaian/", papers.scan, name="scan"),
    path("sertifikat-kompetensi/<int:pk>/<slug:step>/", papers.change, name="change"),
]
