from typing import Self

from django.db import models
from django.db.models import Q

from balai.access.actor import Actor
from balai.kernel.privacy import Personal, Privacy, Purpose
from balai.training.enums import Mark, MarkSource, StatementState
from balai.training.models.enrolment import Enrolment, classes_seen_by
from balai.training.models.session import TrainingSession

_SERVICE = Personal(Purpose.SERVICE)


class MarkStatementQuerySet(models.QuerySet["MarkStatement"]):
    def visible_to(self, actor: Actor) -> Self:
        return self if actor.system else self.filter(classes_seen_by(actor, "session__batch__"))

    def differing(self) -> Self:
        return self.filter(state=StatementState.DIFFERS)


MarkStatementManager = models.Manager.from_queryset(MarkStatementQuerySet)


class MarkStatement(models.Model):
    """One mark as one phone or one sheet of paper told it. client_id is made where it was made and decides "exactly once".

    seen: the mark its maker had before their eyes, "" for none. standing: what stood when it arrived; where that is neither
    `seen` nor `mark`, somebody else had marked the same person meanwhile, and a human settles it. standing_note: likewise.
    """

    PRIVACY = Privacy(
        personal={"note": _SERVICE, "standing_note": _SERVICE},
        impersonal=("said_by", "made_at", "received_at", "settled_by", "settled_at", "reason"),
    )

    client_id = models.UUIDField(unique=True)
    session = models.ForeignKey(TrainingSession, models.PROTECT, related_name="statements")
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="mark_statements")
    mark = models.CharField(max_length=8, choices=Mark)
    seen = models.CharField(max_length=8, choices=Mark, blank=True)
    standing = models.CharField(max_length=8, choices=Mark, blank=True)
    standing_note = models.CharField(max_length=200, blank=True)
    note = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=8, choices=MarkSource)
    state = models.CharField(max_length=10, choices=StatementState)
    said_by = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    received_at = models.DateTimeField()
    settled_by = models.CharField(max_length=64, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    objects = MarkStatementManager()

    class Meta:
        indexes = [
            models.Index(
                fields=["session", "enrolment"],
                name="statements_that_differ",
                condition=Q(state=StatementState.DIFFERS),
            )
        ]

    def __str__(self) -> str:
        return f"{self.mark} by {self.source} #{self.pk}"
