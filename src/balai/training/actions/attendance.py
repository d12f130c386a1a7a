"""Marks of one meeting: the whole class on one screen, sent once or five times, corrected with a trace."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.audit.record import record
from balai.kernel.refusal import Refused
from balai.training.enums import Mark, SessionState
from balai.training.models import AttendanceMark, AttendanceSheet, Enrolment, TrainingSession
from balai.training.rules.attendance import check_markable
from balai.training.rules.authority import check_may_mark


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of a sheet: marks that are new, marks that were corrected; known: this sheet was here before."""

    new: int
    corrected: int
    known: bool = False


@transaction.atomic
def mark_attendance(
    *,
    by: Actor,
    session: TrainingSession,
    marks: Mapping[int, str],
    client_id: UUID,
    now: datetime,
    notes: Mapping[int, str] | None = None,
) -> Sent:
    """marks: enrolment id -> Mark; who is not named stays unmarked. Marks make a meeting a held one."""
    session = (
        TrainingSession.objects.select_for_update(of=("self",))
        .select_related("batch__centre__region")
        .get(pk=session.pk)
    )
    check_may_mark(by, session.batch)
    check_markable(session, now)
    if not _is_new_sheet(by, session, client_id, now):
        return Sent(0, 0, known=True)
    new, changed = _sorted_out(session, marks, notes or {}, by, now)
    AttendanceMark.objects.bulk_create(new)
    AttendanceMark.objects.bulk_update(
        [one for one, _before in changed], ["mark", "previous", "note", "marked_by", "marked_at"]
    )
    if session.state != SessionState.HELD and (new or changed):
        session.state = SessionState.HELD
        session.save(update_fields=["state"])
    record(by, "training.mark_attendance", session, batch=session.batch_id, marks=len(new), corrected=len(changed))
    for one, before in changed:
        record(by, "training.correct_mark", one, before=before, after=one.mark)
    return Sent(len(new), len(changed))


def locked_seats(session: TrainingSession, enrolments: Iterable[int]) -> set[int]:
    """Those of them in the class. The mark's own key is looked at only when it commits; until then nobody may take the seat
    away, as `no_show` does where no mark stands."""
    rows = Enrolment.objects.select_for_update(no_key=True, of=("self",)).filter(batch_id=session.batch_id)
    return set(rows.filter(pk__in=set(enrolments)).order_by("pk").values_list("pk", flat=True))


def _is_new_sheet(by: Actor, session: TrainingSession, client_id: UUID, now: datetime) -> bool:
    try:
        with transaction.atomic():
            AttendanceSheet.objects.create(session=session, client_id=client_id, sent_by=by.name, sent_at=now)
    except IntegrityError:
        return False
    return True


def _sorted_out(
    session: TrainingSession, marks: Mapping[int, str], notes: Mapping[int, str], by: Actor, now: datetime
) -> tuple[list[AttendanceMark], list[tuple[AttendanceMark, str]]]:
    members = locked_seats(session, marks)
    standing = {one.enrolment_id: one for one in AttendanceMark.objects.filter(session=session)}
    new: list[AttendanceMark] = []
    changed: list[tuple[AttendanceMark, str]] = []
    for pk, mark in marks.items():
        if pk not in members or mark not in Mark.values:
            raise Refused(
                "not_in_class", _("Ada baris yang bukan peserta kelas ini. Muat ulang halaman, lalu isi lagi.")
            )
        here, note = standing.get(pk), notes.get(pk, "")[:200]
        if here is None:
            new.append(
                AttendanceMark(session=session, enrolment_id=pk, mark=mark, note=note, marked_by=by.name, marked_at=now)
            )
        elif here.mark != mark or (note and here.note != note):
            before = here.mark
            here.previous = before if before != mark else here.previous
            here.mark, here.note, here.marked_by, here.marked_at = mark, note or here.note, by.name, now
            changed.append((here, before))
    return new, changed
