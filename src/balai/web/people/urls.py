from django.urls import path

from balai.web.people import imports, office, own, record, waiting

app_name = "people"
urlpatterns = [
    path("orang/", office.people, name="list"),
    path("orang/cari/", office.search, name="search"),
    path("orang/baru/", office.register, name="register"),
    path("orang/ganda/", waiting.pairs, name="pairs"),
    path("orang/ganda/<int:pair_id>/", waiting.pair, name="pair"),
    path("orang/ganda/batal/<int:merge_id>/", waiting.unmerge, name="unmerge"),
    path("orang/permintaan/", waiting.requests, name="requests"),
    path("orang/permintaan/<int:request_id>/", waiting.answer, name="answer_request"),
    path("orang/klaim/<uuid:claim_id>/", waiting.claim, name="decide_claim"),
    path("orang/telepon/", waiting.calls, name="calls"),
    path("orang/telepon/<int:item_id>/", waiting.called, name="called"),
    path("orang/masa-simpan/", waiting.past_term, name="past_term"),
    path("orang/berkas/<int:paper_id>/", record.open_one_paper, name="open_paper"),
    path("orang/<uuid:person_id>/", office.person, name="one"),
    path("orang/<uuid:person_id>/ubah/", record.edit, name="edit"),
    path("orang/<uuid:person_id>/nik/", record.national_id, name="national_id"),
    path("orang/<uuid:person_id>/nik/periksa/", record.verify, name="verify"),
    path("orang/<uuid:person_id>/nik/lihat/", record.reveal, name="reveal"),
    path("orang/<uuid:person_id>/kebutuhan/", record.needs, name="needs"),
    path("orang/<uuid:person_id>/persetujuan/", record.consents, name="consents"),
    path("orang/<uuid:person_id>/berkas/", record.papers, name="papers"),
    path("saya/", own.own, name="own"),
    path("data-saya/", own.own_data, name="own_data"),
    path("data-saya/unduh/", own.download, name="download"),
    path("data-saya/minta/", own.ask, name="ask"),
    path("klaim-data/", own.claim, name="claim"),
    path("klaim-data/kode/", own.claim_code, name="claim_code"),
    path("impor/orang/", imports.start, name="import"),
    path("impor/orang/<uuid:run_id>/", imports.run, name="import_run"),
    path("impor/orang/<uuid:run_id>/simpan/", imports.save, name="import_save"),
    path("impor/orang/<uuid:run_id>/ditolak.xlsx", imports.refused_rows, name="import_refused"),
    path("impor/orang/baris/<uuid:row_id>/", imports.decide, name="decide_row"),
]
