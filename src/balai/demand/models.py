from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.demand.enums import JobOrderState, NeedKind
from balai.institutions.models import Institution
from balai.institutions.models.institution import within
from balai.kernel.privacy import Privacy
from balai.people.enums import Education, Sex
from balai.regions.models import Region
from balai.skills.models import CompetencyUnit


class JobOrderQuerySet(models.QuerySet["JobOrder"]):
    def open_on(self, day: date) -> Self:
        return self.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=day), state=JobOrderState.PUBLISHED)

    def public(self) -> Self:
        return self.filter(state__in=[JobOrderState.PUBLISHED, JobOrderState.FILLED], employer__standing="verified")

    def visible_to(self, actor: Actor) -> Self:
        """Published ones of verified employers are everybody's; drafts are the employer's and its office's."""
        if actor.system:
            return self
        seen = Q(state__in=[JobOrderState.PUBLISHED, JobOrderState.FILLED], employer__standing="verified")
        return self.filter(seen | kept_by(actor, "employer"))

    def kept_by(self, actor: Actor) -> Self:
        """Those the actor may change: its own, and of the employers in its office's area."""
        return self if actor.system else self.filter(kept_by(actor, "employer"))


def kept_by(actor: Actor, body: str) -> Q:
    """Rows whose institution, named by the field `body`, the actor writes demand for."""
    mine = Q(**{f"{body}_id__in": actor.institutions_with(Permission.DEMAND_EDIT)})
    for area in actor.areas_with(Permission.DEMAND_EDIT):
        mine |= within(area.level, area.region, f"{body}__")
    return mine


JobOrderManager = models.Manager.from_queryset(JobOrderQuerySet)


class JobOrder(models.Model):
    """An employer needs people: a vacancy (lowongan) once it is published. Age and sex limits need a reason and never match.

    noted_by: the institution whose desk wrote down what the employer said; empty when the employer wrote it itself.
    """

    PRIVACY = Privacy(
        impersonal=(
            "title",
            "description",
            "needed_from",
            "published_on",
            "valid_until",
            "place",
            "wage",
            "limits_reason",
            "created_at",
            "filled_reported_on",
            "sex",
        )
    )

    employer = models.ForeignKey(Institution, models.PROTECT, related_name="job_orders")
    title = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    count = models.PositiveIntegerField()
    state = models.CharField(max_length=12, choices=JobOrderState, default=JobOrderState.DRAFT)
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="+")
    place = models.CharField(max_length=200, blank=True)
    wage = models.CharField(max_length=120, blank=True)
    needed_from = models.DateField(null=True, blank=True)
    published_on = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    minimum_education = models.CharField(max_length=20, blank=True, choices=Education)
    minimum_age = models.PositiveSmallIntegerField(null=True, blank=True)
    maximum_age = models.PositiveSmallIntegerField(null=True, blank=True)
    sex = models.CharField(max_length=1, blank=True, choices=Sex)
    limits_reason = models.TextField(blank=True)
    filled_reported_on = models.DateField(null=True, blank=True)
    noted_by = models.ForeignKey(Institution, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    client_id = models.UUIDField(null=True, blank=True, editable=False)  # of the page it was written on

    objects = JobOrderManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["employer", "client_id"], name="one_job_order_per_page")]
        indexes = [models.Index(fields=["state", "-published_on", "-id"], name="job_order_public_list")]

    def __str__(self) -> str:
        return self.title


class JobOrderUnit(models.Model):
    """A centre reads an employer's words as this unit of competence. Each centre reads for itself."""

    PRIVACY = Privacy(impersonal=("matched_by", "matched_on"))

    job_order = models.ForeignKey(JobOrder, models.CASCADE, related_name="units")
    centre = models.ForeignKey(Institution, models.PROTECT, related_name="+")
    unit = models.ForeignKey(CompetencyUnit, models.PROTECT, related_name="+")
    matched_by = models.CharField(max_length=64)
    matched_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["job_order", "centre", "unit"], name="one_reading_per_centre_and_unit")
        ]

    def __str__(self) -> str:
        return f"{self.job_order_id}: {self.unit_id}"


class NeedQuerySet(models.QuerySet["NeedEvidence"]):
    def visible_to(self, actor: Actor) -> Self:
        """Those who write demand there, and those who plan in the same regency: a need is no secret among its bodies."""
        if actor.system:
            return self
        own = actor.institutions_with(Permission.PLANNING_READ)
        here = Institution.objects.filter(pk__in=own, region__regency__isnull=False).values("region__regency_id")
        seen = kept_by(actor, "institution") | Q(institution_id__in=own) | Q(institution__region__regency_id__in=here)
        for area in actor.areas_with(Permission.PLANNING_READ):
            seen |= within(area.level, area.region, "institution__")
        return self.filter(seen)


NeedManager = models.Manager.from_queryset(NeedQuerySet)


class NeedEvidence(models.Model):
    """Why a training is needed here: dated, with its source; job_order when an employer asked."""

    PRIVACY = Privacy(impersonal=("text", "source", "as_of", "created_at"))

    institution = models.ForeignKey(Institution, models.PROTECT, related_name="need_evidence")
    kind = models.CharField(max_length=20, choices=NeedKind)
    text = models.TextField()
    source = models.CharField(max_length=200, blank=True)
    as_of = models.DateField()
    job_order = models.ForeignKey(JobOrder, models.PROTECT, null=True, blank=True, related_name="evidence")
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = NeedManager()

    def __str__(self) -> str:
        return f"{self.kind} #{self.pk}"
