from typing import Self
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q

from balai.access.actor import Actor
from balai.institutions.models import Room
from balai.kernel.identifiers import uuid7
from balai.kernel.privacy import Personal, Privacy, Purpose
from balai.planning.enums import BatchState
from balai.planning.models import Batch
from balai.programmes.enums import Delivery, Phase
from balai.programmes.models import CurriculumUnit
from balai.training.enums import Mark, SessionState
from balai.training.models.enrolment import Enrolment, classes_seen_by

_SERVICE = Personal(Purpose.SERVICE)


class TrainingSessionQuerySet(models.QuerySet["TrainingSession"]):
    def visible_to(self, actor: Actor) -> Self:
        """Of the classes whose desk the actor sits at, funds, recruits for, or answers for by area."""
        return self if actor.system else self.filter(classes_seen_by(actor, "batch__"))

    def standing(self) -> Self:
        """Those that were held or still will be: neither they nor their class are cancelled."""
        off = Q(batch__state=BatchState.CANCELLED, state=SessionState.PLANNED)
        return self.exclude(state=SessionState.CANCELLED).exclude(off)


TrainingSessionManager = models.Manager.from_queryset(TrainingSessionQuerySet)


class TrainingSession(models.Model):
    """A meeting of the class, held or planned.

    first_planned_on: the day it was moved from. first_instructor: whom the instructor stands in for. makes_up: the cancelled
    meeting that this one is held for. join_url: where an online meeting takes place. uid, revision: as calendars know it, and
    how often its time, place or state was changed (RFC 5545 UID and SEQUENCE).
    """

    PRIVACY = Privacy(
        impersonal=(
            "held_on", "starts_at", "ends_at", "topic", "note", "approved_at", "cancel_reason", "first_planned_on",
            "change_reason", "join_url",
        )
    )  # fmt: skip

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="sessions")
    number = models.PositiveSmallIntegerField()
    held_on = models.DateField()
    starts_at = models.TimeField(null=True, blank=True)
    ends_at = models.TimeField(null=True, blank=True)
    topic = models.CharField(max_length=200, blank=True)
    unit = models.ForeignKey(CurriculumUnit, models.PROTECT, null=True, blank=True, related_name="+")
    phase = models.CharField(
        max_length=10, choices=Phase, blank=True
    )  # where its part of the curriculum says another, or none
    lesson_hours = models.PositiveSmallIntegerField(default=8)
    mode = models.CharField(max_length=10, choices=Delivery, default=Delivery.ON_SITE)
    instructor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    room = models.ForeignKey(Room, models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=10, choices=SessionState, default=SessionState.PLANNED)
    note = models.TextField(blank=True)
    cancel_reason = models.CharField(max_length=300, blank=True)
    first_planned_on = models.DateField(null=True, blank=True)
    first_instructor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    change_reason = models.CharField(max_length=300, blank=True)
    makes_up = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="made_up_by")
    join_url = models.URLField(max_length=500, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    uid: "models.UUIDField[UUID, UUID]" = models.UUIDField(default=uuid7, editable=False)
    revision = models.PositiveIntegerField(default=0)
    client_id = models.UUIDField(null=True, blank=True, editable=False)  # of the page it was written on

    objects = TrainingSessionManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "number"], name="one_session_per_number"),
            models.UniqueConstraint(fields=["batch", "client_id"], name="one_session_per_page"),
        ]

    @property
    def in_phase(self) -> str:
        """Of a blended class; empty where neither the meeting nor its part of the curriculum says one."""
        return self.phase or (self.unit.phase if self.unit else "")

    def __str__(self) -> str:
        return f"session {self.number} of {self.batch_id}"


class AttendanceSheet(models.Model):
    """One sending of marks. client_id is made where the marks were made: the same sheet sent again, even after it was
    corrected, changes nothing."""

    PRIVACY = Privacy(impersonal=("sent_by", "sent_at"))

    session = models.ForeignKey(TrainingSession, models.CASCADE, related_name="sheets")
    client_id = models.UUIDField(unique=True)
    sent_by = models.CharField(max_length=64)
    sent_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"sheet {self.pk}"


class AttendanceMark(models.Model):
    """previous: what stood here before it was corrected; the audit trail keeps every step."""

    PRIVACY = Privacy(personal={"note": _SERVICE}, impersonal=("marked_at", "marked_by"))

    session = models.ForeignKey(TrainingSession, models.CASCADE, related_name="marks")
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="marks")
    mark = models.CharField(max_length=8, choices=Mark)
    note = models.CharField(max_length=200, blank=True)
    previous = models.CharField(max_length=8, choices=Mark, blank=True)
    marked_by = models.CharField(max_length=64)
    marked_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "enrolment"], name="one_mark_per_session")]

    def __str__(self) -> str:
        return f"{self.mark} #{self.pk}"
