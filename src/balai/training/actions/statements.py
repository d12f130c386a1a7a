"""Marks told one by one: by phones that were without network, from the printed sheet, and from the page on a screen. Each
is kept exactly once; two that disagree are both kept until somebody of the centre says which holds."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.audit.record import record
from balai.kernel.reasons import check_reason
from balai.kernel.refusal import Refused
from balai.training.actions.attendance import locked_seats
from balai.training.enums import STATEMENT_FLOW, Mark, MarkSource, SessionState, StatementState
from balai.training.models import AttendanceMark, MarkStatement, TrainingSession
from balai.training.rules.attendance import check_markable
from balai.training.rules.authority import check_may_mark


@dataclass(frozen=True, slots=True)
class Told:
    """One mark. seen: what its maker had before their eyes, "" for none; seen_note: likewise, None where it is not told.
    made_at: by their clock."""

    client_id: UUID
    enrolment_id: int
    mark: str
    made_at: datetime
    seen: str = ""
    note: str = ""
    seen_note: str | None = None


@transaction.atomic
def tell_marks(
    *, by: Actor, session: TrainingSession, told: Sequence[Told], source: MarkSource, now: datetime
) -> list[MarkStatement]:
    """What became of each, in their order; one that was here before is answered as then."""
    session = _locked(session)
    check_may_mark(by, session.batch)
    check_markable(session, now)
    _check_members(session, told)
    standing = {one.enrolment_id: one for one in AttendanceMark.objects.filter(session=session)}
    made: list[MarkStatement] = []
    answers = [_tell(by, session, one, source, now, standing, made) for one in told]
    if any(one.state == StatementState.APPLIED for one in made) and session.state != SessionState.HELD:
        session.state = SessionState.HELD
        session.save(update_fields=["state"])
    if made:
        differing = sum(one.state == StatementState.DIFFERS for one in made)
        record(by, "training.tell_marks", session, source=source.value, marks=len(made), differing=differing)
    return answers


@transaction.atomic
def settle_marks(*, by: Actor, statement: MarkStatement, take: bool, reason: str, now: datetime) -> MarkStatement:
    """take: the told mark holds from now on; else what stands goes on standing. The other stays readable."""
    statement = MarkStatement.objects.select_for_update(of=("self",)).select_related("session").get(pk=statement.pk)
    session = _locked(statement.session)
    check_may_mark(by, session.batch)
    statement.reason = check_reason(reason)[:300]
    statement.state = STATEMENT_FLOW.next_state(statement.state, "take" if take else "set_aside")
    statement.settled_by, statement.settled_at = by.name, now
    statement.save(update_fields=["reason", "state", "settled_by", "settled_at"])
    if take:
        locked_seats(session, [statement.enrolment_id])
        mark = AttendanceMark.objects.select_for_update().get(session=session, enrolment_id=statement.enrolment_id)
        _correct(by, mark, statement.mark, statement.note, now)
    record(by, "training.settle_mark", statement, took=statement.mark if take else statement.standing)
    return statement


def _locked(session: TrainingSession) -> TrainingSession:
    rows = TrainingSession.objects.select_for_update(of=("self",)).select_related("batch__centre__region")
    return rows.get(pk=session.pk)


def _check_members(session: TrainingSession, told: Sequence[Told]) -> None:
    members = locked_seats(session, [one.enrolment_id for one in told])
    if any(one.enrolment_id not in members or one.mark not in Mark.values for one in told):
        raise Refused("not_in_class", _("Ada baris yang bukan peserta kelas ini. Muat ulang halaman, lalu isi lagi."))


def _tell(
    by: Actor, session: TrainingSession, told: Told, source: MarkSource, now: datetime,
    standing: dict[int, AttendanceMark], made: list[MarkStatement],
) -> MarkStatement:  # fmt: skip
    here = standing.get(told.enrolment_id)
    if here is not None and source == MarkSource.PAGE and told.mark == told.seen:
        told = replace(told, mark=here.mark, seen=here.mark)  # they wrote a note and left the mark alone
    agrees = here is None or _agrees(by, told, source, here)
    statement = MarkStatement(
        client_id=told.client_id, session=session, enrolment_id=told.enrolment_id, mark=told.mark, seen=_seen(told),
        standing=here.mark if here else "", standing_note=here.note if here else "", note=told.note[:200],
        source=source, said_by=by.name, made_at=told.made_at, received_at=now,
        state=StatementState.APPLIED if agrees else StatementState.DIFFERS,
    )  # fmt: skip
    try:
        with transaction.atomic():
            statement.save(force_insert=True)
    except IntegrityError:
        return MarkStatement.objects.get(client_id=told.client_id)
    made.append(statement)
    if not agrees:
        _set_aside_older(statement, now)
    elif here is None:
        standing[told.enrolment_id] = AttendanceMark.objects.create(
            session=session, enrolment_id=told.enrolment_id, mark=told.mark, note=told.note[:200], marked_by=by.name,
            marked_at=now,
        )  # fmt: skip
    else:
        _correct(by, here, told.mark, told.note, now)
    return statement


def _seen(told: Told) -> str:
    return told.seen if told.seen in Mark.values else ""


def _agrees(by: Actor, told: Told, source: MarkSource, here: AttendanceMark) -> bool:
    """Nobody else wrote another mark, and nobody another note, since its maker looked. A page sent twice by the same person
    is a change of mind."""
    own = source == MarkSource.PAGE and here.marked_by == by.name
    note_stands = told.seen_note is None or not told.note or here.note in ("", told.seen_note, told.note)
    return note_stands and (own or here.mark in (_seen(told), told.mark))


def _set_aside_older(newer: MarkStatement, now: datetime) -> None:
    """The same teller changed their mind: only their last word waits for the decision."""
    older = MarkStatement.objects.differing().filter(
        session_id=newer.session_id, enrolment_id=newer.enrolment_id, said_by=newer.said_by, source=newer.source
    )
    older.exclude(pk=newer.pk).update(
        state=StatementState.SET_ASIDE, settled_by=newer.said_by, settled_at=now, reason="-"
    )


def _correct(by: Actor, here: AttendanceMark, mark: str, note: str, now: datetime) -> None:
    if here.mark == mark and (not note or here.note == note):
        return
    before = here.mark
    here.previous = before if before != mark else here.previous
    here.mark, here.note, here.marked_by, here.marked_at = mark, note[:200] or here.note, by.name, now
    here.save(update_fields=["previous", "mark", "note", "marked_by", "marked_at"])
    record(by, "training.correct_mark", here, before=before, after=mark)
