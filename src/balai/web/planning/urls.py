"""The public catalogue, proposals, classes. Pages about who applies or attends a class stand in their own rooms."""

from django.urls import path

from balai.web.planning import (
    agreements,
    amend,
    catalogue,
    classes,
    fit,
    packages,
    plan_files,
    rounds,
    sending,
    spending,
)

app_name = "planning"
urlpatterns = [
    path("pelatihan/", catalogue.catalogue, name="catalogue"),
    path("pelatihan/<int:pk>/", catalogue.one, name="one"),
    path("paket/", packages.packages, name="packages"),
    path("paket/baru/", packages.propose, name="propose"),
    path("paket/<int:pk>/", packages.package, name="package"),
    path("paket/<int:pk>/perbaiki/", sending.revise, name="revise"),
    path("paket/<int:pk>/ubah/", amend.amend, name="amend"),
    path("paket/<int:pk>/perjanjian/", agreements.name_one, name="agreement_new"),
    path("paket/<int:pk>/perjanjian/<int:row>/", agreements.change, name="agreement"),
    path("paket/<int:pk>/perjanjian/<int:row>/lepas/", agreements.release, name="agreement_release"),
    path("paket/<int:pk>/kirim/", sending.send, name="send"),
    path("paket/<int:pk>/belanja/", spending.spending, name="spending"),
    path("paket/<int:pk>/belanja/<int:row>/kuitansi/", spending.receipt, name="receipt"),
    path("paket/<int:pk>/belanja/<int:row>/kuitansi/pasang/", spending.attach, name="attach_receipt"),
    path("paket/<int:pk>/belanja/<int:row>/tarik/", spending.take_back, name="take_back"),
    path("paket/<int:pk>/tarik/", packages.withdraw, name="withdraw"),
    path("paket/<int:pk>/buka-kembali/", packages.reopen, name="reopen"),
    path("paket/<int:pk>/kelas/", classes.open_class, name="open"),
    path("perencanaan/", rounds.rounds, name="rounds"),
    path("perencanaan/<int:pk>/", rounds.one, name="round"),
    path("perencanaan/<int:pk>/tutup/", rounds.close, name="close_round"),
    path("perencanaan/<int:pk>/buka/", rounds.reopen, name="reopen_round"),
    path("perencanaan/<int:pk>/salin/", rounds.copy, name="copy_plan"),
    path("perencanaan/<int:pk>/berkas/", plan_files.export, name="plan_file"),
    path("perencanaan/<int:pk>/impor/", plan_files.take, name="take_plan"),
    path("kelas/", classes.classes, name="classes"),
    path("kelas/<int:pk>/", classes.one, name="class"),
    path("kelas/<int:pk>/kecocokan/", fit.fit, name="fit"),
    path("kelas/<int:pk>/kecocokan/jawab/", fit.answer, name="fit_answer"),
    path("kelas/<int:pk>/ubah/", classes.change, name="change"),
    path("kelas/<int:pk>/langkah/", classes.move, name="move"),
    path("kelas/<int:pk>/batal/", classes.cancel, name="cancel"),
    path("kelas/<int:pk>/pulihkan/", classes.restore, name="restore"),
]
