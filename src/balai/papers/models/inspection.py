"""Inspection: a dated mandate, samples drawn under it, each opening of a line, and what the inspector found."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from balai.access.actor import Actor
from balai.access.permissions import Permission as P
from balai.documents.models import StoredFile
from balai.institutions.models import Institution
from balai.institutions.models.institution import within
from balai.kernel.privacy import Personal, Privacy, Purpose
from balai.papers.enums import Finding, MandateScope
from balai.planning.models import Batch
from balai.regions.models import Region


def seen_mandates(actor: Actor, prefix: str = "") -> Q:
    """Those of the inspector's own body, and those the actor's office gave."""
    inspecting, giving = actor.institutions_with(P.INSPECT), actor.institutions_with(P.MANDATE_GIVE)
    return Q(**{f"{prefix}body_id__in": inspecting}) | Q(**{f"{prefix}giver_id__in": giving})


class MandateQuerySet(models.QuerySet["Mandate"]):
    def visible_to(self, actor: Actor) -> Self:
        return self if actor.system else self.filter(seen_mandates(actor))

    def valid_on(self, day: date) -> Self:
        return self.filter(ended_at__isnull=True, valid_from__lte=day, valid_to__gte=day)


MandateManager = models.Manager.from_queryset(MandateQuerySet)


class Mandate(models.Model):
    """Surat tugas: the inspectors of a body may look into classes that the giver pays for, or that lie in its area, from a day
    to a day. area_level, area_region: the giver's area as it was when it gave the mandate; level "nation" has no region."""

    PRIVACY = Privacy(
        impersonal=("letter_number", "area_level", "valid_from", "valid_to", "given_by", "given_at", "ended_at", "end_reason")
    )  # fmt: skip

    body = models.ForeignKey(Institution, models.PROTECT, related_name="mandates_held")
    giver = models.ForeignKey(Institution, models.PROTECT, related_name="mandates_given")
    scope = models.CharField(max_length=8, choices=MandateScope)
    area_level = models.CharField(max_length=8, blank=True)
    area_region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="+")
    letter_number = models.CharField(max_length=80)
    valid_from = models.DateField()
    valid_to = models.DateField()
    given_by = models.CharField(max_length=64)
    given_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.CharField(max_length=300, blank=True)

    objects = MandateManager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(valid_to__gte=F("valid_from")), name="mandate_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(scope=MandateScope.FUNDER, area_level="")
                | (Q(scope=MandateScope.AREA) & ~Q(area_level="")),
                name="mandate_has_one_scope",
            ),
            models.UniqueConstraint(fields=["giver", "letter_number"], name="one_mandate_per_letter"),
        ]

    def __str__(self) -> str:
        return self.letter_number

    def classes(self) -> models.QuerySet[Batch]:
        if self.scope == MandateScope.FUNDER:
            return Batch.objects.filter(package__funder_id=self.giver_id)
        return Batch.objects.filter(within(self.area_level, self.area_region_id, "centre__"))


class SampleQuerySet(models.QuerySet["Sample"]):
    def visible_to(self, actor: Actor) -> Self:
        return self if actor.system else self.filter(seen_mandates(actor, "mandate__"))


SampleManager = models.Manager.from_queryset(SampleQuerySet)


class Sample(models.Model):
    """Lines drawn by a seed over one class (batch) or over the classes of a year. kinds: letters of papers.evidence. pool: how
    many lines it was drawn from; pool_sum: SHA-256 of their codes in order, by which a later draw knows the same records.
    sent_at: the findings are closed, and the centres of the classes read and answer them."""

    PRIVACY = Privacy(impersonal=("kinds", "seed", "pool_sum", "drawn_by", "drawn_at", "sent_by", "sent_at"))

    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="samples")
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, blank=True, related_name="samples")
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    kinds = models.CharField(max_length=16)
    seed = models.CharField(max_length=40)
    asked = models.PositiveSmallIntegerField()
    pool = models.PositiveIntegerField()
    pool_sum = models.CharField(max_length=64)
    drawn_by = models.CharField(max_length=64)
    drawn_at = models.DateTimeField()
    client_id = models.UUIDField(null=True, blank=True, editable=False)  # of the page it was drawn on
    sent_by = models.CharField(max_length=64, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = SampleManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["mandate", "client_id"], name="one_sample_per_page"),
            models.CheckConstraint(
                condition=Q(batch__isnull=True, year__isnull=False) | Q(batch__isnull=False, year__isnull=True),
                name="sample_of_a_class_or_a_year",
            ),
        ]

    def __str__(self) -> str:
        return f"sample {self.pk}"


class SampleLineQuerySet(models.QuerySet["SampleLine"]):
    def visible_to(self, actor: Actor) -> Self:
        return self if actor.system else self.filter(seen_mandates(actor, "sample__mandate__"))

    def told_to(self, actor: Actor) -> Self:
        """To the centre of the class, once the inspector sent it what was found."""
        return self.sent().filter(batch__centre_id__in=actor.institutions_with(P.TRAINING_CERTIFY))

    def sent(self) -> Self:
        return self.filter(sample__sent_at__isnull=False).exclude(finding="")

    def unanswered(self) -> Self:
        """Of those that ask for an answer: what fits asks for none."""
        return self.sent().exclude(finding=Finding.FITS).filter(answer__isnull=True)


SampleLineManager = models.Manager.from_queryset(SampleLineQuerySet)


class SampleLine(models.Model):
    """One line in the order of the draw. code: of the evidence (papers.evidence); it names nobody."""

    PRIVACY = Privacy(
        personal={"note": Personal(Purpose.EVIDENCE, months=120)}, impersonal=("code", "found_by", "found_at")
    )

    sample = models.ForeignKey(Sample, models.PROTECT, related_name="lines")
    number = models.PositiveSmallIntegerField()
    batch = models.ForeignKey(Batch, models.PROTECT, related_name="+")
    code = models.CharField(max_length=48)
    finding = models.CharField(max_length=14, choices=Finding, blank=True)
    note = models.CharField(max_length=500, blank=True)
    found_by = models.CharField(max_length=64, blank=True)
    found_at = models.DateTimeField(null=True, blank=True)

    objects = SampleLineManager()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["sample", "number"], name="one_sample_line_per_number")]

    def __str__(self) -> str:
        return self.code


class LineAnswer(models.Model):
    """Hak jawab: what the centre of the class says to a finding, once. read_at: somebody of the inspecting body says so."""

    PRIVACY = Privacy(
        personal={"text": Personal(Purpose.EVIDENCE, months=120)},
        impersonal=("answered_by", "answered_at", "read_by", "read_at"),
    )

    line = models.OneToOneField(SampleLine, models.PROTECT, related_name="answer")
    text = models.CharField(max_length=1000)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    answered_by = models.CharField(max_length=64)
    answered_at = models.DateTimeField()
    read_by = models.CharField(max_length=64, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"answer {self.pk}"


class LineOpening(models.Model):
    """Somebody opened the evidence behind a line."""

    PRIVACY = Privacy(impersonal=("opened_by", "opened_at"))

    line = models.ForeignKey(SampleLine, models.PROTECT, related_name="openings")
    opened_by = models.CharField(max_length=64)
    opened_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["line", "opened_by"], name="opening_by_line")]

    def __str__(self) -> str:
        return f"opening {self.pk}"
