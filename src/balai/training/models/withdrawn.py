from typing import Self
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q

from balai.access.actor import Actor
from balai.kernel.privacy import Privacy
from balai.planning.models import Batch
from balai.training.models.enrolment import classes_seen_by


class WithdrawnMeetingQuerySet(models.QuerySet["WithdrawnMeeting"]):
    def visible_to(self, actor: Actor) -> Self:
        """As meetings."""
        return self if actor.system else self.filter(classes_seen_by(actor, "batch__"))

    def deleted(self) -> Self:
        return self.filter(handed_over=False)


WithdrawnMeetingManager = models.Manager.from_queryset(WithdrawnMeetingQuerySet)


class WithdrawnMeeting(models.Model):
    """What calendars may have read of a meeting that was deleted since. revision: one above its last (RFC 5545 SEQUENCE).

    handed_over: the meeting stands, and somebody else teaches it: cancelled in the calendar of `instructor` alone.
    """

    PRIVACY = Privacy(impersonal=("held_on", "starts_at", "ends_at"))

    uid: "models.UUIDField[UUID, UUID]" = models.UUIDField(editable=False)
    batch = models.ForeignKey(Batch, models.PROTECT, related_name="+")
    instructor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    held_on = models.DateField()
    starts_at = models.TimeField()
    ends_at = models.TimeField(null=True, blank=True)
    revision = models.PositiveIntegerField()
    handed_over = models.BooleanField(default=False)

    objects = WithdrawnMeetingManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["uid"], condition=Q(handed_over=False), name="one_withdrawn_of_a_meeting"),
            models.UniqueConstraint(
                fields=["uid", "instructor"], condition=Q(handed_over=True), name="one_handed_over_by_an_instructor"
            ),
        ]

    def __str__(self) -> str:
        return f"withdrawn meeting {self.uid}"
