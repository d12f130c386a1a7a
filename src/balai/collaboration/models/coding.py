"""Codings: each coder's own, hidden from everybody else until both are done; and what the two agreed on, kept beside them."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from balai.access.actor import Actor
from balai.collaboration.enums import Leaning, Subject
from balai.collaboration.models.bench import Bench, CoderSeat, Quotation
from balai.kernel.privacy import Privacy


class CodingQuerySet(models.QuerySet["Coding"]):
    def visible_to(self, actor: Actor) -> Self:
        """One's own; both coders' once both are done. Of a coder who left, nobody's but their own."""
        own = Q(seat__user_id=actor.user_id or 0)
        told = Q(seat__round__compared_at__isnull=False, seat__left_at__isnull=True)
        return self.filter(own | told, quotation__bench__in=Bench.objects.visible_to(actor))


CodingManager = models.Manager.from_queryset(CodingQuerySet)


class Coding(models.Model):
    """subject empty: no subject fits; then it stands alone."""

    PRIVACY = Privacy(impersonal=("at",))

    seat = models.ForeignKey(CoderSeat, models.PROTECT, related_name="codings")
    quotation = models.ForeignKey(Quotation, models.PROTECT, related_name="codings")
    subject = models.CharField(max_length=32, choices=Subject, blank=True)
    leaning = models.CharField(max_length=8, choices=Leaning, blank=True)
    at = models.DateTimeField()

    objects = CodingManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["seat", "quotation", "subject"], name="coded_once"),
            models.CheckConstraint(condition=Q(subject="") ^ ~Q(leaning=""), name="coding_leans_somewhere"),
        ]

    def __str__(self) -> str:
        return f"{self.quotation_id}: {self.subject} {self.leaning}"


class Accord(models.Model):
    """What both stand behind. proposed_by empty: they coded it alike. version: of the proposal; who confirms says which was seen."""

    PRIVACY = Privacy(impersonal=("words", "proposed_at", "confirmed_at"))

    quotation = models.OneToOneField(Quotation, models.PROTECT, related_name="accord")
    version = models.PositiveIntegerField(default=1)
    words = models.CharField(max_length=1000, blank=True)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    proposed_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"accord on {self.quotation_id}"


class AccordCode(models.Model):
    """A subject both gave the quotation; none where no subject fits."""

    PRIVACY = Privacy()

    accord = models.ForeignKey(Accord, models.PROTECT, related_name="codes")
    subject = models.CharField(max_length=32, choices=Subject)
    leaning = models.CharField(max_length=8, choices=Leaning)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["accord", "subject"], name="accord_subject_once")]

    def __str__(self) -> str:
        return f"{self.subject} {self.leaning}"
