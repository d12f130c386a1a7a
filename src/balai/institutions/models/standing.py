from typing import Self

from django.db import models
from django.db.models import Q

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.institutions.enums import Standing, StandingStep
from balai.institutions.models.institution import Institution, within
from balai.kernel.privacy import Privacy


class StandingChangeQuerySet(models.QuerySet["StandingChange"]):
    def visible_to(self, actor: Actor) -> Self:
        """The reasons are read by the body itself and by the offices that decide."""
        if actor.system:
            return self
        seen = Q(institution_id__in=[d.institution for d in actor.desks])
        for area in actor.areas_with(Permission.INSTITUTION_VERIFY):
            seen |= within(area.level, area.region, "institution__")
        return self.filter(seen)


StandingChangeManager = models.Manager.from_queryset(StandingChangeQuerySet)


class StandingChange(models.Model):
    """A decision about a body's standing. Never edited: a mistaken one is undone by another row that points to it."""

    PRIVACY = Privacy(impersonal=("reason", "by", "at"))

    institution = models.ForeignKey(Institution, models.CASCADE, related_name="standing_changes")
    step = models.CharField(max_length=16, choices=StandingStep)
    before = models.CharField(max_length=16, choices=Standing)
    after = models.CharField(max_length=16, choices=Standing)
    reason = models.TextField(blank=True)
    undoes = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="undone_by")
    by = models.CharField(max_length=64)
    at = models.DateTimeField()

    objects = StandingChangeManager()

    def __str__(self) -> str:
        return f"{self.step} #{self.pk}"
