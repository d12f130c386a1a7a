from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.admissions.enums import Stage
from balai.admissions.models.application import Application
from balai.institutions.models import Institution
from balai.kernel.privacy import Personal, Privacy, Purpose
from balai.planning.models import Batch

_SERVICE = Personal(Purpose.SERVICE)


class SelectionQuerySet(models.QuerySet["Selection"]):
    def public(self) -> Self:
        """That a class was selected, and when its result came out, is no secret."""
        return self

    def visible_to(self, actor: Actor) -> Self:
        if actor.system:
            return self
        own = actor.institutions_with(Permission.APPLICATION_READ)
        return self.filter(Q(batch__centre_id__in=own) | Q(batch__selector_id__in=own))


SelectionManager = models.Manager.from_queryset(SelectionQuerySet)


class Selection(models.Model):
    """The selection of a class as one thing: its lock, its version, its weights as they were, and when it was published.

    version grows with every decision; who decides on an older one is told that a colleague was faster.
    weights: stage -> percent. Applicants see no outcome before published_at.
    """

    PRIVACY = Privacy(impersonal=("weights", "decided_at", "decided_by", "published_at", "published_by", "confirm_by"))

    batch = models.OneToOneField(Batch, models.PROTECT, related_name="selection")
    version = models.PositiveIntegerField(default=0)
    weights = models.JSONField(default=dict, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=64, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.CharField(max_length=64, blank=True)
    confirm_by = models.DateField(null=True, blank=True)
    on_behalf_of = models.ForeignKey(Institution, models.PROTECT, null=True, blank=True, related_name="+")

    objects = SelectionManager()

    def __str__(self) -> str:
        return f"selection of {self.batch_id}"


class SelectionScore(models.Model):
    """A score of one stage by one scorer: when, why. absent: did not come, which forfeits when every scorer says so.

    points: as written by criterion, decimals as text, in the order of the plan; the score is their mean.
    """

    PRIVACY = Privacy(personal={"note": _SERVICE, "motivation": _SERVICE}, impersonal=("given_at", "points"))

    application = models.ForeignKey(Application, models.CASCADE, related_name="scores")
    stage = models.CharField(max_length=12, choices=Stage)
    score = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    points = models.JSONField(default=list, blank=True)
    absent = models.BooleanField(default=False)
    motivation = models.TextField(blank=True)  # in the applicant's words
    note = models.TextField(blank=True)
    scorer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "stage", "scorer"], name="one_score_per_scorer"),
            models.CheckConstraint(condition=Q(absent=True) | Q(score__isnull=False), name="score_unless_absent"),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__range=(0, 100)), name="score_of_a_hundred"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stage} of {self.application_id}"
