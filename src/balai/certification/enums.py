from django.db import models
from django.utils.translation import gettext_lazy as _


class SiteKind(models.TextChoices):
    TEMPORARY = "temporary", _("tempat uji sewaktu")
    WORKPLACE = "workplace", _("tempat uji di tempat kerja")
    STANDING = "standing", _("tempat uji mandiri")


class SchemeKind(models.TextChoices):
    """How the units of a scheme are packed."""

    KKNI = "kkni", _("jenjang KKNI")
    OCCUPATION = "occupation", _("okupasi")
    CLUSTER = "cluster", _("klaster")
    OTHER = "other", _("lainnya")


class AssessmentVerdict(models.TextChoices):
    PENDING = "pending", _("menunggu hasil")
    COMPETENT = "competent", _("kompeten")
    NOT_YET_COMPETENT = "not_yet_competent", _("belum kompeten")
    ABSENT = "absent", _("tidak hadir")
    DEFERRED = "deferred", _("ditunda")


class AssessmentPurpose(models.TextChoices):
    CERTIFICATION = "certification", _("sertifikasi")
    RENEWAL = "renewal", _("sertifikasi ulang")
    CURRENT = "current", _("pengakuan kompetensi terkini")
    RECOGNITION = "recognition", _("rekognisi pembelajaran lampau")
    OTHER = "other", _("lainnya")


class EvidenceKind(models.TextChoices):
    OBSERVATION = "observation", _("pengamatan langsung")
    PORTFOLIO = "portfolio", _("kumpulan hasil kerja")
    THIRD_PARTY = "third_party", _("keterangan pihak ketiga")
    ORAL = "oral", _("tanya jawab lisan")
    WRITTEN = "written", _("ujian tertulis")
    PROJECT = "project", _("tugas proyek")
    OTHER = "other", _("lainnya")


class AppealState(models.TextChoices):
    OPEN = "open", _("menunggu jawaban")
    UPHELD = "upheld", _("diterima, diuji ulang")
    REFUSED = "refused", _("ditolak")


class BlankState(models.TextChoices):
    """Where the certifier's numbered form (blangko) stands."""

    AWAITED = "awaited", _("blangko belum diterima")
    RECEIVED = "received", _("blangko diterima, belum dicetak")
    PRINTED = "printed", _("sudah dicetak")
    HANDED = "handed", _("sudah diserahkan")
    SPOILED = "spoiled", _("rusak, diganti")


class CompetenceCertificateState(models.TextChoices):
    VALID = "valid", _("berlaku")
    REVOKED = "revoked", _("dicabut")
    WITHDRAWN = "withdrawn", _("salah catat")


class CertifierWord(models.TextChoices):
    """What the certifier said itself of a certificate that somebody else wrote down for it."""

    CONFIRMED = "confirmed", _("dibenarkan lembaga sertifikasinya")
    DENIED = "denied", _("dibantah lembaga sertifikasinya")


RESULTS = (AssessmentVerdict.COMPETENT, AssessmentVerdict.NOT_YET_COMPETENT)
"""Absent and deferred are non-results: the candidate may come again, and no rate counts them."""
