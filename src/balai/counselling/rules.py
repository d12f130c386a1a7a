"""May this be written into a case file? A route always has its reason (R-001-07, R-001-08)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.counselling.enums import CaseFileState, Route, SessionMode
from balai.counselling.models import CaseFile, CounsellingSession
from balai.kernel.refusal import Refused
from balai.people.models import Person
from balai.people.rules.authority import may_on

SHORTEST_REASON = 10


@dataclass(frozen=True, slots=True)
class Advice:
    """One route and why. review_on: when to look again."""

    route: Route
    reason: str
    review_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionFacts:
    """What happened in one session. situation: as the person tells it; notes: what was discussed and agreed."""

    held_on: date
    mode: SessionMode = SessionMode.FACE_TO_FACE
    situation: str = ""
    notes: str = ""
    advice: Sequence[Advice] = field(default=())


def check_may_counsel(by: Actor, office_id: int) -> None:
    if not by.may(Permission.COUNSEL, office_id):
        raise Refused("may_not_counsel", _("Konseling dicatat oleh pengantar kerja di kantornya sendiri."))


def signing_user(by: Actor) -> int:
    """A session and a route carry the name of a person."""
    if by.user_id is None:
        raise Refused("nobody_signs", _("Konseling dicatat atas nama seorang petugas. Masuk dengan akun petugas."))
    return by.user_id


def check_may_serve(by: Actor, person: Person) -> None:
    if not may_on(by, Permission.COUNSEL, person):
        raise Refused(
            "not_your_person", _("Orang ini tidak terdaftar di kantor Anda dan tidak tinggal di wilayah Anda.")
        )


def check_held(held_on: date, today: date) -> None:
    if held_on > today:
        raise Refused("held_ahead", _("Tanggal sesi belum terjadi. Tulis hari sesi itu diadakan."), "held_on")


def check_advice(advice: Sequence[Advice], held_on: date) -> None:
    for one in advice:
        check_reason(one.reason)
        if one.review_on is not None and one.review_on < held_on:
            raise Refused(
                "review_before_session", _("Tanggal tinjau ulang mendahului sesi. Perbaiki tanggalnya."), "review_on"
            )
    if len({one.route for one in advice}) != len(advice):
        raise Refused("route_twice", _("Satu jalur ditulis dua kali. Pilih tiap jalur sekali saja."), "routes")


def check_reason(reason: str, name: str = "reason") -> str:
    text = " ".join(reason.split())
    if len(text) < SHORTEST_REASON:
        raise Refused(
            "reason_missing",
            _("Alasan jalur belum ditulis. Satu kalimat cukup, paling sedikit 10 huruf; orangnya ikut membaca."),
            name,
        )
    return text


def check_open(case_file: CaseFile) -> None:
    if case_file.state != CaseFileState.OPEN:
        raise Refused("case_file_closed", _("Berkas ini sudah ditutup. Buka kembali sebelum mencatat sesi baru."))


def may_correct(by: Actor, session: CounsellingSession) -> bool:
    """Only who wrote it, and only while they still counsel there."""
    return session.counsellor_id == by.user_id and by.may(Permission.COUNSEL, session.institution_id)
