"""A matter while it is talked through: what each party needs, where they differ, what could be done and why."""

from typing import Self

from django.db import models
from django.db.models import Q

from balai.access.actor import Actor
from balai.collaboration.enums import Polarity
from balai.collaboration.models.collaboration import Collaboration, Member, Period
from balai.kernel.privacy import Privacy


class MatterQuerySet(models.QuerySet["Matter"]):
    def visible_to(self, actor: Actor) -> Self:
        """Who takes part: what parties say before a decision is theirs, also in a forum that is published."""
        return self.filter(period__collaboration__in=Collaboration.objects.shared_with(actor))


MatterManager = models.Manager.from_queryset(MatterQuerySet)


class Matter(models.Model):
    """Something the parties have to agree on. raised_by: the party that brought it, empty for the secretariat."""

    PRIVACY = Privacy(impersonal=("title", "text", "at", "by"))

    period = models.ForeignKey(Period, models.PROTECT, related_name="matters")
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    raised_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="matters")
    at = models.DateTimeField()
    by = models.CharField(max_length=64)
    client_id = models.UUIDField(null=True, blank=True, unique=True, editable=False)

    objects = MatterManager()

    def __str__(self) -> str:
        return self.title


class InterestQuerySet(models.QuerySet["Interest"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(matter__in=Matter.objects.visible_to(actor))


InterestManager = models.Manager.from_queryset(InterestQuerySet)


class Interest(models.Model):
    """What a party needs of a matter and where it differs from the others.

    noted: the secretary wrote down what the party said; it counts as the party's word once confirmed_at is set.
    """

    PRIVACY = Privacy(impersonal=("needs", "differs", "at", "by", "confirmed_at", "confirmed_by"))

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="interests")
    member = models.ForeignKey(Member, models.PROTECT, related_name="interests")
    needs = models.TextField()
    differs = models.TextField(blank=True)
    noted = models.BooleanField(default=False)
    at = models.DateTimeField()
    by = models.CharField(max_length=64)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.CharField(max_length=64, blank=True)

    objects = InterestManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["matter", "member"], name="interest_of_party_once"),
            models.CheckConstraint(
                condition=Q(noted=True) | Q(confirmed_at__isnull=False), name="own_words_are_confirmed"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} on {self.matter_id}"


class Option(models.Model):
    """A way out. Never deleted: one that was not taken stands beside the one that was."""

    PRIVACY = Privacy(impersonal=("text", "at", "by"))

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="options")
    member = models.ForeignKey(Member, models.PROTECT, related_name="options")
    text = models.TextField()
    at = models.DateTimeField()
    by = models.CharField(max_length=64)
    noted_by_id = models.BigIntegerField(null=True, blank=True)
    client_id = models.UUIDField(null=True, blank=True, unique=True, editable=False)

    def __str__(self) -> str:
        return self.text


class Argument(models.Model):
    """A party's reason for an option or against it; only ever added."""

    PRIVACY = Privacy(impersonal=("text", "at", "by"))

    option = models.ForeignKey(Option, models.PROTECT, related_name="arguments")
    member = models.ForeignKey(Member, models.PROTECT, related_name="arguments")
    leans = models.CharField(max_length=8, choices=Polarity)
    text = models.TextField()
    at = models.DateTimeField()
    by = models.CharField(max_length=64)
    noted_by_id = models.BigIntegerField(null=True, blank=True)
    client_id = models.UUIDField(null=True, blank=True, unique=True, editable=False)

    def __str__(self) -> str:
        return self.text
