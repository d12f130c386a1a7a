"""A finding answered by a decision, what was hoped for, and what the records showed on the day it was looked at again."""

from typing import Self

from django.db import models
from django.db.models import F, Q

from balai.access.actor import Actor
from balai.collaboration.enums.adaptations import Effect, FindingKind, FindingState
from balai.collaboration.models.collaboration import Collaboration, Member, Period
from balai.collaboration.models.forum import Decision
from balai.kernel.privacy import Privacy
from balai.planning.models import Batch
from balai.programmes.models import Curriculum, Programme


class AdaptationQuerySet(models.QuerySet["Adaptation"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(period__collaboration__in=Collaboration.objects.visible_to(actor))


AdaptationManager = models.Manager.from_queryset(AdaptationQuerySet)


class Adaptation(models.Model):
    """period: where the finding stood. about: subject, kind of alarm and its subject, or cause. wanted: how it should stand on
    look_on. then, now: the finding as the rules of that version read it on that day; now stays empty until look_on.
    looker: who looks again and says the forum's words. They stand beside what the records show, never in its place."""

    PRIVACY = Privacy(
        impersonal=("about", "expected", "look_on", "then_on", "then_rules", "then_because", "then_evidence", "now_on",
                    "now_rules", "now_because", "now_evidence", "answer", "answered_at", "answered_by", "at", "by")
    )  # fmt: skip

    period = models.ForeignKey(Period, models.PROTECT, related_name="adaptations")
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="adaptations")
    kind = models.CharField(max_length=8, choices=FindingKind)
    about = models.CharField(max_length=64)
    expected = models.TextField()
    wanted = models.CharField(max_length=12, choices=FindingState)
    look_on = models.DateField()
    looker = models.ForeignKey(Member, models.PROTECT, related_name="looks_again")
    then_on = models.DateField()
    then_state = models.CharField(max_length=12, choices=FindingState)
    then_rules = models.CharField(max_length=16)
    then_because = models.JSONField(default=list, blank=True)
    then_evidence = models.JSONField(default=list, blank=True)
    now_period = models.ForeignKey(Period, models.PROTECT, null=True, blank=True, related_name="+")
    now_on = models.DateField(null=True, blank=True)
    now_state = models.CharField(max_length=12, choices=FindingState, blank=True)
    now_rules = models.CharField(max_length=16, blank=True)
    now_because = models.JSONField(default=list, blank=True)
    now_evidence = models.JSONField(default=list, blank=True)
    effect = models.CharField(max_length=8, choices=Effect, blank=True)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=64, blank=True)
    noted_by_id = models.BigIntegerField(null=True, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=64)
    client_id = models.UUIDField(null=True, blank=True, unique=True, editable=False)

    objects = AdaptationManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "period", "kind", "about"], name="decision_answers_finding_once"),
            models.CheckConstraint(condition=Q(look_on__gt=F("then_on")), name="looked_at_again_later"),
            models.CheckConstraint(
                condition=Q(effect="", now_on__isnull=True) | ~Q(effect="") & Q(now_on__isnull=False) & ~Q(now_state=""),
                name="effect_is_read_on_a_day",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["look_on"], condition=Q(effect=""), name="adaptation_to_look_at")]

    def __str__(self) -> str:
        return f"{self.kind} {self.about} of {self.period_id}"


class AdaptationDeed(models.Model):
    """What was changed because of it: in words, and the class, programme or version of a curriculum where there is one."""

    PRIVACY = Privacy(impersonal=("text", "on", "at", "by"))

    adaptation = models.ForeignKey(Adaptation, models.PROTECT, related_name="deeds")
    text = models.TextField()
    on = models.DateField()
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, blank=True, related_name="+")
    programme = models.ForeignKey(Programme, models.PROTECT, null=True, blank=True, related_name="+")
    curriculum = models.ForeignKey(Curriculum, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    by = models.CharField(max_length=64)
    client_id = models.UUIDField(null=True, blank=True, unique=True, editable=False)

    def __str__(self) -> str:
        return self.text
