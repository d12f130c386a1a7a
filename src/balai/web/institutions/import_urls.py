from django.urls import path

from balai.web.institutions import imports, questions

app_name = "institution_imports"
urlpatterns = [
    path("", imports.upload, name="upload"),
    path("pertanyaan/", questions.questions, name="questions"),
    path("baris/<uuid:row_id>/", questions.question, name="question"),
    path("baris/<uuid:row_id>/batalkan/", questions.undo, name="undo"),
    path("<uuid:run_id>/kolom/", imports.columns, name="columns"),
    path("<uuid:run_id>/periksa/", imports.check, name="check"),
    path("<uuid:run_id>/batal/", imports.abandon, name="abandon"),
    path("<uuid:run_id>/", imports.result, name="result"),
    path("<uuid:run_id>/ditolak.xlsx", imports.refused, name="refused"),
]
