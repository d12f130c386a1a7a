from django.db import models
from django.utils.translation import gettext_lazy as _


class Route(models.TextChoices):
    """The six routes of R-001-07; several may apply to one person."""

    WORK = "work", _("langsung bekerja")
    SELF_EMPLOYMENT = "self_employment", _("usaha mandiri")
    TRAINING = "training", _("pelatihan")
    CERTIFICATION = "certification", _("uji kompetensi")
    ENTREPRENEURSHIP = "entrepreneurship", _("pelatihan kewirausahaan")
    CAPITAL = "capital", _("bantuan modal usaha")


class SessionMode(models.TextChoices):
    FACE_TO_FACE = "face_to_face", _("tatap muka")
    PHONE = "phone", _("telepon")
    ONLINE = "online", _("daring")
    HOME_VISIT = "home_visit", _("kunjungan rumah")


class CaseFileState(models.TextChoices):
    OPEN = "open", _("berjalan")
    CLOSED = "closed", _("selesai")
