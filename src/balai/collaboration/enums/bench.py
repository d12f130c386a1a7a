"""A researcher's coding of a quotation."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from balai.collaboration.enums.workbook import ClaimMethod, Polarity, SourceKind


class Leaning(models.TextChoices):
    """As the workbook's polarity; unclear is its empty cell."""

    POSITIVE = "positive", _("mendukung")
    NEGATIVE = "negative", _("menghambat")
    UNCLEAR = "unclear", _("tidak jelas")


POLARITY_OF = {
    Leaning.POSITIVE: Polarity.POSITIVE.value,
    Leaning.NEGATIVE: Polarity.NEGATIVE.value,
    Leaning.UNCLEAR: "",
}
METHOD_OF = {
    SourceKind.STUDY: ClaimMethod.STUDY_TEXT, SourceKind.INTERVIEW: ClaimMethod.INTERVIEW,
    SourceKind.OBSERVATION: ClaimMethod.OBSERVATION, SourceKind.OFFICIAL_TABLE: ClaimMethod.DOCUMENT,
    SourceKind.DOCUMENT: ClaimMethod.DOCUMENT, SourceKind.SYSTEM: ClaimMethod.DOCUMENT,
}  # fmt: skip
"""Kind of the source -> how the workbook says a claim was taken."""
