"""The third column: what a researcher concludes. A version is never changed; the newest of a body stands."""

from typing import Self

from django.db import models

from balai.access.actor import Actor
from balai.collaboration.enums import Subject, Value
from balai.collaboration.models.bench import Quotation
from balai.collaboration.models.collaboration import Collaboration, Period
from balai.institutions.models import Institution
from balai.kernel.privacy import Personal, Privacy, Purpose


class ConclusionQuerySet(models.QuerySet["Conclusion"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(period__collaboration__in=Collaboration.objects.visible_to(actor))


ConclusionManager = models.Manager.from_queryset(ConclusionQuerySet)


class Conclusion(models.Model):
    """number: version, from 1. signed: the researcher's name, only where it was wished."""

    PRIVACY = Privacy(
        personal={"signed": Personal(Purpose.EVIDENCE, months=120)}, impersonal=("words", "at", "by")
    )  # fmt: skip

    period = models.ForeignKey(Period, models.PROTECT, related_name="conclusions")
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="conclusions")
    subject = models.CharField(max_length=32, choices=Subject)
    number = models.PositiveIntegerField()
    value = models.CharField(max_length=16, choices=Value)
    words = models.TextField()
    signed = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=64)
    client_id = models.UUIDField(null=True, blank=True, unique=True, editable=False)

    objects = ConclusionManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["period", "institution", "subject", "number"], name="conclusion_version_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.number}: {self.value}"


class ConclusionQuotation(models.Model):
    PRIVACY = Privacy()

    conclusion = models.ForeignKey(Conclusion, models.PROTECT, related_name="cited")
    quotation = models.ForeignKey(Quotation, models.PROTECT, related_name="cited_in")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conclusion", "quotation"], name="cited_once")]

    def __str__(self) -> str:
        return f"{self.quotation_id} in {self.conclusion_id}"
