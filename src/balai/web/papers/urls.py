from django.urls import path

from balai.web.papers import certificates, evidence, hearing, inspections, lines, mandates, pages, reports

app_name = "papers"
urlpatterns = [
    path("kelas/<int:pk>/berkas/", pages.papers, name="list"),
    path("kelas/<int:pk>/berkas/semuanya/", pages.whole, name="whole"),
    path("kelas/<int:pk>/berkas/daftar/", evidence.lists, name="lists"),
    path("kelas/<int:pk>/berkas/bukti/", evidence.sample, name="sample"),
    path("kelas/<int:pk>/berkas/bukti/<str:code>/", evidence.evidence, name="evidence"),
    path("kelas/<int:pk>/berkas/<str:kind>/", pages.paper, name="paper"),
    path("kelas/<int:pk>/berkas/<str:kind>/pasang/", pages.attach, name="attach"),
    path("kelas/<int:pk>/berkas/<str:kind>/sampaikan/", reports.file, name="file"),
    path("kelas/<int:pk>/berkas/<str:kind>/<int:version>/", pages.download, name="download"),
    path("kelas/<int:pk>/berkas/<str:kind>/<int:version>/pindaian/", pages.scan, name="scan"),
    path("kelas/<int:pk>/sertifikat/cetak.pdf", certificates.of_class, name="certificates"),
    path("kelas/sertifikat/<str:code>/sertifikat.pdf", certificates.own, name="certificate"),
    path("sertifikat-kompetensi/<str:code>/sertifikat.pdf", certificates.competence, name="competence"),
    path("pemeriksaan/", inspections.inspections, name="inspections"),
    path("pemeriksaan/surat-tugas/baru/", mandates.give, name="mandate"),
    path("pemeriksaan/surat-tugas/<int:mandate_id>/akhiri/", mandates.end, name="end_mandate"),
    path("pemeriksaan/surat-tugas/<int:mandate_id>/undi/", inspections.draw, name="draw"),
    path("pemeriksaan/contoh/<int:sample_id>/", inspections.drawn, name="drawn"),
    path("pemeriksaan/contoh/<int:sample_id>/lembar.pdf", inspections.sheet, name="sheet"),
    path("pemeriksaan/contoh/<int:sample_id>/<int:number>/buka/", lines.open_one, name="open_line"),
    path("pemeriksaan/contoh/<int:sample_id>/<int:number>/", lines.line, name="line"),
    path("pemeriksaan/contoh/<int:sample_id>/<int:number>/berkas/<uuid:file>/", lines.file, name="line_file"),
    path("pemeriksaan/contoh/<int:sample_id>/kirim/", hearing.send, name="send_findings"),
    path("pemeriksaan/contoh/<int:sample_id>/jawaban-dibaca/", hearing.read, name="read_answers"),
    path("temuan-pemeriksaan/", hearing.findings, name="findings"),
    path("temuan-pemeriksaan/<int:line_id>/", hearing.finding, name="finding"),
    path("temuan-pemeriksaan/<int:line_id>/lampiran/", hearing.attachment, name="answer_file"),
    path("laporan-kegiatan/", reports.reports, name="reports"),
    path("laporan-kegiatan/<int:paper_id>/dibaca/", reports.read, name="read"),
]
