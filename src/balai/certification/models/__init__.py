"""The nouns of the room."""

from balai.certification.models.issuer_key import IssuerKey
from balai.certification.models.papers import (
    AssessmentQuerySet,
    AssessmentUnit,
    CompetenceCertificate,
    CompetencyAssessment,
)
from balai.certification.models.preparation import (
    AssessmentAppeal,
    AssessmentEvidence,
    SelfAssessedElement,
    SelfAssessedUnit,
)
from balai.certification.models.scheme import CertificationScheme, SchemeElement, SchemeUnit

__all__ = [
    "AssessmentAppeal",
    "AssessmentEvidence",
    "AssessmentQuerySet",
    "AssessmentUnit",
    "CertificationScheme",
    "CompetenceCertificate",
    "CompetencyAssessment",
    "IssuerKey",
    "SchemeElement",
    "SchemeUnit",
    "SelfAssessedElement",
    "SelfAssessedUnit",
]
