from typing import Self

from django.db import models
from django.db.models import Q

from balai.access.actor import Actor
from balai.access.permissions import Permission as P
from balai.documents.models import StoredFile
from balai.institutions.models import Institution
from balai.institutions.models.institution import within
from balai.kernel.privacy import Personal, Privacy, Purpose
from balai.papers.enums import WITH_SCORES, PaperKind
from balai.planning.models import Batch
from balai.planning.models.batch import borne_by

_EVIDENCE = Personal(Purpose.EVIDENCE, months=120)
_CLASS = "batch__"


def _delivers(ids: frozenset[int], prefix: str = _CLASS) -> Q:
    return borne_by(ids, prefix)


def _selects(ids: frozenset[int]) -> Q:
    return Q(batch__centre_id__in=ids) | Q(batch__selector_id__in=ids)


def _pays(ids: frozenset[int], prefix: str = _CLASS) -> Q:
    return Q(**{f"{prefix}package__funder_id__in": ids})


def classes_shared_with(actor: Actor) -> models.QuerySet[Batch]:
    """Classes in which the actor's desk took part: it delivers, recruits, pays, certifies, or answers for the area."""
    planning = actor.institutions_with(P.PLANNING_READ) | actor.institutions_with(P.TRAINING_READ)
    money = planning | actor.institutions_with(P.PACKAGE_DECIDE)
    seen = _delivers(planning, "") | _pays(money, "")
    certifiers = actor.institutions_with(P.CERTIFICATE_READ)
    if certifiers:
        seen |= Q(enrolments__assessments__certifier_id__in=certifiers)
    for area in actor.areas_with(P.PLANNING_READ):
        seen |= within(area.level, area.region, "centre__")
    return Batch.objects.filter(seen)


class ClassPaperQuerySet(models.QuerySet["ClassPaper"]):
    def filed(self) -> Self:
        return self.filter(kind=PaperKind.REPORT, filed_at__isnull=False)

    def visible_to(self, actor: Actor) -> Self:
        """Papers with names: those who deliver, recruit and pay; scores: those who select. A filed report names no
        trainee and is read by everybody who took part (R-000-19)."""
        if actor.system:
            return self
        reads = actor.institutions_with(P.TRAINING_READ)
        seen = (_delivers(reads) | _pays(reads)) & ~Q(kind__in=WITH_SCORES)
        told = ~Q(kind__in=WITH_SCORES) & ~Q(kind=PaperKind.REPORT, filed_at=None)
        seen |= _pays(actor.institutions_with(P.PACKAGE_DECIDE)) & told
        seen |= _selects(actor.institutions_with(P.APPLICATION_READ))
        shared = classes_shared_with(actor).values("pk")
        return self.filter(seen | Q(kind=PaperKind.REPORT, filed_at__isnull=False, batch__in=shared))


ClassPaperManager = models.Manager.from_queryset(ClassPaperQuerySet)


class ClassPaper(models.Model):
    """A paper as it was made, once for each version; the newest is the one in force.

    file: the PDF as it was made; listed: its lists as they stood then (papers.frozen), None on older papers; scan: the same
    paper signed. inputs: SHA-256 of what it was made of, by which the page
    knows that the records have moved on. said: what a human added (agenda, decisions, problems), by the paper's own keys.
    """

    PRIVACY = Privacy(
        personal={"signatory": _EVIDENCE, "signatory_number": _EVIDENCE, "said": _EVIDENCE},
        impersonal=("letter_number", "dated_on", "place", "signatory_role", "inputs", "made_by", "made_at", "scanned_by",
                    "scanned_at", "filed_by", "filed_at"),
    )  # fmt: skip

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="papers")
    kind = models.CharField(max_length=16, choices=PaperKind)
    version = models.PositiveSmallIntegerField(default=1)
    letter_number = models.CharField(max_length=80, blank=True)
    dated_on = models.DateField()
    place = models.CharField(max_length=120, blank=True)
    signatory = models.CharField(max_length=200, blank=True)
    signatory_role = models.CharField(max_length=200, blank=True)
    signatory_number = models.CharField(max_length=40, blank=True)
    said = models.JSONField(default=dict, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    listed = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    inputs = models.CharField(max_length=64)
    made_by = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    scan = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    scanned_by = models.CharField(max_length=64, blank=True)
    scanned_at = models.DateTimeField(null=True, blank=True)
    filed_by = models.CharField(max_length=64, blank=True)
    filed_at = models.DateTimeField(null=True, blank=True)

    objects = ClassPaperManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "kind", "version"], name="one_paper_per_version"),
            models.CheckConstraint(
                condition=Q(filed_at__isnull=True) | Q(kind=PaperKind.REPORT), name="only_reports_are_filed"
            ),
        ]
        indexes = [models.Index(fields=["kind", "filed_at", "id"], name="filed_reports")]

    def __str__(self) -> str:
        return f"{self.kind} {self.version} of {self.batch_id}"


class ReportReading(models.Model):
    """A body that took part says it has read the report."""

    PRIVACY = Privacy(impersonal=("read_by", "read_at"))

    paper = models.ForeignKey(ClassPaper, models.CASCADE, related_name="readings")
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="+")
    read_by = models.CharField(max_length=64)
    read_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["paper", "institution"], name="one_reading_per_body")]

    def __str__(self) -> str:
        return f"reading {self.pk}"
