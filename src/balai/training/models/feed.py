from typing import Self

from django.conf import settings
from django.db import models

from balai.access.actor import Actor
from balai.kernel.privacy import Privacy


class CalendarFeedQuerySet(models.QuerySet["CalendarFeed"]):
    def live(self) -> Self:
        return self.filter(ended_at__isnull=True)

    def visible_to(self, actor: Actor) -> Self:
        return self.filter(user_id=actor.user_id) if actor.user_id else self.none()


CalendarFeedManager = models.Manager.from_queryset(CalendarFeedQuerySet)


class CalendarFeed(models.Model):
    """A private address under which a calendar reads somebody's own meetings. digest: SHA-256 of the secret in it."""

    PRIVACY = Privacy(impersonal=("digest", "made_at", "ended_at"))

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = CalendarFeedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=models.Q(ended_at__isnull=True), name="one_live_feed_per_user"
            )
        ]

    def __str__(self) -> str:
        return f"calendar feed {self.pk}"
