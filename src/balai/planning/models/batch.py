from collections.abc import Iterable
from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.institutions.models import Institution
from balai.institutions.models.institution import within
from balai.kernel.privacy import Privacy
from balai.people.enums import Education
from balai.planning.enums import BatchState
from balai.planning.models.package import Package
from balai.programmes.models import Curriculum
from balai.regions.models import Region

BODIES = ("centre_id", "recruiter_id", "selector_id", "deliverer_id", "reporter_id")


def borne_by(ids: Iterable[int], prefix: str = "") -> Q:
    """Classes in which one of these institutions has the rooms or bears a duty."""
    seen = Q()
    for name in BODIES:
        seen |= Q(**{f"{prefix}{name}__in": ids})
    return seen


PUBLIC_STATES = (BatchState.ANNOUNCED, BatchState.SELECTING, BatchState.RUNNING, BatchState.FINISHED)


class BatchQuerySet(models.QuerySet["Batch"]):
    def public(self) -> Self:
        return self.filter(state__in=PUBLIC_STATES)

    def open_at(self, now: datetime) -> Self:
        return self.filter(state=BatchState.ANNOUNCED, opens_at__lte=now, closes_at__gt=now)

    def visible_to(self, actor: Actor) -> Self:
        """Announced classes are everybody's; drafts are theirs who bear a duty, the funder's, the area's offices'."""
        if actor.system:
            return self
        own = actor.institutions_with(Permission.PLANNING_READ) | actor.institutions_with(Permission.TRAINING_READ)
        seen = Q(state__in=PUBLIC_STATES) | borne_by(own) | Q(package__funder_id__in=own)
        for area in actor.areas_with(Permission.PLANNING_READ):
            seen |= within(area.level, area.region, "centre__")
        return self.filter(seen)


BatchManager = models.Manager.from_queryset(BatchQuerySet)


class Batch(models.Model):
    """One run of a programme: what people call a class (kelas). Times are instants; the centre's zone shows them.

    centre: whose package, rooms and certificate it is. recruiter announces, selector decides on applications, deliverer
    holds meetings, marks and results, reporter files the report: by the chain of the money (funding.ResponsibilityChain)
    as it stood when the class was opened.
    """

    PRIVACY = Privacy(impersonal=("title", "announcement", "opens_at", "closes_at", "starts_on", "ends_on", "venue", "entry_rules",
                                  "cancel_reason", "created_at"))  # fmt: skip

    package = models.ForeignKey(Package, models.PROTECT, related_name="batches")
    centre = models.ForeignKey(Institution, models.PROTECT, related_name="batches")
    recruiter = models.ForeignKey(Institution, models.PROTECT, related_name="batches_recruited")
    selector = models.ForeignKey(Institution, models.PROTECT, related_name="batches_selected")
    deliverer = models.ForeignKey(Institution, models.PROTECT, related_name="batches_delivered")
    reporter = models.ForeignKey(Institution, models.PROTECT, related_name="batches_reported")
    curriculum = models.ForeignKey(Curriculum, models.PROTECT, related_name="batches")
    title = models.CharField(max_length=200)
    intake = models.PositiveSmallIntegerField(default=1)
    seats = models.PositiveSmallIntegerField(default=16)
    reserves = models.PositiveSmallIntegerField(default=2)
    minimum_age = models.PositiveSmallIntegerField(null=True, blank=True)
    maximum_age = models.PositiveSmallIntegerField(null=True, blank=True)
    minimum_education = models.CharField(max_length=20, blank=True, choices=Education)
    residents_of = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="+")
    entry_rules = models.TextField(blank=True)  # as shown to applicants
    announcement = models.TextField(blank=True)
    venue = models.CharField(max_length=200, blank=True)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    state = models.CharField(max_length=12, choices=BatchState, default=BatchState.DRAFT)
    cancel_reason = models.TextField(blank=True)
    cancelled_from = models.CharField(
        max_length=12, choices=BatchState, blank=True
    )  # where a mistaken cancelling leads back
    created_at = models.DateTimeField(auto_now_add=True)
    client_id = models.UUIDField(null=True, blank=True, editable=False)  # of the page it was opened on

    objects = BatchManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["package", "client_id"], name="one_batch_per_page"),
            models.CheckConstraint(condition=Q(closes_at__gt=F("opens_at")), name="registration_closes_after_it_opens"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="batch_ends_after_start"),
            models.CheckConstraint(condition=Q(seats__gt=0), name="batch_has_seats"),
        ]
        indexes = [models.Index(fields=["state", "closes_at", "id"], name="batch_public_list")]

    def __str__(self) -> str:
        return self.title

    @property
    def bodies(self) -> frozenset[int]:
        """Of the institutions that have the rooms or bear a duty."""
        return frozenset(getattr(self, name) for name in BODIES)

    @property
    def zone(self) -> str:
        return self.centre.zone
