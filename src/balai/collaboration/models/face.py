"""What a forum chose to show to everybody, and obstacles brought by citizens, who are known by a code and by nothing else."""

from typing import Self

from django.db import models
from django.db.models import Q

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.collaboration.enums.face import FaceKind, OfferState
from balai.collaboration.models.collaboration import Collaboration, Period
from balai.collaboration.models.obstacles import Obstacle
from balai.kernel.identifiers import code
from balai.kernel.privacy import Personal, Privacy, Purpose


class FaceSwitch(models.Model):
    """One kind, on or off, and who decided so last; earlier decisions stand in the audit trail."""

    PRIVACY = Privacy(impersonal=("at", "by"))

    collaboration = models.ForeignKey(Collaboration, models.PROTECT, related_name="face")
    kind = models.CharField(max_length=12, choices=FaceKind)
    is_on = models.BooleanField(default=False)
    at = models.DateTimeField()
    by = models.CharField(max_length=64)

    class Meta:
        verbose_name_plural = "face switches"
        constraints = [models.UniqueConstraint(fields=["collaboration", "kind"], name="face_kind_once")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.collaboration_id}"


class CitizenOfferQuerySet(models.QuerySet["CitizenOffer"]):
    def public(self) -> Self:
        """To be narrowed by a code, which nobody guesses."""
        return self

    def visible_to(self, actor: Actor) -> Self:
        """The secretariat alone reads a citizen's own words."""
        return (
            self
            if actor.system
            else self.filter(collaboration__owner_id__in=actor.institutions_with(Permission.COLLABORATION_EDIT))
        )


CitizenOfferManager = models.Manager.from_queryset(CitizenOfferQuerySet)


class CitizenOffer(models.Model):
    """An obstacle as a citizen told it, without a name. obstacle: what it became or was merged with. answer: to the citizen.

    text: empty again once its term is over; the code still tells how it went.
    """

    PRIVACY = Privacy(
        personal={"text": Personal(Purpose.SERVICE, months=12)},
        impersonal=("code", "answer", "raised_at", "answered_at", "answered_by", "forgotten_at"),
    )

    collaboration = models.ForeignKey(Collaboration, models.PROTECT, related_name="offers")
    code = models.CharField(max_length=12, unique=True, default=code, editable=False)
    text = models.TextField(blank=True)
    state = models.CharField(max_length=8, choices=OfferState, default=OfferState.OFFERED)
    obstacle = models.ForeignKey(Obstacle, models.PROTECT, null=True, blank=True, related_name="offers")
    answer = models.TextField(blank=True)
    raised_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=64, blank=True)
    forgotten_at = models.DateTimeField(null=True, blank=True)
    client_id = models.UUIDField(null=True, blank=True, unique=True, editable=False)

    objects = CitizenOfferManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=(OfferState.ACCEPTED, OfferState.MERGED)) | Q(obstacle__isnull=False),
                name="taken_offer_has_obstacle",
            ),
            models.CheckConstraint(
                condition=Q(state=OfferState.OFFERED) | Q(answered_at__isnull=False), name="answered_offer_has_time"
            ),
            models.CheckConstraint(
                condition=~Q(state=OfferState.REFUSED) | ~Q(answer=""), name="refused_offer_says_why"
            ),
        ]
        indexes = [models.Index(fields=["collaboration", "state", "raised_at", "id"], name="offer_of_forum_by_state")]

    def __str__(self) -> str:
        return f"offer {self.pk}"


class HeardAlarm(models.Model):
    """An alarm of a period that is open, as the last night's reading heard it. gone_on: it sounds no more."""

    PRIVACY = Privacy(impersonal=("about", "because", "rules", "since", "gone_on"))

    period = models.ForeignKey(Period, models.CASCADE, related_name="alarms")
    about = models.CharField(max_length=64)
    because = models.TextField()
    rules = models.CharField(max_length=16)
    since = models.DateField()
    gone_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["period", "about"], condition=Q(gone_on=None), name="alarm_sounds_once")
        ]

    def __str__(self) -> str:
        return f"{self.about} of {self.period_id}"
