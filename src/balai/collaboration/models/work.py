"""What was done, and what is known of it afterwards. Planned stands apart from actual in every table."""

from django.db import models

from balai.collaboration.enums import (
    ActivityKind,
    FacilityCondition,
    FacilityKind,
    FundSource,
    MonitoringKind,
    MonitoringPhase,
    PartyPart,
    YesNo,
)
from balai.collaboration.models.collaboration import Evidence, Member
from balai.kernel.privacy import Privacy


class Activity(Evidence):
    """A training or empowerment activity. target, realised: people; realised as planned says nothing of outcome (D3)."""

    PRIVACY = Privacy(
        impersonal=("code", "title", "planned_village", "planned_district", "village", "district", "planned_start",
                    "planned_start_from", "planned_start_to", "planned_end", "planned_end_from", "planned_end_to", "start",
                    "start_from", "start_to", "end", "end_from", "end_to")
    )  # fmt: skip

    title = models.TextField(blank=True)
    kind = models.CharField(max_length=20, choices=ActivityKind, blank=True)
    fund_source = models.CharField(max_length=24, choices=FundSource, blank=True)
    planned_village = models.CharField(max_length=200, blank=True)
    planned_district = models.CharField(max_length=200, blank=True)
    village = models.CharField(max_length=200, blank=True)
    district = models.CharField(max_length=200, blank=True)
    planned_start = models.CharField(max_length=10, blank=True)
    planned_start_from = models.DateField(null=True, blank=True)
    planned_start_to = models.DateField(null=True, blank=True)
    planned_end = models.CharField(max_length=10, blank=True)
    planned_end_from = models.DateField(null=True, blank=True)
    planned_end_to = models.DateField(null=True, blank=True)
    start = models.CharField(max_length=10, blank=True)
    start_from = models.DateField(null=True, blank=True)
    start_to = models.DateField(null=True, blank=True)
    end = models.CharField(max_length=10, blank=True)
    end_from = models.DateField(null=True, blank=True)
    end_to = models.DateField(null=True, blank=True)
    target = models.PositiveIntegerField(null=True, blank=True)
    realised = models.PositiveIntegerField(null=True, blank=True)

    class Meta(Evidence.Meta):
        verbose_name_plural = "activities"


class ActivityParty(models.Model):
    """Who held and who paid."""

    PRIVACY = Privacy()

    row = models.ForeignKey(Activity, models.CASCADE, related_name="parties")
    member = models.ForeignKey(Member, models.CASCADE, related_name="activities")
    part = models.CharField(max_length=16, choices=PartyPart)

    class Meta:
        verbose_name_plural = "activity parties"
        constraints = [models.UniqueConstraint(fields=["row", "member", "part"], name="activity_party_once")]

    def __str__(self) -> str:
        return f"{self.member_id} {self.part} {self.row_id}"


class ActivityOutcome(Evidence):
    """What is known afterwards, in people. note is never parsed; unknown stays unknown."""

    PRIVACY = Privacy(impersonal=("code", "note", "as_of", "as_of_from", "as_of_to"))

    as_of = models.CharField(max_length=10, blank=True)
    as_of_from = models.DateField(null=True, blank=True)
    as_of_to = models.DateField(null=True, blank=True)
    completed = models.PositiveIntegerField(null=True, blank=True)
    certified = models.PositiveIntegerField(null=True, blank=True)
    employed = models.PositiveIntegerField(null=True, blank=True)
    self_employed = models.PositiveIntegerField(null=True, blank=True)
    not_working = models.PositiveIntegerField(null=True, blank=True)
    unknown = models.PositiveIntegerField(null=True, blank=True)
    note = models.TextField(blank=True)


class OutcomeOf(models.Model):
    PRIVACY = Privacy()

    row = models.ForeignKey(ActivityOutcome, models.CASCADE, related_name="activities")
    activity = models.ForeignKey(Activity, models.CASCADE, related_name="outcomes")

    class Meta:
        verbose_name_plural = "outcomes of"
        constraints = [models.UniqueConstraint(fields=["row", "activity"], name="outcome_of_activity_once")]

    def __str__(self) -> str:
        return f"{self.row_id} of {self.activity_id}"


class Monitoring(Evidence):
    """A look at an activity, during it or after it."""

    PRIVACY = Privacy(impersonal=("code", "finding", "date", "date_from", "date_to"))

    phase = models.CharField(max_length=8, choices=MonitoringPhase, blank=True)
    date = models.CharField(max_length=10, blank=True)
    date_from = models.DateField(null=True, blank=True)
    date_to = models.DateField(null=True, blank=True)
    kind = models.CharField(max_length=8, choices=MonitoringKind, blank=True)
    finding = models.TextField(blank=True)


class MonitoringOf(models.Model):
    PRIVACY = Privacy()

    row = models.ForeignKey(Monitoring, models.CASCADE, related_name="activities")
    activity = models.ForeignKey(Activity, models.CASCADE, related_name="monitored")

    class Meta:
        verbose_name_plural = "monitoring of"
        constraints = [models.UniqueConstraint(fields=["row", "activity"], name="monitoring_of_activity_once")]

    def __str__(self) -> str:
        return f"{self.row_id} of {self.activity_id}"


class MonitoringParty(models.Model):
    """Who looked."""

    PRIVACY = Privacy()

    row = models.ForeignKey(Monitoring, models.CASCADE, related_name="parties")
    member = models.ForeignKey(Member, models.CASCADE, related_name="monitored")

    class Meta:
        verbose_name_plural = "monitoring parties"
        constraints = [models.UniqueConstraint(fields=["row", "member"], name="monitoring_party_once")]

    def __str__(self) -> str:
        return f"{self.member_id} in {self.row_id}"


class FacilityNote(Evidence):
    """A room or item as the source describes it; the register's rooms and equipment are kept by their institution."""

    PRIVACY = Privacy(impersonal=("code", "item", "note"))

    institution = models.ForeignKey(Member, models.CASCADE, null=True, blank=True, related_name="facilities")
    item = models.TextField(blank=True)
    kind = models.CharField(max_length=16, choices=FacilityKind, blank=True)
    condition = models.CharField(max_length=16, choices=FacilityCondition, blank=True)
    note = models.TextField(blank=True)


class InstructorNote(Evidence):
    """A group of instructors, in heads, without names."""

    PRIVACY = Privacy(impersonal=("code", "licence", "note"))

    institution = models.ForeignKey(Member, models.CASCADE, null=True, blank=True, related_name="instructors")
    count = models.PositiveIntegerField(null=True, blank=True)
    competence_certified = models.CharField(max_length=4, choices=YesNo, blank=True)
    licence = models.TextField(blank=True)
    note = models.TextField(blank=True)
