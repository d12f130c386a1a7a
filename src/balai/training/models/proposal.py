from typing import Self

from django.db import models

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.institutions.models import Institution
from balai.kernel.privacy import Privacy
from balai.training.enums import ProposalState


class TimetableProposalQuerySet(models.QuerySet["TimetableProposal"]):
    def visible_to(self, actor: Actor) -> Self:
        return self if actor.system else self.filter(centre_id__in=actor.institutions_with(Permission.BATCH_EDIT))


TimetableProposalManager = models.Manager.from_queryset(TimetableProposalQuerySet)


class TimetableProposal(models.Model):
    """What the solver found for the classes of a centre: shown first, written only when a person accepts it.

    batches: ids asked for. plan: rows {batch, day, starts_at, ends_at, hours, unit, room, instructor, mode} with ids;
    once accepted also written: the uid of the meeting made of it, empty for a day that was over.
    problems: rows {batch, day, kind, sentence}: which requirement could not be kept. replaced: the planned meetings that
    accepting took away, in the shape of plan, so that it can be undone; once undone also not_back: NotBack of one that did not
    come back, else empty.
    """

    PRIVACY = Privacy(
        impersonal=("batches", "plan", "problems", "replaced", "asked_by", "answered_by", "asked_at", "solved_at", "answered_at")
    )  # fmt: skip

    centre = models.ForeignKey(Institution, models.PROTECT, related_name="timetable_proposals")
    batches = models.JSONField(default=list)
    plan = models.JSONField(default=list, blank=True)
    problems = models.JSONField(default=list, blank=True)
    replaced = models.JSONField(default=list, blank=True)
    state = models.CharField(max_length=10, choices=ProposalState, default=ProposalState.WAITING)
    asked_by = models.CharField(max_length=64)
    asked_at = models.DateTimeField()
    solved_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=64, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = TimetableProposalManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre"], condition=models.Q(state="waiting"), name="one_proposal_computed_per_centre"
            )
        ]

    def __str__(self) -> str:
        return f"timetable proposal {self.pk}"
