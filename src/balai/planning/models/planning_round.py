from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.institutions.models import Institution
from balai.kernel.clock import today_in
from balai.kernel.privacy import Privacy
from balai.planning.enums import RoundState, RoundStep


class RoundQuerySet(models.QuerySet["PlanningRound"]):
    def visible_to(self, actor: Actor) -> Self:
        """Who plans may know until when a funder takes proposals."""
        if actor.system or actor.has(Permission.PLANNING_READ) or actor.has(Permission.PACKAGE_PROPOSE):
            return self
        return self.filter(funder_id__in=actor.institutions_with(Permission.PACKAGE_DECIDE))


RoundManager = models.Manager.from_queryset(RoundQuerySet)


class PlanningRound(models.Model):
    """A funder's planning of one year. While it is closed no proposal of that year can be sent to the funder.

    closes_on: the last day on which a centre can send, until 23.59 where the funder is; None: until it is closed.
    """

    PRIVACY = Privacy(impersonal=("closes_on", "note", "opened_at", "closed_at", "closed_by"))

    funder = models.ForeignKey(Institution, models.PROTECT, related_name="planning_rounds")
    year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=8, choices=RoundState, default=RoundState.OPEN)
    closes_on = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.CharField(max_length=64, blank=True)

    objects = RoundManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["funder", "year"], name="one_planning_round_per_year"),
            models.CheckConstraint(
                condition=Q(state=RoundState.OPEN) | Q(closed_at__isnull=False), name="closed_round_says_when"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.funder_id}: {self.year}"

    def is_over(self, now: datetime) -> bool:
        """Its last day has passed where the funder is. Reads funder and its region."""
        return self.closes_on is not None and today_in(self.funder.zone, now) > self.closes_on

    def takes_proposals(self, now: datetime) -> bool:
        return self.state == RoundState.OPEN and not self.is_over(now)


class RoundVersion(models.Model):
    """A planning as it stood after a step, with the words said at it. Never changed."""

    PRIVACY = Privacy(impersonal=("closes_on", "words", "said_by", "said_at"))

    planning_round = models.ForeignKey(PlanningRound, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    step = models.CharField(max_length=12, choices=RoundStep)
    closes_on = models.DateField(null=True, blank=True)
    words = models.TextField(blank=True)
    said_by = models.CharField(max_length=64)
    said_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["planning_round", "number"], name="one_round_version_per_number")
        ]

    def __str__(self) -> str:
        return f"planning {self.planning_round_id} v{self.number}"
