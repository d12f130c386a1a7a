"""The nouns of the room."""

from balai.certification.models.issuer_key import IssuerKey
from balai.certification.models.papers import (
    AssessmentQuerySet,
    AssessmentUnit,
    CompetenceCertificate,
    CompetencyAssessment,
)

__all__ = ["AssessmentQuerySet", "AssessmentUnit", "CompetenceCertificate", "CompetencyAssessment", "IssuerKey"]
