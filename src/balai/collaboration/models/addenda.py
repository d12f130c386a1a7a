"""What is added to minutes after they were closed: the minutes stand, the correction stands beside them."""

from typing import Self

from django.db import models
from django.db.models import Q

from balai.access.actor import Actor
from balai.collaboration.enums import AddendumKind, AddendumState
from balai.collaboration.models.collaboration import Member
from balai.collaboration.models.convening import Convening
from balai.kernel.privacy import Personal, Privacy, Purpose


class AddendumQuerySet(models.QuerySet["Addendum"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(convening__in=Convening.objects.visible_to(actor))


AddendumManager = models.Manager.from_queryset(AddendumQuerySet)


class Addendum(models.Model):
    """number: from 1 within its minutes. author: the party that wrote it, empty for the secretariat. noted_by_id: the institution
    whose desk wrote it down for a party without one. Its text is never changed: what is wrong in it is said in the next one."""

    PRIVACY = Privacy(
        personal={"text": Personal(Purpose.EVIDENCE, months=120)}, impersonal=("at", "by", "closed_at", "closed_by")
    )

    convening = models.ForeignKey(Convening, models.PROTECT, related_name="addenda")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=AddendumKind)
    author = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="addenda")
    text = models.TextField()
    state = models.CharField(max_length=8, choices=AddendumState, default=AddendumState.ASKED)
    at = models.DateTimeField()
    by = models.CharField(max_length=64)
    noted_by_id = models.BigIntegerField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.CharField(max_length=64, blank=True)
    client_id = models.UUIDField(null=True, blank=True, unique=True, editable=False)

    objects = AddendumManager()

    class Meta:
        verbose_name_plural = "addenda"
        constraints = [
            models.UniqueConstraint(fields=["convening", "number"], name="addendum_number_once"),
            models.CheckConstraint(condition=~Q(text=""), name="addendum_says_something"),
            models.CheckConstraint(
                condition=~Q(state=AddendumState.CLOSED) | Q(closed_at__isnull=False),
                name="closed_addendum_has_its_hour",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} of {self.convening_id}"


class AddendumWord(models.Model):
    """What a party that came says of it. noted_by_id: as of the addendum."""

    PRIVACY = Privacy(impersonal=("text", "at", "by"))

    addendum = models.ForeignKey(Addendum, models.CASCADE, related_name="words")
    member = models.ForeignKey(Member, models.PROTECT, related_name="addendum_words")
    agrees = models.BooleanField()
    text = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=64)
    noted_by_id = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["addendum", "member"], name="word_of_addendum_once"),
            models.CheckConstraint(condition=Q(agrees=True) | ~Q(text=""), name="objection_to_addendum_has_words"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} on {self.addendum_id}"
