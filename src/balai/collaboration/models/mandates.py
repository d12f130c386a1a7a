"""What a party is there to do, in its own words and the others' comments. Its evidence is the MandateNote row."""

from typing import Self

from django.db import models
from django.db.models import Q

from balai.access.actor import Actor
from balai.collaboration.enums import MandateState
from balai.collaboration.models.collaboration import Collaboration, Member, Period
from balai.collaboration.models.forum import MandateNote, Meeting
from balai.kernel.privacy import Privacy


class MandateQuerySet(models.QuerySet["Mandate"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(period__collaboration__in=Collaboration.objects.shared_with(actor))


MandateManager = models.Manager.from_queryset(MandateQuerySet)


class Mandate(models.Model):
    """basis: the regulation or agreement it rests on. because, evidence: why the forum says it was performed or not, and where that is
    seen. agreed_in, judged_in: meetings of the forum."""

    PRIVACY = Privacy(impersonal=("text", "basis", "because", "evidence", "at", "by"))

    period = models.ForeignKey(Period, models.PROTECT, related_name="mandates")
    member = models.ForeignKey(Member, models.PROTECT, related_name="own_mandates")
    text = models.TextField()
    basis = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=12, choices=MandateState, default=MandateState.PROPOSED)
    note = models.OneToOneField(MandateNote, models.PROTECT, null=True, blank=True, related_name="mandate")
    agreed_in = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="+")
    judged_in = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="+")
    because = models.TextField(blank=True)
    evidence = models.URLField(max_length=500, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=64)
    noted_by_id = models.BigIntegerField(null=True, blank=True)
    client_id = models.UUIDField(null=True, blank=True, unique=True, editable=False)

    objects = MandateManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state=MandateState.PROPOSED, note__isnull=True)
                | Q(state=MandateState.AGREED, note__isnull=False, agreed_in__isnull=False),
                name="agreed_mandate_is_evidence",
            )
        ]

    def __str__(self) -> str:
        return self.text


class MandateComment(models.Model):
    PRIVACY = Privacy(impersonal=("text", "at", "by"))

    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="comments")
    member = models.ForeignKey(Member, models.PROTECT, related_name="mandate_comments")
    text = models.TextField()
    at = models.DateTimeField()
    by = models.CharField(max_length=64)
    noted_by_id = models.BigIntegerField(null=True, blank=True)
    client_id = models.UUIDField(null=True, blank=True, unique=True, editable=False)

    def __str__(self) -> str:
        return self.text
