"""Requests of the subject, with their clock of 3x24 hours (UU 27/2022 art. 30, 32, 41)."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q

from balai.institutions.models import Institution
from balai.kernel.privacy import Personal, Privacy, Purpose
from balai.people.enums import RequestKind, RequestState
from balai.people.models.owned import OwnedQuerySet
from balai.people.models.person import Person

_EVIDENCE = Personal(Purpose.EVIDENCE)


class RightsRequestQuerySet(OwnedQuerySet["RightsRequest"]):
    def open(self) -> Self:
        return self.filter(state=RequestState.OPEN)

    def overdue(self, now: datetime) -> Self:
        return self.open().filter(due_at__lt=now)


RightsRequestManager = models.Manager.from_queryset(RightsRequestQuerySet)


class RightsRequest(models.Model):
    """kept: what was not erased, as {room: {model: rows}}; the answer says why."""

    PRIVACY = Privacy(
        personal={"details": _EVIDENCE, "answer": _EVIDENCE},
        impersonal=("received_at", "due_at", "answered_at", "answered_by", "received_by", "kept"),
    )

    person = models.ForeignKey(Person, models.CASCADE, related_name="rights_requests")
    kind = models.CharField(max_length=8, choices=RequestKind)
    details = models.TextField(blank=True)
    received_at = models.DateTimeField()
    received_by = models.CharField(max_length=64)
    due_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=RequestState, default=RequestState.OPEN)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=64, blank=True)
    answered_at_institution = models.ForeignKey(Institution, models.PROTECT, null=True, blank=True, related_name="+")
    kept = models.JSONField(default=dict, blank=True)

    objects = RightsRequestManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind"], condition=Q(state=RequestState.OPEN), name="one_open_request_per_kind"
            ),
            models.CheckConstraint(condition=Q(due_at__gt=F("received_at")), name="request_due_after_received"),
            models.CheckConstraint(
                condition=Q(state=RequestState.OPEN, answered_at__isnull=True)
                | (~Q(state=RequestState.OPEN) & Q(answered_at__isnull=False)),
                name="answered_request_has_its_instant",
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(state=RequestState.OPEN), name="request_open_by_due"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} #{self.pk}"
