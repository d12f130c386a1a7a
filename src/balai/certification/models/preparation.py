"""Before and after the verdict: what the candidate says of themself, what was shown, and whether the verdict is disputed."""

from typing import Self

from django.db import models
from django.db.models import Q

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.certification.enums import AppealState, EvidenceKind
from balai.certification.models.papers import CompetencyAssessment
from balai.certification.models.scheme import SchemeElement
from balai.documents.models import StoredFile
from balai.kernel.privacy import Personal, Privacy, Purpose
from balai.skills.models import CompetencyUnit


class SelfAssessedUnit(models.Model):
    """Asesmen mandiri (form APL-02), one unit: the candidate's own word, and what would show it.

    Where the scheme tells elements they are answered one by one; able then says that all of them are.
    """

    PRIVACY = Privacy(personal={"evidence": Personal(Purpose.SERVICE)})

    assessment = models.ForeignKey(CompetencyAssessment, models.CASCADE, related_name="self_assessed")
    unit = models.ForeignKey(CompetencyUnit, models.PROTECT, related_name="+")
    able = models.BooleanField()
    evidence = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assessment", "unit"], name="one_self_assessment_per_unit")]

    def __str__(self) -> str:
        return f"self-assessed unit {self.pk}"


class SelfAssessedElement(models.Model):
    """One element of a unit in the same form."""

    PRIVACY = Privacy(personal={"evidence": Personal(Purpose.SERVICE)})

    assessment = models.ForeignKey(CompetencyAssessment, models.CASCADE, related_name="self_assessed_elements")
    element = models.ForeignKey(SchemeElement, models.PROTECT, related_name="+")
    able = models.BooleanField()
    evidence = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "element"], name="one_self_assessment_per_element")
        ]

    def __str__(self) -> str:
        return f"self-assessed element {self.pk}"


class EvidenceQuerySet(models.QuerySet["AssessmentEvidence"]):
    def visible_to(self, actor: Actor) -> Self:
        """Whose file the actor may look at: the certifier that assesses, and the candidate. Nobody else, not even a centre or
        an office that entered it for them."""
        if actor.system:
            return self
        seen = Q(assessment__certifier_id__in=actor.institutions_with(Permission.ASSESSMENT_RECORD))
        if actor.user_id is not None:
            seen |= Q(assessment__person__user_id=actor.user_id, assessment__person__erased_at=None)
        return self.filter(seen, file__isnull=False)


EvidenceManager = models.Manager.from_queryset(EvidenceQuerySet)


class AssessmentEvidence(models.Model):
    """What the assessor looked at. The four marks are the rule of evidence; a mark not set is not met or not judged yet."""

    PRIVACY = Privacy(
        personal={"note": Personal(Purpose.EVIDENCE, months=120)}, impersonal=("recorded_by", "recorded_at")
    )

    assessment = models.ForeignKey(CompetencyAssessment, models.CASCADE, related_name="evidence")
    unit = models.ForeignKey(CompetencyUnit, models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=12, choices=EvidenceKind)
    note = models.TextField()
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    valid = models.BooleanField(default=False)
    authentic = models.BooleanField(default=False)
    current = models.BooleanField(default=False)
    sufficient = models.BooleanField(default=False)
    recorded_by = models.CharField(max_length=64)
    recorded_at = models.DateTimeField()

    objects = EvidenceManager()

    def __str__(self) -> str:
        return f"{self.kind} #{self.pk}"


class AppealQuerySet(models.QuerySet["AssessmentAppeal"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(assessment__in=CompetencyAssessment.objects.visible_to(actor))


AppealManager = models.Manager.from_queryset(AppealQuerySet)


class AssessmentAppeal(models.Model):
    """Banding: the candidate disputes the verdict, the certifier answers in words. Upheld means assessed anew."""

    PRIVACY = Privacy(
        personal={
            "reason": Personal(Purpose.EVIDENCE, months=120),
            "answer": Personal(Purpose.EVIDENCE, months=120),
        },
        impersonal=("raised_by", "raised_at", "answered_by", "answered_at"),
    )

    assessment = models.ForeignKey(CompetencyAssessment, models.CASCADE, related_name="appeals")
    state = models.CharField(max_length=8, choices=AppealState, default=AppealState.OPEN)
    reason = models.TextField()
    raised_by = models.CharField(max_length=64)
    raised_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = models.CharField(max_length=64, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = AppealManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assessment"], condition=Q(state=AppealState.OPEN), name="one_open_appeal_per_assessment"
            )
        ]

    def __str__(self) -> str:
        return f"appeal {self.pk}"
