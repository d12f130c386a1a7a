from typing import Self

from django.conf import settings
from django.db import models

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.admissions.models import Application
from balai.institutions.models.institution import within
from balai.kernel.privacy import Personal, Privacy, Purpose
from balai.planning.models import Batch


class LevyReportQuerySet(models.QuerySet["LevyReport"]):
    def visible_to(self, actor: Actor) -> Self:
        """Offices whose area holds the centre, never the centre itself; whoever reported sees their own."""
        seen = models.Q(reporter_id=actor.user_id) if actor.user_id else models.Q(pk__in=[])
        return self.filter(seen | self._heard_by(actor)).distinct()

    def heard_by(self, actor: Actor) -> Self:
        return self.filter(self._heard_by(actor))

    @staticmethod
    def _heard_by(actor: Actor) -> models.Q:
        seen = models.Q(pk__in=[])
        for area in actor.areas_with(Permission.INSTITUTION_VERIFY):
            seen |= within(area.level, area.region, "batch__centre__")
        return seen & ~models.Q(batch__centre_id__in=[desk.institution for desk in actor.desks])


LevyReportManager = models.Manager.from_queryset(LevyReportQuerySet)


class LevyReport(models.Model):
    """A participant says that money was asked for a class that is free. Read by the office above, not by the centre.

    named: the reporter lets the office see who they are. reporter, or application of somebody without an account, is kept
    so that they can read the answer.
    """

    PRIVACY = Privacy(
        personal={"story": Personal(Purpose.SERVICE), "answer": Personal(Purpose.SERVICE)},
        impersonal=("asked_on", "reported_at", "answered_at", "answered_by"),
    )

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="levy_reports")
    reporter = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    application = models.ForeignKey(Application, models.PROTECT, null=True, blank=True, related_name="+")
    named = models.BooleanField(default=False)
    story = models.TextField()
    amount = models.BigIntegerField(null=True, blank=True)  # rupiah
    asked_on = models.DateField(null=True, blank=True)
    reported_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=64, blank=True)

    objects = LevyReportManager()

    class Meta:
        indexes = [models.Index(fields=["answered_at", "reported_at", "id"], name="levy_by_answer")]

    @property
    def told_by(self) -> str:
        """Their name, when they let the office see it."""
        if not self.named:
            return ""
        if self.application is not None:
            return self.application.full_name
        return self.reporter.full_name or self.reporter.username if self.reporter else ""

    def __str__(self) -> str:
        return f"levy report {self.pk}"
