from django.db import models
from django.utils.translation import gettext_lazy as _


class DocumentKind(models.TextChoices):
    IDENTITY_CARD = "identity_card", _("kartu tanda penduduk")
    FAMILY_CARD = "family_card", _("kartu keluarga")
    DIPLOMA = "diploma", _("ijazah")
    CERTIFICATE = "certificate", _("sertifikat")
    LETTER = "letter", _("surat")
    AGREEMENT = "agreement", _("naskah perjanjian atau peraturan")
    PHOTO = "photo", _("foto")
    REPORT = "report", _("laporan")
    OTHER = "other", _("lainnya")
