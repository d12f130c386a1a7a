from typing import Self
from uuid import UUID

from django.db import models
from django.db.models import Q

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.institutions.models import Institution
from balai.kernel.identifiers import uuid7
from balai.kernel.privacy import Privacy
from balai.planning.models import Batch
from balai.training.enums import BulkItemState, BulkKind, BulkState
from balai.training.models.enrolment import classes_seen_by


class BulkRunQuerySet(models.QuerySet["BulkRun"]):
    def visible_to(self, actor: Actor) -> Self:
        if actor.system:
            return self
        own = actor.institutions_with(Permission.TRAINING_CERTIFY) | actor.institutions_with(
            Permission.APPLICATION_DECIDE
        )
        return self.filter(institution_id__in=own)


class BulkItemQuerySet(models.QuerySet["BulkItem"]):
    def visible_to(self, actor: Actor) -> Self:
        """Of a run over several centres, the classes that the reader sees into."""
        return self if actor.system else self.filter(classes_seen_by(actor, "batch__"))


BulkItemManager = models.Manager.from_queryset(BulkItemQuerySet)
BulkRunManager = models.Manager.from_queryset(BulkRunQuerySet)


class BulkRun(models.Model):
    """One act over many classes. Each class is done in a transaction of its own that also ticks its item off, so that a run
    killed anywhere goes on where it was. institution: from whose desk it was started; its classes may be of several centres.
    options: what the act needs (days as text); user_id, acting_for: whose authority."""

    PRIVACY = Privacy(impersonal=("options", "started_at", "ended_at"))

    id: "models.UUIDField[UUID, UUID]" = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=BulkKind)
    state = models.CharField(max_length=10, choices=BulkState, default=BulkState.RUNNING)
    options = models.JSONField(default=dict, blank=True)
    user_id = models.BigIntegerField(null=True, blank=True)
    acting_for = models.BigIntegerField(null=True, blank=True)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = BulkRunManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "kind"],
                condition=Q(state=BulkState.RUNNING),
                name="one_bulk_run_of_a_kind_at_once",
            )
        ]
        indexes = [
            models.Index(fields=["started_at"], name="bulk_runs_going_on", condition=Q(state=BulkState.RUNNING)),
            models.Index(fields=["institution", "started_at"], name="bulk_runs_of_institution"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class BulkItem(models.Model):
    """One class of a run. people: how many rows were written. problem: the sentence of the refusal."""

    PRIVACY = Privacy(impersonal=("problem", "done_at"))

    run = models.ForeignKey(BulkRun, models.CASCADE, related_name="items")
    batch = models.ForeignKey(Batch, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=BulkItemState, default=BulkItemState.WAITING)
    people = models.PositiveIntegerField(default=0)
    problem = models.CharField(max_length=400, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    objects = BulkItemManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "batch"], name="one_item_per_class_of_a_run")]
        indexes = [
            models.Index(fields=["run", "id"], name="bulk_items_waiting", condition=Q(state=BulkItemState.WAITING))
        ]

    def __str__(self) -> str:
        return f"{self.state} #{self.pk}"
