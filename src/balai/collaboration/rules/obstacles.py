"""Who may bring an obstacle, who may act on it, and what an owner must know."""

from collections.abc import Collection
from datetime import date

from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.collaboration.enums import Subject
from balai.collaboration.models import Member, Obstacle
from balai.collaboration.rules.authority import check_may_speak_for, may_keep
from balai.kernel.refusal import Refused

CONFLICTS = frozenset({Subject.SECTORAL_EGO, Subject.POWER_IMBALANCE})
"""Between parties: settled when those concerned say so, not when one of them does."""
FEWEST_IN_CONFLICT = 2


def check_subject(subject: str, parties: Collection[Member]) -> None:
    if subject not in Subject.values:
        raise Refused("no_subject", _("“Tentang apa”: pilih salah satu dari daftar."), "subject")
    if subject in CONFLICTS and len(parties) < FEWEST_IN_CONFLICT:
        raise Refused(
            "who_with_whom",
            _("“Pihak yang bersangkutan”: centang paling sedikit dua pihak; yang selesai nanti dikatakan oleh mereka."),
            "parties",
        )


def check_due(due: date | None, today: date) -> None:
    if due is None:
        raise Refused("no_due", _("“Tenggat” belum diisi. Tulis kapan hambatan ini harus selesai."), "due")
    if due < today:
        raise Refused("due_in_past", _("“Tenggat”: pilih hari ini atau sesudahnya."), "due")


def check_looks_after(by: Actor, obstacle: Obstacle, today: date) -> None:
    """The one who looks after it, or the secretariat."""
    if may_keep(by, obstacle.issue.period.collaboration):
        return
    if obstacle.owner is None:
        raise Refused("nobody_owns", _("Hambatan ini belum ada yang menangani. Tunjuk penanganannya dahulu."))
    check_may_speak_for(by, obstacle.owner, today)
