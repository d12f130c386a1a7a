"""A counselling session: one person, or a group on one screen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.audit.record import record, record_many
from balai.counselling.actions.case_file import open_case_file, write_routes
from balai.counselling.enums import Route
from balai.counselling.models import CaseFile, CounsellingSession, EarlierWords, GroupSession
from balai.counselling.parameters import GROUP_SIZE
from balai.counselling.rules import (
    Advice,
    SessionFacts,
    check_advice,
    check_held,
    check_may_counsel,
    check_open,
    may_correct,
    signing_user,
)
from balai.institutions.models import Institution
from balai.kernel.refusal import Refused
from balai.parameters.queries import value_on
from balai.people.actions.register import register_person
from balai.people.models import Person
from balai.people.rules.details import PersonDetails


@transaction.atomic
def record_session(
    *, by: Actor, person: Person, office: Institution, facts: SessionFacts, now: datetime
) -> CounsellingSession:
    """Opens the case file when there is none. Several routes may apply, each with its reason."""
    case_file = open_case_file(by=by, person=person, office=office, now=now)
    check_open(case_file)
    session = _write(by, case_file, office, facts, now, None)
    record(by, "counselling.record_session", session, case_file=case_file.pk, routes=[a.route for a in facts.advice])
    return session


@transaction.atomic
def correct_session(
    *, by: Actor, session: CounsellingSession, situation: str, notes: str, now: datetime
) -> CounsellingSession:
    """Words only, by the one who wrote them; the earlier words stay readable, routes have verbs of their own.

    Raises Refused("not_your_session"), ("nothing_changed").
    """
    session = CounsellingSession.objects.select_for_update(of=("self",)).get(pk=session.pk)
    if not may_correct(by, session):
        raise Refused("not_your_session", _("Catatan sesi diperbaiki oleh yang menulisnya."))
    if (situation.strip(), notes.strip()) == (session.situation, session.notes):
        raise Refused("nothing_changed", _("Belum ada kata yang berubah. Perbaiki kalimatnya, atau pilih Batal."))
    EarlierWords.objects.create(
        session=session, situation=session.situation, notes=session.notes, replaced_at=now
    )  # fmt: skip
    session.situation, session.notes = situation.strip(), notes.strip()
    session.save(update_fields=["situation", "notes"])
    record(by, "counselling.correct_session", session)
    return session


@dataclass(frozen=True, slots=True)
class Attendee:
    """person: on record; else details of somebody new. reason empty: the group's common one."""

    person: Person | None = None
    details: PersonDetails | None = None
    routes: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathering:
    """reason: common to those rows that have none of their own."""

    title: str
    held_on: date
    note: str = ""
    reason: str = ""
    review_on: date | None = None
    attendees: Sequence[Attendee] = field(default=())


class RowsRefused(Refused):
    """rows: position in the list -> what was refused there. Nothing of the group was saved."""

    def __init__(self, rows: Mapping[int, Refused]) -> None:
        super().__init__("rows_refused", _("Ada baris yang perlu diperbaiki; belum ada yang disimpan."))
        self.rows = dict(rows)


@transaction.atomic
def record_group_session(*, by: Actor, office: Institution, gathering: Gathering, now: datetime) -> GroupSession:
    """All or nothing: RowsRefused names the rows."""
    check_may_counsel(by, office.pk)
    _check_gathering(gathering, timezone.localdate(now), office)
    group = GroupSession.objects.create(
        institution=office, counsellor_id=signing_user(by), title=" ".join(gathering.title.split()),
        held_on=gathering.held_on, note=gathering.note.strip(),
    )  # fmt: skip
    sessions: list[CounsellingSession] = []
    refused: dict[int, Refused] = {}
    for place, attendee in enumerate(gathering.attendees):
        try:
            with transaction.atomic():
                sessions.append(_attend(by, office, group, gathering, attendee, now))
        except Refused as no:
            refused[place] = no
    if refused:
        raise RowsRefused(refused)
    record(by, "counselling.record_group_session", group, people=len(sessions))
    record_many(by, "counselling.record_session", sessions, group=group.pk)
    return group


def _check_gathering(gathering: Gathering, today: date, office: Institution) -> None:
    check_held(gathering.held_on, today)
    if not gathering.title.strip():
        raise Refused("title_missing", _("Nama kegiatan belum diisi."), "title")
    if not gathering.attendees:
        raise Refused("nobody", _("Belum ada orang di daftar. Pilih dari catatan atau tulis namanya."))
    limit = value_on(GROUP_SIZE, today, office.pk)
    if len(gathering.attendees) > limit:
        raise Refused(
            "group_too_large",
            _("Satu layar paling banyak %(limit)d orang. Bagi menjadi dua kelompok.") % {"limit": limit},
        )


def _attend(
    by: Actor, office: Institution, group: GroupSession, gathering: Gathering, attendee: Attendee, now: datetime
) -> CounsellingSession:
    person = attendee.person
    if person is None:
        if attendee.details is None:
            raise Refused("name_missing", _("Nama belum diisi."), "name")
        person = register_person(by=by, details=attendee.details, now=now, institution=office).person
    case_file = open_case_file(by=by, person=person, office=office, now=now)
    check_open(case_file)
    if CounsellingSession.objects.filter(case_file=case_file, group_session=group).exists():
        raise Refused("person_twice", _("Orang ini sudah ada di baris lain."), "name")
    advice = [Advice(Route(r), attendee.reason or gathering.reason, gathering.review_on) for r in attendee.routes]
    facts = SessionFacts(held_on=gathering.held_on, advice=advice)
    return _write(by, case_file, office, facts, now, group)


def _write(
    by: Actor, case_file: CaseFile, office: Institution, facts: SessionFacts, now: datetime, group: GroupSession | None
) -> CounsellingSession:
    today = timezone.localdate(now)
    check_held(facts.held_on, today)
    check_advice(facts.advice, facts.held_on)
    session = CounsellingSession.objects.create(
        case_file=case_file, group_session=group, institution=office, counsellor_id=signing_user(by), held_on=facts.held_on,
        mode=facts.mode, situation=facts.situation.strip(), notes=facts.notes.strip(),
    )  # fmt: skip
    write_routes(by, case_file, facts.advice, facts.held_on, session)
    return session
