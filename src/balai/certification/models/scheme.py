"""What a certifier assesses: its schemes with their units, and what a candidate answers to within a unit."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from balai.access.actor import Actor
from balai.certification.enums import SchemeKind
from balai.institutions.models import Institution
from balai.kernel.privacy import Privacy
from balai.skills.models import CompetencyUnit


class SchemeQuerySet(models.QuerySet["CertificationScheme"]):
    def visible_to(self, actor: Actor) -> Self:
        """Which schemes a certifier has is no secret: candidates choose among them."""
        return self

    def used_on(self, day: date) -> Self:
        started, over = Q(active_from=None) | Q(active_from__lte=day), Q(active_until=None) | Q(active_until__gte=day)
        return self.filter(started, over)


SchemeManager = models.Manager.from_queryset(SchemeQuerySet)


class CertificationScheme(models.Model):
    """Skema sertifikasi of one certifier. A later edition is another row, with days of its own.

    code: as the certifier numbers it, empty where it was copied without one. field: the line of work printed on the
    certificate. active_from, active_until: assessments may be held from and to that day, both included; None is open.
    valid_years: how long its certificates hold, None for the usual term. recorded_for: who copied it from the certifier's
    list; None when the certifier wrote it.
    """

    PRIVACY = Privacy(
        impersonal=("code", "title", "field", "active_from", "active_until", "recorded_by", "recorded_at"),
    )

    certifier = models.ForeignKey(Institution, models.PROTECT, related_name="certification_schemes")
    code = models.CharField(max_length=40, blank=True)
    title = models.CharField(max_length=200)
    field = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=10, choices=SchemeKind, default=SchemeKind.OTHER)
    valid_years = models.PositiveSmallIntegerField(null=True, blank=True)
    active_from = models.DateField(null=True, blank=True)
    active_until = models.DateField(null=True, blank=True)
    recorded_by = models.CharField(max_length=64)
    recorded_at = models.DateTimeField()
    recorded_for = models.ForeignKey(Institution, models.PROTECT, null=True, blank=True, related_name="+")

    objects = SchemeManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["certifier", "code"], condition=~Q(code=""), name="one_scheme_per_code_and_certifier"
            ),
            models.UniqueConstraint(
                fields=["certifier", "title"], condition=Q(code=""), name="one_scheme_without_code_per_title"
            ),
            models.CheckConstraint(
                condition=Q(active_from=None) | Q(active_until=None) | Q(active_until__gte=F("active_from")),
                name="scheme_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}".strip()


class SchemeUnit(models.Model):
    PRIVACY = Privacy()

    scheme = models.ForeignKey(CertificationScheme, models.CASCADE, related_name="units")
    unit = models.ForeignKey(CompetencyUnit, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scheme", "unit"], name="one_unit_once_in_a_scheme")]

    def __str__(self) -> str:
        return f"unit of a scheme {self.pk}"


class SchemeElement(models.Model):
    """Elemen kompetensi. criteria: kriteria unjuk kerja (KUK), one a line, in the words of the standard."""

    PRIVACY = Privacy(impersonal=("title", "criteria"))

    unit = models.ForeignKey(SchemeUnit, models.CASCADE, related_name="elements")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    criteria = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "position"], name="one_element_per_place")]

    def __str__(self) -> str:
        return f"element {self.pk}"
