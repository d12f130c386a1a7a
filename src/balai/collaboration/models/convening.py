"""A meeting while it lives: who is asked, who came, what was written down, and who says so. Its evidence is the Meeting row."""

import secrets
from typing import Self
from uuid import uuid4

from django.db import models
from django.db.models import Q

from balai.access.actor import Actor
from balai.collaboration.enums import ConveningState, PresenceHow
from balai.collaboration.models.collaboration import Collaboration, Member
from balai.collaboration.models.forum import Meeting
from balai.kernel.privacy import Personal, Privacy, Purpose

CODE_BYTES = 12


def new_code() -> str:
    return secrets.token_urlsafe(CODE_BYTES)


class ConveningQuerySet(models.QuerySet["Convening"]):
    def visible_to(self, actor: Actor) -> Self:
        """Those who keep the forum or take part in it, and offices that answer for its area: that a forum is published opens
        its evidence to everybody, not the names and words of a meeting."""
        return self.filter(meeting__period__collaboration__in=Collaboration.objects.shared_with(actor))


ConveningManager = models.Manager.from_queryset(ConveningQuerySet)


class Convening(models.Model):
    """starts_at, ends_at: aware. revision: counts changes, for calendars. minutes_version: of the text that is before the parties,
    0 before the first. present_code: in the address behind the QR code on the wall."""

    PRIVACY = Privacy(
        personal={"minutes": Personal(Purpose.EVIDENCE, months=120)},
        impersonal=("uid", "starts_at", "ends_at", "place", "join_url", "agenda", "present_code", "cancel_reason", "sent_at",
                    "closed_at", "closed_by", "created_at"),
    )  # fmt: skip

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="convening")
    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=300, blank=True)
    join_url = models.URLField(blank=True)
    agenda = models.TextField(blank=True)
    state = models.CharField(max_length=12, choices=ConveningState, default=ConveningState.PLANNED)
    revision = models.PositiveIntegerField(default=0)
    present_code = models.CharField(max_length=24, default=new_code, unique=True)
    minutes = models.TextField(blank=True)
    minutes_version = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.CharField(max_length=64, blank=True)
    cancel_reason = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    client_id = models.UUIDField(null=True, blank=True, unique=True, editable=False)

    objects = ConveningManager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=models.F("starts_at")), name="convening_ends_after_start"),
            models.CheckConstraint(
                condition=~Q(state=ConveningState.CLOSED) | (Q(closed_at__isnull=False) & ~Q(minutes="")),
                name="closed_convening_has_minutes",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.state}"

    @property
    def zone(self) -> str:
        """Of the body that keeps the forum."""
        owner = self.meeting.period.collaboration.owner
        return owner.zone if owner else "Asia/Jakarta"


class Invitation(models.Model):
    """A member is asked to come. coming: None while it has not answered."""

    PRIVACY = Privacy(impersonal=("answered_at", "answered_by", "note"))

    convening = models.ForeignKey(Convening, models.CASCADE, related_name="invitations")
    member = models.ForeignKey(Member, models.PROTECT, related_name="invitations")
    coming = models.BooleanField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["convening", "member"], name="member_invited_once")]

    def __str__(self) -> str:
        return f"{self.member_id} to {self.convening_id}"


class Presence(models.Model):
    """Somebody who came, for a member. how: written on the list, or told with the code on the wall. mediated: came through a
    medium and not in person; None where nobody said, which is as the meeting was called."""

    PRIVACY = Privacy(
        personal={"name": Personal(Purpose.EVIDENCE, months=120), "position": Personal(Purpose.EVIDENCE, months=120)},
        impersonal=("name_key", "at", "by"),
    )

    convening = models.ForeignKey(Convening, models.CASCADE, related_name="present")
    member = models.ForeignKey(Member, models.PROTECT, related_name="present")
    name = models.CharField(max_length=200)
    name_key = models.CharField(max_length=200)
    position = models.CharField(max_length=200, blank=True)
    how = models.CharField(max_length=8, choices=PresenceHow, default=PresenceHow.LIST)
    mediated = models.BooleanField(null=True, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=64)

    class Meta:
        verbose_name_plural = "presences"
        constraints = [models.UniqueConstraint(fields=["convening", "member", "name_key"], name="person_present_once")]

    def __str__(self) -> str:
        return f"{self.member_id} at {self.convening_id}"


class MinutesWord(models.Model):
    """What a party says of a version of the minutes. An objection stays beside the minutes, also after they are closed.

    noted_by_id: the institution whose desk wrote it down for a party without a desk of its own.
    """

    PRIVACY = Privacy(impersonal=("text", "at", "by"))

    convening = models.ForeignKey(Convening, models.CASCADE, related_name="words")
    member = models.ForeignKey(Member, models.PROTECT, related_name="minutes_words")
    version = models.PositiveSmallIntegerField()
    agrees = models.BooleanField()
    text = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=64)
    noted_by_id = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["convening", "member", "version"], name="word_of_minutes_once"),
            models.CheckConstraint(condition=Q(agrees=True) | ~Q(text=""), name="objection_has_its_words"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} on {self.version} of {self.convening_id}"
