"""A round of the pulse. No row of an answer exists: sheets fall into boxes that only count, and a sheet's ticket does not know its
answers (docs/decisions/0010-no-row-of-a-pulse-answer.md)."""

from typing import Self
from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from balai.access.actor import Actor
from balai.collaboration.enums import PulseItem, PulseLevel, PulseScope, PulseState
from balai.collaboration.models.collaboration import Collaboration, Member, Period
from balai.kernel.privacy import Privacy


class PulseRoundQuerySet(models.QuerySet["PulseRound"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(period__collaboration__in=Collaboration.objects.visible_to(actor))


PulseRoundManager = models.Manager.from_queryset(PulseRoundQuerySet)


class PulseRound(models.Model):
    """opens_on, closes_on: first and last day sheets are taken. tickets, sheets: handed out and, once closed, come back."""

    PRIVACY = Privacy(impersonal=("uid", "opens_on", "closes_on", "closed_on"))

    period = models.ForeignKey(Period, models.PROTECT, related_name="pulse_rounds")
    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    scope = models.CharField(max_length=16, choices=PulseScope, default=PulseScope.BOTH)
    state = models.CharField(max_length=8, choices=PulseState, default=PulseState.OPEN)
    opens_on = models.DateField()
    closes_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    tickets = models.PositiveIntegerField()
    sheets = models.PositiveIntegerField(null=True, blank=True)
    client_id = models.UUIDField(null=True, blank=True, unique=True, editable=False)

    objects = PulseRoundManager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(closes_on__gte=F("opens_on")), name="pulse_closes_after_opening"),
            models.UniqueConstraint(fields=["period"], condition=Q(state="open"), name="pulse_one_open_round"),
        ]

    def __str__(self) -> str:
        return f"{self.period_id} {self.opens_on}"


class PulseAsked(models.Model):
    """How many tickets a party was given; who holds one is written nowhere."""

    PRIVACY = Privacy()

    round = models.ForeignKey(PulseRound, models.CASCADE, related_name="asked")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    tickets = models.PositiveIntegerField()

    class Meta:
        verbose_name_plural = "pulse asked"
        constraints = [models.UniqueConstraint(fields=["round", "member"], name="pulse_asked_once")]

    def __str__(self) -> str:
        return f"{self.member_id}: {self.tickets}"


class PulseBox(models.Model):
    """Where the sheets of one group fall while the round is open, five tickets or more a box. counts: item -> how often 1 to 5 was
    said. One row, written whole with every sheet; emptied and gone when the round closes."""

    PRIVACY = Privacy(impersonal=("sector", "counts"))

    round = models.ForeignKey(PulseRound, models.CASCADE, related_name="boxes")
    level = models.CharField(max_length=8, choices=PulseLevel)
    sector = models.CharField(max_length=16, blank=True)
    member = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="+")
    sheets = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)

    class Meta:
        verbose_name_plural = "pulse boxes"

    def __str__(self) -> str:
        return f"{self.level} of {self.round_id}"


class PulseTicket(models.Model):
    """One sheet may be handed in for it. It knows its box, not its party unless the box is one, and neither day nor answers."""

    PRIVACY = Privacy(impersonal=("digest",))

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    box = models.ForeignKey(PulseBox, models.CASCADE, related_name="tickets")
    digest = models.CharField(max_length=64, unique=True)
    is_used = models.BooleanField(default=False)

    def __str__(self) -> str:
        return str(self.pk)


class PulseCell(models.Model):
    """What a closed round publishes: item × group. counts: how often 1, 2, 3, 4 and 5 was said."""

    PRIVACY = Privacy(impersonal=("sector", "counts"))

    round = models.ForeignKey(PulseRound, models.CASCADE, related_name="cells")
    item = models.CharField(max_length=4, choices=PulseItem)
    level = models.CharField(max_length=8, choices=PulseLevel)
    sector = models.CharField(max_length=16, blank=True)
    member = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="+")
    counts = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "item", "member"], condition=Q(member__isnull=False), name="pulse_cell_of_party_once"
            ),
            models.UniqueConstraint(
                fields=["round", "item", "level", "sector"], condition=Q(member=None), name="pulse_cell_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item} {self.level}"
