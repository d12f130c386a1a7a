"""What must be on record before somebody completed a class."""

from django.utils.translation import gettext_lazy as _

from balai.kernel.reasons import check_reason
from balai.kernel.refusal import Refused
from balai.planning.models import Batch
from balai.training.enums import SessionState
from balai.training.models import AttendanceMark, TrainingSession

LONGEST_REASON = 300


def has_attendance(batch: Batch) -> bool:
    return AttendanceMark.objects.filter(enrolment__batch=batch, session__state=SessionState.HELD).exists()


def check_attendance(batch: Batch, reason: str) -> str:
    """Empty where attendance is on record; otherwise the reason for going without. Raises Refused("no_attendance")."""
    if has_attendance(batch):
        return ""
    if reason.strip():
        return check_reason(reason, "unmarked_reason")[:LONGEST_REASON]
    meetings = TrainingSession.objects.filter(batch=batch).exclude(state=SessionState.CANCELLED).count()
    sentence = (
        _(
            "Belum ada satu pun tanda hadir pada %(meetings)s pertemuan kelas ini, jadi belum ada yang bisa dinyatakan "
            "menyelesaikan. Isi daftar hadirnya, atau tulis “Alasan tanpa daftar hadir” bila kelas ini disalin dari kertas."
        )
        if meetings
        else _(
            "Kelas ini tidak punya pertemuan dan daftar hadir, jadi belum ada yang bisa dinyatakan menyelesaikan. Catat "
            "pertemuan dan daftar hadirnya, atau tulis “Alasan tanpa daftar hadir” bila kelas ini disalin dari kertas."
        )
    )
    raise Refused("no_attendance", sentence % {"meetings": meetings} if meetings else sentence, "unmarked_reason")
