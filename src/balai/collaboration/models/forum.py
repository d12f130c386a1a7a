"""What the parties said, decided and gave to each other."""

from django.db import models

from balai.collaboration.enums import (
    ContributionKind,
    DecisionKind,
    MeetingKind,
    MeetingMode,
    PartyPart,
    Performed,
    Recurrence,
    SourceKind,
)
from balai.collaboration.models.collaboration import Evidence, Member
from balai.institutions.enums import AgreementKind
from balai.institutions.models import Agreement
from balai.kernel.privacy import Privacy


class Source(Evidence):
    """Where something was read or heard. location: page, part, archive number."""

    PRIVACY = Privacy(impersonal=("code", "title", "location"))

    kind = models.CharField(max_length=20, choices=SourceKind, blank=True)
    title = models.TextField(blank=True)
    location = models.TextField(blank=True)


class MandateNote(Evidence):
    """What a body was there to do, and whether it did, as the source says."""

    PRIVACY = Privacy(impersonal=("code", "text"))

    institution = models.ForeignKey(Member, models.CASCADE, null=True, blank=True, related_name="mandates")
    text = models.TextField(blank=True)
    performed = models.CharField(max_length=8, choices=Performed, blank=True)


class Basis(Evidence):
    """An agreement as the source cites it, tied to the agreement of the register."""

    PRIVACY = Privacy(
        impersonal=("code", "title", "valid_from", "valid_from_from", "valid_from_to", "valid_to", "valid_to_from", "valid_to_to")
    )  # fmt: skip

    title = models.TextField(blank=True)
    kind = models.CharField(max_length=20, choices=AgreementKind, blank=True)
    valid_from = models.CharField(max_length=10, blank=True)
    valid_from_from = models.DateField(null=True, blank=True)
    valid_from_to = models.DateField(null=True, blank=True)
    valid_to = models.CharField(max_length=10, blank=True)
    valid_to_from = models.DateField(null=True, blank=True)
    valid_to_to = models.DateField(null=True, blank=True)
    agreement = models.ForeignKey(Agreement, models.PROTECT, null=True, blank=True, related_name="cited_as")

    class Meta(Evidence.Meta):
        verbose_name_plural = "bases"


class BasisParty(models.Model):
    PRIVACY = Privacy()

    row = models.ForeignKey(Basis, models.CASCADE, related_name="parties")
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")

    class Meta:
        verbose_name_plural = "basis parties"
        constraints = [models.UniqueConstraint(fields=["row", "member"], name="basis_party_once")]

    def __str__(self) -> str:
        return f"{self.member_id} in {self.row_id}"


class Meeting(Evidence):
    """A dialogue. date: as reported, "2019-09" when only the month is known."""

    PRIVACY = Privacy(impersonal=("code", "title", "date", "date_from", "date_to"))

    title = models.TextField(blank=True)
    kind = models.CharField(max_length=16, choices=MeetingKind, blank=True)
    mode = models.CharField(max_length=16, choices=MeetingMode, blank=True)
    recurrence = models.CharField(max_length=16, choices=Recurrence, blank=True)
    date = models.CharField(max_length=10, blank=True)
    date_from = models.DateField(null=True, blank=True)
    date_to = models.DateField(null=True, blank=True)


class MeetingParty(models.Model):
    """Who convened and who attended."""

    PRIVACY = Privacy()

    row = models.ForeignKey(Meeting, models.CASCADE, related_name="parties")
    member = models.ForeignKey(Member, models.CASCADE, related_name="meetings")
    part = models.CharField(max_length=16, choices=PartyPart)

    class Meta:
        verbose_name_plural = "meeting parties"
        constraints = [models.UniqueConstraint(fields=["row", "member", "part"], name="meeting_party_once")]

    def __str__(self) -> str:
        return f"{self.member_id} {self.part} {self.row_id}"


class Decision(Evidence):
    PRIVACY = Privacy(impersonal=("code", "text"))

    meeting = models.ForeignKey(Meeting, models.SET_NULL, null=True, blank=True, related_name="decisions")
    kind = models.CharField(max_length=16, choices=DecisionKind, blank=True)
    text = models.TextField(blank=True)


class DecisionParty(models.Model):
    """Who agreed."""

    PRIVACY = Privacy()

    row = models.ForeignKey(Decision, models.CASCADE, related_name="parties")
    member = models.ForeignKey(Member, models.CASCADE, related_name="decisions_agreed")

    class Meta:
        verbose_name_plural = "decision parties"
        constraints = [models.UniqueConstraint(fields=["row", "member"], name="decision_party_once")]

    def __str__(self) -> str:
        return f"{self.member_id} in {self.row_id}"


class Commitment(Evidence):
    """A promise that was really given. target, achieved: as reported; _number where they are numbers in the measure's unit."""

    PRIVACY = Privacy(impersonal=("code", "text", "measure", "target", "achieved", "due", "due_from", "due_to"))

    institution = models.ForeignKey(Member, models.CASCADE, null=True, blank=True, related_name="commitments")
    text = models.TextField(blank=True)
    measure = models.TextField(blank=True)
    target = models.TextField(blank=True)
    target_number = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    due = models.CharField(max_length=10, blank=True)
    due_from = models.DateField(null=True, blank=True)
    due_to = models.DateField(null=True, blank=True)
    achieved = models.TextField(blank=True)
    achieved_number = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)


class Contribution(Evidence):
    """A resource put in. amount: as reported, usually rupiah; promised apart from delivered."""

    PRIVACY = Privacy(
        impersonal=("code", "text", "amount", "promised_on", "promised_on_from", "promised_on_to", "delivered_on",
                    "delivered_on_from", "delivered_on_to")
    )  # fmt: skip

    institution = models.ForeignKey(Member, models.CASCADE, null=True, blank=True, related_name="contributions")
    kind = models.CharField(max_length=16, choices=ContributionKind, blank=True)
    text = models.TextField(blank=True)
    amount = models.TextField(blank=True)
    amount_number = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    promised_on = models.CharField(max_length=10, blank=True)
    promised_on_from = models.DateField(null=True, blank=True)
    promised_on_to = models.DateField(null=True, blank=True)
    delivered_on = models.CharField(max_length=10, blank=True)
    delivered_on_from = models.DateField(null=True, blank=True)
    delivered_on_to = models.DateField(null=True, blank=True)
