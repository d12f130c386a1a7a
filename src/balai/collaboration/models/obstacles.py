"""An obstacle while somebody looks after it, or nobody does. Its evidence is the Issue row."""

from typing import Self

from django.db import models
from django.db.models import Q

from balai.access.actor import Actor
from balai.collaboration.enums import ObstacleState
from balai.collaboration.models.collaboration import Collaboration, Member
from balai.collaboration.models.voices import Issue
from balai.kernel.privacy import Privacy


class ObstacleQuerySet(models.QuerySet["Obstacle"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(issue__period__collaboration__in=Collaboration.objects.visible_to(actor))

    def unsettled(self) -> Self:
        return self.exclude(state=ObstacleState.SETTLED)


ObstacleManager = models.Manager.from_queryset(ObstacleQuerySet)


class Obstacle(models.Model):
    """owner: who was asked, and once the state says so looks after it. due: the day it should be gone.

    raised by nobody of the parties: the Issue's raised_by is empty. settled_how: in words, who did what.
    """

    PRIVACY = Privacy(impersonal=("due", "settled_how", "declined", "at", "by", "settled_at", "settled_by"))

    issue = models.OneToOneField(Issue, models.PROTECT, related_name="obstacle")
    state = models.CharField(max_length=8, choices=ObstacleState, default=ObstacleState.OPEN)
    owner = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="obstacles")
    due = models.DateField(null=True, blank=True)
    declined = models.CharField(max_length=300, blank=True)
    settled_how = models.TextField(blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=64)
    client_id = models.UUIDField(null=True, blank=True, unique=True, editable=False)

    objects = ObstacleManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state=ObstacleState.OPEN) | Q(owner__isnull=False), name="obstacle_looked_after_has_owner"
            ),
            models.CheckConstraint(
                condition=~Q(state=ObstacleState.SETTLED) | Q(settled_at__isnull=False) & ~Q(settled_how=""),
                name="settled_obstacle_says_how",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.issue_id} {self.state}"


class ObstacleParty(models.Model):
    """A party to a conflict. settled: its own word on whether it is settled, None before it said one."""

    PRIVACY = Privacy(impersonal=("text", "said_at", "said_by"))

    obstacle = models.ForeignKey(Obstacle, models.PROTECT, related_name="parties")
    member = models.ForeignKey(Member, models.PROTECT, related_name="conflicts")
    settled = models.BooleanField(null=True, blank=True)
    text = models.TextField(blank=True)
    said_at = models.DateTimeField(null=True, blank=True)
    said_by = models.CharField(max_length=64, blank=True)
    noted_by_id = models.BigIntegerField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "obstacle parties"
        constraints = [models.UniqueConstraint(fields=["obstacle", "member"], name="party_of_obstacle_once")]

    def __str__(self) -> str:
        return f"{self.member_id} in {self.obstacle_id}"


class ObstacleStep(models.Model):
    """Something that was done about it."""

    PRIVACY = Privacy(impersonal=("text", "on", "at", "by"))

    obstacle = models.ForeignKey(Obstacle, models.PROTECT, related_name="steps")
    member = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="+")
    text = models.TextField()
    on = models.DateField()
    at = models.DateTimeField()
    by = models.CharField(max_length=64)
    client_id = models.UUIDField(null=True, blank=True, unique=True, editable=False)

    def __str__(self) -> str:
        return self.text
