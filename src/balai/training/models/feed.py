from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from balai.access.actor import Actor
from balai.kernel.privacy import Privacy
from balai.planning.models import Batch
from balai.training.models.enrolment import classes_seen_by


class CalendarFeedQuerySet(models.QuerySet["CalendarFeed"]):
    def live(self) -> Self:
        return self.filter(ended_at__isnull=True)

    def visible_to(self, actor: Actor) -> Self:
        """Their own, and those of classes whose desk they sit at."""
        if actor.system:
            return self
        own = self.filter(user_id=actor.user_id or 0, batch=None)
        return own | self.filter(classes_seen_by(actor, "batch__"), batch__isnull=False)

    def personal(self) -> Self:
        return self.filter(batch=None)


CalendarFeedManager = models.Manager.from_queryset(CalendarFeedQuerySet)


class CalendarFeed(models.Model):
    """A private address under which a calendar reads somebody's own meetings, or those of a class. user: whose it is, or who
    made the one of the class. digest: SHA-256 of the secret in it."""

    PRIVACY = Privacy(impersonal=("digest", "made_at", "ended_at"))

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, blank=True, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = CalendarFeedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(ended_at__isnull=True, batch__isnull=True), name="one_live_feed_per_user"
            ),
            models.UniqueConstraint(
                fields=["batch"],
                condition=Q(ended_at__isnull=True, batch__isnull=False),
                name="one_live_feed_per_class",
            ),
        ]

    def __str__(self) -> str:
        return f"calendar feed {self.pk}"
