"""When a paper of a meeting can be made."""

from django.utils.translation import gettext_lazy as _

from balai.collaboration.enums import ConveningState, MeetingPaperKind
from balai.collaboration.models import Convening
from balai.kernel.refusal import Refused


def lacks(convening: Convening, kind: str) -> str:
    """What has to be done first, in words; empty when the paper can be made."""
    if kind not in MeetingPaperKind.values:
        return str(_("Surat ini tidak dikenal."))
    if convening.state == ConveningState.CANCELLED:
        return str(_("Rapat ini dibatalkan; tidak ada surat yang perlu dibuat."))
    if kind == MeetingPaperKind.MINUTES and not convening.minutes:
        return str(_("Notulen belum ditulis. Tulis notulennya dahulu."))
    return ""


def check_can_be_made(convening: Convening, kind: str) -> None:
    if lack := lacks(convening, kind):
        raise Refused("paper_lacks", lack)
