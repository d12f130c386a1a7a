from typing import Self

from django.db import models

from balai.access.actor import Actor
from balai.kernel.privacy import Privacy
from balai.skills.enums import CodeForm, SkillKind, UnitStanding


class SkillQuerySet(models.QuerySet["CompetencyUnit"]):
    def public(self) -> Self:
        return self

    def visible_to(self, actor: Actor) -> Self:
        return self


SkillManager = models.Manager.from_queryset(SkillQuerySet)


class CompetencyUnit(models.Model):
    """A unit of competence; the code is text as written, never checked against KBLI letters (they moved in 2025)."""

    PRIVACY = Privacy(impersonal=("code", "title", "title_en", "standard", "withdrawn_on"))

    code = models.CharField(max_length=40, unique=True)
    title = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300, blank=True)
    standard = models.CharField(max_length=200, blank=True)
    form = models.CharField(max_length=10, choices=CodeForm, default=CodeForm.OTHER)
    kind = models.CharField(max_length=20, choices=SkillKind, default=SkillKind.TECHNICAL)
    standing = models.CharField(max_length=12, choices=UnitStanding, default=UnitStanding.IN_FORCE)
    withdrawn_on = models.DateField(null=True, blank=True)

    objects = SkillManager()

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class Occupation(models.Model):
    """An occupation in a classification of a version: (scheme, version, code), such as KBJI 2014."""

    PRIVACY = Privacy(impersonal=("scheme", "version", "code", "title"))

    scheme = models.CharField(max_length=12)
    version = models.CharField(max_length=8)
    code = models.CharField(max_length=12)
    title = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scheme", "version", "code"], name="one_occupation_per_code")]

    def __str__(self) -> str:
        return self.title
