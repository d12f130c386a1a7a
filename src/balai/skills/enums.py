from django.db import models
from django.utils.translation import gettext_lazy as _


class CodeForm(models.TextChoices):
    """Three living forms of an SKKNI unit code (domain book 2.3)."""

    LEGACY = "legacy", _("bentuk lama")
    FORM_2012 = "2012", _("bentuk 2012")
    CURRENT = "current", _("bentuk sekarang")
    OTHER = "other", _("bentuk lain")


class UnitStanding(models.TextChoices):
    IN_FORCE = "in_force", _("berlaku")
    WITHDRAWN = "withdrawn", _("dicabut")


class SkillKind(models.TextChoices):
    """Robbins' four kinds (R-000-35)."""

    BASIC = "basic", _("dasar")
    TECHNICAL = "technical", _("teknis")
    INTERPERSONAL = "interpersonal", _("hubungan antarmanusia")
    PROBLEM_SOLVING = "problem_solving", _("pemecahan masalah")
