"""Assessments that are kept, and the marks by which the database itself says that a book has changed since."""

from typing import Self

from django.db import models
from django.db.models import Q

from balai.access.actor import Actor
from balai.collaboration.models.collaboration import Period
from balai.kernel.privacy import Privacy


class BookChange(models.Model):
    """Written by triggers with every row of evidence that comes, changes or goes; read and taken away by the nightly reading.

    word: the model whose row `key` is. It is no foreign key: a mark may outlive its row.
    """

    PRIVACY = Privacy(impersonal=("word",))

    word = models.CharField(max_length=20)
    key = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["word", "key"], name="book_change_by_row")]

    def __str__(self) -> str:
        return f"{self.word} {self.key}"


class KeptAssessmentQuerySet(models.QuerySet["KeptAssessment"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(period__in=Period.objects.visible_to(actor))

    def monthly(self) -> Self:
        return self.filter(month__isnull=False)

    def newest_first(self) -> Self:
        return self.order_by("-as_of", "-pk")


KeptAssessmentManager = models.Manager.from_queryset(KeptAssessmentQuerySet)


class KeptAssessment(models.Model):
    """What the rules said of a period on a day. Sentences are kept in Indonesian.

    as_of: the last day that was judged. month: first day of the month it is kept for, empty for one that somebody asked for; that
    of a running month is written over until the month is over. rules: their VERSION. digest: SHA-256 of the book. result: as
    Assessment.as_json. tables: by table, how many rows and whether complete. looked_on: when the same was last found.
    """

    PRIVACY = Privacy(
        impersonal=("as_of", "month", "rules", "digest", "result", "tables", "made_by", "made_at", "looked_on")
    )

    period = models.ForeignKey(Period, models.PROTECT, related_name="assessments")
    as_of = models.DateField()
    month = models.DateField(null=True, blank=True)
    rules = models.CharField(max_length=16)
    digest = models.CharField(max_length=64)
    result = models.JSONField()
    tables = models.JSONField(default=dict)
    made_by = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    looked_on = models.DateField()

    objects = KeptAssessmentManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["period", "month"], name="one_assessment_a_month"),
            models.UniqueConstraint(
                fields=["period", "as_of", "rules", "digest"], condition=Q(month__isnull=True), name="asked_assessment_once"
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["period", "-as_of", "-id"], name="assessment_of_period")]

    def __str__(self) -> str:
        return f"{self.period_id} on {self.as_of}"
