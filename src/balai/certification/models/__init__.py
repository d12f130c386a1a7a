"""The nouns of the room."""

from balai.certification.models.issuer_key import IssuerKey
from balai.certification.models.papers import (
    AssessmentQuerySet,
    AssessmentUnit,
    CompetenceCertificate,
    CompetencyAssessment,
)
from balai.certification.models.preparation import AssessmentAppeal, AssessmentEvidence, SelfAssessedUnit

__all__ = [
    "AssessmentAppeal",
    "AssessmentEvidence",
    "AssessmentQuerySet",
    "AssessmentUnit",
    "CompetenceCertificate",
    "CompetencyAssessment",
    "IssuerKey",
    "SelfAssessedUnit",
]
