"""What people say, kept apart from what records show; and how far the tables are complete."""

from django.db import models

from balai.collaboration.enums import ClaimMethod, Polarity, Subject, YesNo
from balai.collaboration.models.collaboration import Evidence, Member, Period
from balai.collaboration.models.forum import Source
from balai.kernel.privacy import Personal, Privacy, Purpose


class Issue(Evidence):
    """An obstacle registered inside the collaboration."""

    PRIVACY = Privacy(
        impersonal=("code", "text", "raised_on", "raised_on_from", "raised_on_to", "resolved_on", "resolved_on_from",
                    "resolved_on_to")
    )  # fmt: skip

    raised_by = models.ForeignKey(Member, models.CASCADE, null=True, blank=True, related_name="issues")
    subject = models.CharField(max_length=32, choices=Subject, blank=True)
    text = models.TextField(blank=True)
    raised_on = models.CharField(max_length=10, blank=True)
    raised_on_from = models.DateField(null=True, blank=True)
    raised_on_to = models.DateField(null=True, blank=True)
    resolved_on = models.CharField(max_length=10, blank=True)
    resolved_on_from = models.DateField(null=True, blank=True)
    resolved_on_to = models.DateField(null=True, blank=True)


class Claim(Evidence):
    """A statement, coded. speaker: code of a member or a pseudonym. inferred: concluded by the study, not said."""

    PRIVACY = Privacy(personal={"speaker": Personal(Purpose.EVIDENCE, months=120)}, impersonal=("code", "text"))

    source = models.ForeignKey(Source, models.CASCADE, null=True, blank=True, related_name="claims")
    method = models.CharField(max_length=16, choices=ClaimMethod, blank=True)
    speaker = models.CharField(max_length=200, blank=True)
    subject = models.CharField(max_length=32, choices=Subject, blank=True)
    polarity = models.CharField(max_length=8, choices=Polarity, blank=True)
    text = models.TextField(blank=True)
    inferred = models.CharField(max_length=4, choices=YesNo, blank=True)


class PulseAnswer(Evidence):
    """Answers of a short survey. item: AG1 to AG6, EN1 to EN16; score 1 to 5, a mean where respondents are several; respondents: people."""

    PRIVACY = Privacy(impersonal=("code", "item", "date", "date_from", "date_to", "score"))

    institution = models.ForeignKey(Member, models.CASCADE, null=True, blank=True, related_name="pulse")
    date = models.CharField(max_length=10, blank=True)
    date_from = models.DateField(null=True, blank=True)
    date_to = models.DateField(null=True, blank=True)
    item = models.CharField(max_length=4, blank=True)
    score = models.CharField(max_length=16, blank=True)
    score_number = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    respondents = models.PositiveIntegerField(null=True, blank=True)


class Coverage(models.Model):
    """How far a table is complete. Absence may be read as "no" only where complete is yes."""

    PRIVACY = Privacy(impersonal=("table", "note"))

    period = models.ForeignKey(Period, models.CASCADE, related_name="coverage_rows")
    table = models.CharField(max_length=16)
    complete = models.CharField(max_length=4, choices=YesNo, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "coverage"
        constraints = [models.UniqueConstraint(fields=["period", "table"], name="coverage_table_once")]

    def __str__(self) -> str:
        return self.table
