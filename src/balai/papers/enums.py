from django.db import models
from django.utils.translation import gettext_lazy as _


class PaperKind(models.TextChoices):
    """In the order in which a class comes to owe them."""

    SELECTION = "selection", _("berita acara seleksi")
    DECREE = "decree", _("rancangan keputusan peserta")
    INVITATION = "invitation", _("undangan")
    MINUTES = "minutes", _("notulen")
    HANDOVER = "handover", _("berita acara serah terima peralatan")
    SIGNING_SHEETS = "signing_sheets", _("daftar hadir untuk ditandatangani")
    ATTENDANCE = "attendance", _("daftar hadir dari catatan")
    RESULTS = "results", _("daftar hasil dan sertifikat pelatihan")
    ALLOWANCE = "allowance", _("daftar penerimaan uang")
    REPORT = "report", _("laporan kegiatan")


WITH_SCORES = (PaperKind.SELECTION,)
"""Papers that tell what applicants scored: for those who select."""


class MandateScope(models.TextChoices):
    FUNDER = "funder", _("kelas yang didanai pemberi tugas")
    AREA = "area", _("kelas di wilayah pemberi tugas")


class Finding(models.TextChoices):
    """What the inspector says of one line."""

    FITS = "fits", _("sesuai")
    DOES_NOT_FIT = "does_not_fit", _("tidak sesuai")
    NOT_FOUND = "not_found", _("tidak ditemukan")
