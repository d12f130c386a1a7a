from typing import Self

from django.db import models
from django.db.models import Q

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.funding.enums import Bearer, Duty, FundSource
from balai.institutions.models import Institution
from balai.institutions.models.institution import within
from balai.kernel.privacy import Privacy


class FundLineQuerySet(models.QuerySet["FundLine"]):
    def visible_to(self, actor: Actor) -> Self:
        if actor.system:
            return self
        own = actor.institutions_with(Permission.FUND_READ)
        seen = Q(funder_id__in=own) | Q(noted_by_id__in=own)
        for area in actor.areas_with(Permission.FUND_READ):
            seen |= within(area.level, area.region, "funder__")
        return self.filter(seen)


FundLineManager = models.Manager.from_queryset(FundLineQuerySet)


class FundLine(models.Model):
    """Money of one funder for one fiscal year (= calendar year). Amounts in whole rupiah.

    noted_by: the institution that wrote it down for a funder without a desk; empty when the funder did.
    """

    PRIVACY = Privacy(impersonal=("title", "budget_code", "legal_basis", "created_at"))

    funder = models.ForeignKey(Institution, models.PROTECT, related_name="fund_lines")
    source = models.CharField(max_length=32, choices=FundSource)
    year = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    budget_code = models.CharField(max_length=60, blank=True)
    legal_basis = models.CharField(max_length=300, blank=True)
    ceiling = models.BigIntegerField()
    noted_by = models.ForeignKey(Institution, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = FundLineManager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ceiling__gte=0), name="ceiling_is_not_negative"),
            models.UniqueConstraint(fields=["funder", "year", "title"], name="one_fund_line_per_title_and_year"),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.year}"


class OperatingGuide(models.Model):
    """A version of the operating guide (petunjuk operasional kegiatan, POK) of state money; the newest holds.

    handed_by: who handed it over, as the letter says (R-000-10).
    """

    PRIVACY = Privacy(impersonal=("number", "handed_by", "received_on", "changes", "written_by", "written_at"))

    fund_line = models.ForeignKey(FundLine, models.PROTECT, related_name="guides")
    version = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=120)
    handed_by = models.CharField(max_length=200)
    received_on = models.DateField()
    changes = models.TextField(blank=True)
    written_by = models.CharField(max_length=64)
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["version"]
        constraints = [models.UniqueConstraint(fields=["fund_line", "version"], name="one_guide_per_version")]

    def __str__(self) -> str:
        return f"{self.number} v{self.version}"


class ResponsibilityChain(models.Model):
    """Who bears a duty under a fund source; data, since it differs by source and changes by decree.

    funder: set when only for the money of that body (else the network's).
    """

    PRIVACY = Privacy(impersonal=("legal_basis",))

    funder = models.ForeignKey(Institution, models.PROTECT, null=True, blank=True, related_name="+")
    source = models.CharField(max_length=32, choices=FundSource)
    duty = models.CharField(max_length=12, choices=Duty)
    bearer = models.CharField(max_length=16, choices=Bearer)
    legal_basis = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "duty"], condition=Q(funder__isnull=True), name="one_bearer_per_duty"
            ),
            models.UniqueConstraint(
                fields=["funder", "source", "duty"],
                condition=Q(funder__isnull=False),
                name="one_bearer_per_duty_of_funder",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source}: {self.duty} = {self.bearer}"
