"""Each kind of paper: what writes it, what it needs of the records, what it asks a human."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from balai.kernel.papers.blocks import Paper
from balai.papers.contents import entry, report, running
from balai.papers.contents.said import Said
from balai.papers.enums import PaperKind as K
from balai.papers.records import Records
from balai.training.enums import EnrolmentState

Lack = str | Promise


@dataclass(frozen=True, slots=True)
class Sheet:
    """needs: what is missing in the records, in words. asks: keys of Said.texts. place: address of the page that helps."""

    write: Callable[[Records, Said], Paper]
    needs: Callable[[Records], Sequence[Lack]]
    asks: tuple[str, ...] = ()
    help_page: str = ""
    """Name of the page on which what is missing is recorded; its argument is the class."""


def _decided(of: Records) -> list[Lack]:
    done = of.selection is not None and of.selection.decided_at is not None
    return [] if done else [_("hasil seleksi belum diputuskan")]


def _chosen(of: Records) -> list[Lack]:
    return [] if of.enrolments or of.funnel.selected else [_("belum ada peserta yang diterima")]


def _seated(of: Records) -> list[Lack]:
    lacks: list[Lack] = [] if of.sitting else [_("belum ada peserta yang punya kursi")]
    return lacks + ([] if of.sessions else [_("pertemuan belum direncanakan")])


def _held(of: Records) -> list[Lack]:
    return [] if of.held else [_("belum ada pertemuan yang tercatat terlaksana")]


def _ended(of: Records) -> list[Lack]:
    lacks = _held(of)
    if any(e.state == EnrolmentState.ENROLLED for e in of.enrolments):
        lacks.append(_("kelulusan belum diputuskan untuk semua peserta"))
    return lacks


def _equipped(of: Records) -> list[Lack]:
    return [] if of.equipment else [_("belum ada peralatan yang tercatat di balai")]


def _nothing(of: Records) -> list[Lack]:
    return []


SHEETS: dict[str, Sheet] = {
    K.SELECTION: Sheet(entry.selection, _decided, help_page="admissions:selection"),
    K.DECREE: Sheet(entry.decree, _chosen, help_page="admissions:selection"),
    K.INVITATION: Sheet(entry.invitation, _chosen, ("occasion", "day", "clock", "venue", "agenda"), "admissions:selection"),
    K.MINUTES: Sheet(
        running.minutes, _nothing,
        ("occasion", "day", "clock", "venue", "writer", "present", "agenda", "discussion", "decisions"),
    ),
    K.HANDOVER: Sheet(entry.handover, _equipped, ("taker", "taker_role")),
    K.SIGNING_SHEETS: Sheet(running.signing_sheets, _seated, help_page="training:sessions"),
    K.ATTENDANCE: Sheet(running.attendance, _held, help_page="training:sessions"),
    K.RESULTS: Sheet(running.results, _ended, help_page="training:completion"),
    K.ALLOWANCE: Sheet(running.allowance, _held, ("treasurer",), "training:sessions"),
    K.REPORT: Sheet(report.report, _ended, ("problems", "advice"), "training:completion"),
}  # fmt: skip
