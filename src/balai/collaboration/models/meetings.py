"""What a meeting brings with it: the points on its agenda, its office papers, and the calendar address of its forum."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from balai.access.actor import Actor
from balai.collaboration.enums import MeetingPaperKind
from balai.collaboration.models.collaboration import Collaboration
from balai.collaboration.models.convening import Convening
from balai.documents.models import StoredFile
from balai.kernel.privacy import Personal, Privacy, Purpose

_EVIDENCE = Personal(Purpose.EVIDENCE, months=120)


class AgendaPoint(models.Model):
    """position: from 1. text: the words as they stood when the point was put on the agenda, whatever its record says later.
    key: of the room's offer, empty for the secretary's own point. url, args: the record's page, for reverse()."""

    PRIVACY = Privacy(impersonal=("text", "key", "url", "args"))

    convening = models.ForeignKey(Convening, models.CASCADE, related_name="points")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    key = models.CharField(max_length=160, blank=True)
    url = models.CharField(max_length=120, blank=True)
    args = models.JSONField(default=list, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["convening", "position"], name="agenda_place_once"),
            models.UniqueConstraint(fields=["convening", "key"], condition=~Q(key=""), name="agenda_offer_once"),
        ]

    def __str__(self) -> str:
        return f"{self.position} of {self.convening_id}"


class ForumFeedQuerySet(models.QuerySet["ForumFeed"]):
    def live(self) -> Self:
        return self.filter(ended_at__isnull=True)

    def visible_to(self, actor: Actor) -> Self:
        return self.filter(collaboration__in=Collaboration.objects.shared_with(actor))


ForumFeedManager = models.Manager.from_queryset(ForumFeedQuerySet)


class ForumFeed(models.Model):
    """A private address under which calendars read the meetings of a forum. digest: SHA-256 of the secret in it."""

    PRIVACY = Privacy(impersonal=("digest", "made_at", "ended_at"))

    collaboration = models.ForeignKey(Collaboration, models.PROTECT, related_name="feeds")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ForumFeedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["collaboration"], condition=Q(ended_at__isnull=True), name="one_live_feed_per_forum"
            )
        ]

    def __str__(self) -> str:
        return f"calendar of {self.collaboration_id}"


class MeetingPaperQuerySet(models.QuerySet["MeetingPaper"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(convening__in=Convening.objects.visible_to(actor))


MeetingPaperManager = models.Manager.from_queryset(MeetingPaperQuerySet)


class MeetingPaper(models.Model):
    """An office paper as it was made, once for each version; the newest is the one in force. scan: the same paper signed."""

    PRIVACY = Privacy(
        personal={"signatory": _EVIDENCE, "signatory_number": _EVIDENCE},
        impersonal=("letter_number", "dated_on", "place", "signatory_role", "made_by", "made_at", "scanned_by", "scanned_at"),
    )  # fmt: skip

    convening = models.ForeignKey(Convening, models.PROTECT, related_name="papers")
    kind = models.CharField(max_length=12, choices=MeetingPaperKind)
    version = models.PositiveSmallIntegerField(default=1)
    letter_number = models.CharField(max_length=80, blank=True)
    dated_on = models.DateField()
    place = models.CharField(max_length=120, blank=True)
    signatory = models.CharField(max_length=200, blank=True)
    signatory_role = models.CharField(max_length=200, blank=True)
    signatory_number = models.CharField(max_length=40, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    made_by = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    scan = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    scanned_by = models.CharField(max_length=64, blank=True)
    scanned_at = models.DateTimeField(null=True, blank=True)

    objects = MeetingPaperManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["convening", "kind", "version"], name="one_meeting_paper_per_version")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.version} of {self.convening_id}"
