from django.db import models
from django.utils.translation import gettext_lazy as _


class FollowUpState(models.TextChoices):
    PLANNED = "planned", _("belum waktunya")
    DUE = "due", _("perlu dihubungi")
    ANSWERED = "answered", _("sudah diketahui")
    UNKNOWN = "unknown", _("tetap belum diketahui")


class Status(models.TextChoices):
    """Three-way, with what it was: unknown is never stored as a status, it is the absence of a statement."""

    EMPLOYED = "employed", _("bekerja pada orang lain")
    SELF_EMPLOYED = "self_employed", _("usaha sendiri")
    APPRENTICE = "apprentice", _("magang")
    SEEKING = "seeking", _("mencari kerja atau menyiapkan usaha")
    STUDYING = "studying", _("sekolah")
    HOUSEHOLD = "household", _("mengurus rumah tangga")
    OTHER = "other", _("kegiatan lain")


WORKING = (Status.EMPLOYED, Status.SELF_EMPLOYED)
"""Apprentices are a flag of their own: neither automatically (domain book 6)."""


class StatementSource(models.TextChoices):
    SELF = "self", _("lapor sendiri")
    PHONE = "phone", _("telepon petugas")
    VISIT = "visit", _("kunjungan")
    EMPLOYER = "employer", _("pemberi kerja")
    RECORD = "record", _("catatan lain di Balai")


class ContactChannel(models.TextChoices):
    MESSAGE = "message", _("pesan")
    CALL = "call", _("telepon")
    CONTACT_PERSON = "contact_person", _("orang yang mengenal")
    VISIT = "visit", _("kunjungan")


class ContactResult(models.TextChoices):
    ANSWERED = "answered", _("menjawab")
    NO_ANSWER = "no_answer", _("tidak menjawab")
    WRONG_NUMBER = "wrong_number", _("nomor tidak aktif atau salah")
    REFUSED = "refused", _("tidak bersedia")
