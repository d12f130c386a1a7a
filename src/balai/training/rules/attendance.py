"""Of which meetings marks are taken."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from balai.kernel.clock import today_in
from balai.kernel.refusal import Refused
from balai.training.enums import SessionState
from balai.training.models import TrainingSession


def check_markable(session: TrainingSession, now: datetime) -> None:
    if session.state == SessionState.CANCELLED:
        raise Refused("session_cancelled", _("Pertemuan ini dibatalkan. Pulihkan dulu bila ternyata terlaksana."))
    if session.held_on > today_in(session.batch.zone, now):
        raise Refused(
            "session_ahead",
            _("Pertemuan ini belum berlangsung. Ubah tanggalnya bila dimajukan, lalu catat daftar hadirnya."),
        )
