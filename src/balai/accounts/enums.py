from django.db import models
from django.utils.translation import gettext_lazy as _


class CodeUse(models.TextChoices):
    """What a one-time code opens."""

    SIGN_UP = "sign_up", _("membuat akun")
    NEW_PASSWORD = "new_password", _("membuat kata sandi baru")
    NEW_ADDRESS = "new_address", _("mengganti nomor atau surel")
    BY_OFFICE = "by_office", _("kode dari petugas")


class Paper(models.TextChoices):
    """What an officer looked at before helping somebody back into their account."""

    IDENTITY_CARD = "identity_card", _("kartu tanda penduduk (KTP)")
    FAMILY_CARD = "family_card", _("kartu keluarga")
    DRIVING_LICENCE = "driving_licence", _("surat izin mengemudi")
    EMPLOYEE_CARD = "employee_card", _("kartu pegawai atau surat tugas")
    DIPLOMA = "diploma", _("ijazah")
    KNOWN_IN_PERSON = "known_in_person", _("rekan sekantor, dikenal langsung")
