"""A reason somebody must write so that others can read it."""

from django.utils.translation import gettext_lazy as _

from balai.kernel.refusal import Refused

SHORTEST_REASON = 5


def check_reason(reason: str, field: str = "reason") -> str:
    """The reason on one line. Raises Refused("reason_missing", field) below 5 characters."""
    text = " ".join(reason.split())
    if 0 < len(text) < SHORTEST_REASON:
        sentence = _("Alasan terlalu pendek. Tulis satu kalimat supaya orang lain mengerti.")
        raise Refused("reason_missing", sentence, field)
    if not text:
        raise Refused("reason_missing", _("Alasan belum diisi. Tulis satu kalimat supaya orang lain mengerti."), field)
    return text
