from django.urls import path

from balai.web.outcomes import office

app_name = "outcomes"
urlpatterns = [
    path("", office.contacts, name="contacts"),
    path("hasil/", office.results, name="results"),
    path("kelas/<int:pk>/", office.class_list, name="class_list"),
    path("<int:pk>/", office.follow_up, name="follow_up"),
    path("<int:pk>/usaha/", office.attempt, name="attempt"),
    path("<int:pk>/usaha/<int:attempt_id>/tarik/", office.withdraw_attempt, name="withdraw_attempt"),
    path("<int:pk>/pesan/", office.message, name="message"),
    path("<int:pk>/kata-pemberi-kerja/", office.employers_word, name="employers_word"),
    path("<int:pk>/tutup/", office.close, name="close"),
    path("<int:pk>/keterangan/<int:statement_id>/", office.correct, name="correct"),
]
