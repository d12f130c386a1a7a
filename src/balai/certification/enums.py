from django.db import models
from django.utils.translation import gettext_lazy as _


class SiteKind(models.TextChoices):
    TEMPORARY = "temporary", _("tempat uji sewaktu")
    WORKPLACE = "workplace", _("tempat uji di tempat kerja")
    STANDING = "standing", _("tempat uji mandiri")


class AssessmentVerdict(models.TextChoices):
    PENDING = "pending", _("menunggu hasil")
    COMPETENT = "competent", _("kompeten")
    NOT_YET_COMPETENT = "not_yet_competent", _("belum kompeten")
    ABSENT = "absent", _("tidak hadir")
    DEFERRED = "deferred", _("ditunda")


class CompetenceCertificateState(models.TextChoices):
    VALID = "valid", _("berlaku")
    REVOKED = "revoked", _("dicabut")
    WITHDRAWN = "withdrawn", _("salah catat")


RESULTS = (AssessmentVerdict.COMPETENT, AssessmentVerdict.NOT_YET_COMPETENT)
"""Absent and deferred are non-results: the candidate may come again, and no rate counts them."""
