"""May this list of decisions stand? Seats are a number, reasons are owed, and nobody is decided twice unseen."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from balai.admissions.enums import ApplicationState, DecisionRule, DrawState, Outcome
from balai.admissions.models import Draw, Selection
from balai.kernel.refusal import Refused
from balai.planning.enums import BatchState
from balai.planning.models import Batch

SHORTEST_REASON = 10


@dataclass(frozen=True, slots=True)
class Decision:
    """rule: code of DecisionRule, needed unless a seat or reserve is given; reason: in words the applicant reads."""

    application_id: UUID
    outcome: Outcome
    rule: str = ""
    reason: str = ""


def check_registration_over(batch: Batch, now: datetime) -> None:
    if batch.state == BatchState.ANNOUNCED and now < batch.closes_at:
        raise Refused(
            "registration_still_open",
            _("Pendaftaran kelas ini masih dibuka. Seleksi dimulai sesudah pendaftaran ditutup."),
        )
    if batch.state not in (BatchState.ANNOUNCED, BatchState.SELECTING, BatchState.RUNNING):
        raise Refused("not_selecting", _("Kelas ini tidak sedang diseleksi."))


def check_version(selection: Selection, version: int) -> None:
    if selection.version != version:
        raise Refused(
            "decided_meanwhile",
            _("Petugas lain baru saja menyimpan putusan kelas ini. Lihat putusannya dahulu, lalu ubah bila perlu."),
        )


def check_unpublished(selection: Selection) -> None:
    if selection.published_at is not None:
        raise Refused(
            "already_published",
            _("Hasil seleksi sudah diumumkan. Tarik pengumumannya dahulu bila ada yang harus diperbaiki."),
        )


def check_published(selection: Selection) -> None:
    if selection.published_at is None:
        raise Refused(
            "result_not_out", _("Hasil seleksi kelas ini belum diumumkan. Kursi diberikan sesudah pengumumannya.")
        )


def check_decisions(batch: Batch, decisions: Sequence[Decision], seated: int) -> None:
    """seated: people who have a seat or confirmed one and are not on the list."""
    counts = Counter(d.outcome for d in decisions)
    if counts[Outcome.SELECT] + seated > batch.seats:
        raise Refused(
            "too_many_seats",
            _("Yang diterima %(given)d orang, sedangkan kursinya %(seats)d. Pindahkan sebagian ke cadangan.")
            % {"given": counts[Outcome.SELECT] + seated, "seats": batch.seats},
        )
    if counts[Outcome.RESERVE] > batch.reserves:
        raise Refused(
            "too_many_reserves",
            _("Cadangan %(given)d orang, sedangkan batasnya %(limit)d.")
            % {"given": counts[Outcome.RESERVE], "limit": batch.reserves},
        )
    for one in decisions:
        check_has_ground(one)


def check_without_draw(draw: Draw | None) -> None:
    if draw is not None and draw.state in (DrawState.LISTED, DrawState.DRAWN):
        raise Refused(
            "draw_listed",
            _(
                "Nilai terkunci sejak daftar undian diumumkan. Bila ada nilai yang keliru, batalkan undiannya dengan alasan."
            ),
        )


def check_has_ground(one: Decision) -> None:
    if one.outcome in (Outcome.SELECT, Outcome.RESERVE):
        return
    if one.rule not in DecisionRule.values:
        raise Refused("rule_missing", _("Pilih aturan yang menjadi dasar penolakan; pelamar akan membacanya."), "rule")
    if one.rule == DecisionRule.OTHER:
        check_reason(one.reason)


def check_reason(reason: str, field: str = "reason") -> str:
    text = " ".join(reason.split())
    if len(text) < SHORTEST_REASON:
        raise Refused("reason_missing", _("Tulis alasannya dalam satu kalimat, paling sedikit 10 huruf."), field)
    return text[:500]


def check_all_decided(undecided: int) -> None:
    if undecided:
        raise Refused(
            "undecided_left",
            _("%(number)d pendaftar belum diputuskan. Putuskan semuanya sebelum hasil diumumkan.")
            % {"number": undecided},
        )


def check_not_late(confirm_by: date | None, today: date) -> None:
    if confirm_by is not None and today > confirm_by:
        raise Refused(
            "confirmation_over",
            _("Batas daftar ulang sudah lewat. Hubungi balai segera; bila kursi masih ada, petugas bisa membantu."),
        )


def check_not_cancelled(batch: Batch) -> None:
    if batch.state == BatchState.CANCELLED:
        raise Refused(
            "class_cancelled",
            _("Kelas ini dibatalkan: %(reason)s. Pendaftaran Anda tetap tercatat; lihat kelas lain yang dibuka.")
            % {"reason": batch.cancel_reason.rstrip(".")},
        )


def check_not_over(batch: Batch) -> None:
    """Its certificates rest on who sat in it: no seat is taken back or given once a class is finished."""
    if batch.state == BatchState.FINISHED:
        raise Refused(
            "class_over",
            _(
                "Kelas ini sudah selesai; seleksinya tidak diubah lagi. Bila kelasnya keliru ditutup, jalankan lagi dahulu."
            ),
        )


def shown_state(state: str, conflict: str, published: bool) -> str:
    """What the applicant may know: no outcome before it is published, and never whether a clerk compares papers (that
    would tell a stranger that a NIK is on file)."""
    if state == ApplicationState.CLAIMED and conflict:
        return ApplicationState.VERIFIED
    outcomes = (
        ApplicationState.SELECTED, ApplicationState.RESERVE, ApplicationState.DECLINED, ApplicationState.FORFEITED,
    )  # fmt: skip
    return ApplicationState.VERIFIED if state in outcomes and not published else state


def check_still_before_class(batch: Batch, *, by_clerk: bool) -> None:
    """Once a class runs, leaving it is recorded at its roster, with the days attended; nobody moves up into a past seat.

    A clerk may still note, while it runs, that somebody never came.
    """
    begun = (BatchState.FINISHED,) if by_clerk else (BatchState.RUNNING, BatchState.FINISHED)
    if batch.state in begun:
        raise Refused(
            "class_began",
            _("Kelas ini sudah mulai. Beri tahu balai pelatihannya; petugas mencatat bahwa Anda berhenti."),
        )
