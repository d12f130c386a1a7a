"""The time of a meeting is taken: for its class, its room and its instructor."""

from collections.abc import Iterable, Sequence

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from balai.kernel.refusal import Refused
from balai.planning.enums import BatchState
from balai.planning.models import Batch
from balai.training.enums import SessionState
from balai.training.models import Booking, TrainingSession
from balai.training.rules.lesson_hours import quarters

AT_ONCE = 2000


def book(sessions: Iterable[TrainingSession]) -> None:
    """Takes their times anew. Raises Refused("time_taken") when a room, an instructor or the class is not free then.

    A meeting without hours, or a cancelled one, takes nothing. What a cancelled class still holds is given to whoever needs
    it: nothing tells this room that a class was cancelled, and its cancelling may be taken back.
    """
    rows = list(sessions)
    Booking.objects.filter(session__in=rows).delete()
    taken = [one for row in rows for one in quarters_of(row)]
    if not (_written(taken) or (_freed(rows) and _written(taken))):
        raise Refused("time_taken", _words(rows), "starts_at")


def _written(taken: Sequence[Booking]) -> bool:
    try:
        with transaction.atomic():
            Booking.objects.bulk_create(taken, batch_size=AT_ONCE)
    except IntegrityError:
        return False
    return True


def _freed(sessions: Iterable[TrainingSession]) -> bool:
    """Meetings of cancelled classes that stand in the way let go of their time."""
    gone = {
        one.session_id
        for session in sessions
        for one in _others_then(session).filter(batch__state=BatchState.CANCELLED, session__state=SessionState.PLANNED)
    }
    return bool(gone) and bool(Booking.objects.filter(session__in=gone).delete())


def taken_meanwhile(batch: Batch, sessions: Sequence[TrainingSession]) -> dict[int, str]:
    """Planned meetings whose room or instructor went to another class while theirs was cancelled: id -> what to do.

    Two queries, and two more only where there is such a meeting.
    """
    timed = [one for one in sessions if one.starts_at and one.ends_at and (one.room_id or one.instructor_id)]
    if not timed:
        return {}
    booked = set(Booking.objects.filter(batch=batch).values_list("session_id", flat=True))
    without = [one for one in timed if one.pk not in booked]
    if not without:
        return {}
    rooms = {one.room_id for one in without if one.room_id}
    teachers = {one.instructor_id for one in without if one.instructor_id}
    rows = Booking.objects.filter(Q(room_id__in=rooms) | Q(instructor_id__in=teachers), _days(without))
    found: dict[int, str] = {}
    for row in _told(rows.exclude(batch=batch)):
        for one in without:
            if one.held_on == row.day and _same_thing(one, row) and row.quarter in _quarters(one):
                found.setdefault(one.pk, _sentence(one, row.session))
    return found


def _days(sessions: Iterable[TrainingSession]) -> Q:
    return Q(day__in={one.held_on for one in sessions})


def _same_thing(session: TrainingSession, row: Booking) -> bool:
    room = session.room_id is not None and session.room_id == row.room_id
    return room or (session.instructor_id is not None and session.instructor_id == row.instructor_id)


def quarters_of(session: TrainingSession) -> list[Booking]:
    if session.state == SessionState.CANCELLED or not session.starts_at or not session.ends_at:
        return []
    return [
        Booking(
            session=session, batch_id=session.batch_id, room_id=session.room_id, instructor_id=session.instructor_id,
            day=session.held_on, quarter=quarter,
        )
        for quarter in _quarters(session)
    ]  # fmt: skip


def _quarters(session: TrainingSession) -> range:
    assert session.starts_at is not None and session.ends_at is not None  # asked only where there are hours
    return quarters(session.starts_at, session.ends_at)


def _words(sessions: Sequence[TrainingSession]) -> str:
    for session in sessions:
        other = _in_the_way(session)
        if other is not None:
            return _sentence(session, other)
    return _("Dua pertemuan dalam rencana ini memakai ruang, instruktur, atau kelas yang sama pada jam yang sama.")


def _in_the_way(session: TrainingSession) -> TrainingSession | None:
    row = _told(_others_then(session)).first()
    return row.session if row else None


def _told(rows: QuerySet[Booking]) -> QuerySet[Booking]:
    return rows.select_related("session__batch", "session__room", "session__instructor").order_by("quarter", "pk")


def _others_then(session: TrainingSession) -> QuerySet[Booking]:
    """What other meetings hold of its class, room or instructor at its time."""
    taken = [one.quarter for one in quarters_of(session)]
    same = Q(batch_id=session.batch_id)
    if session.room_id:
        same |= Q(room_id=session.room_id)
    if session.instructor_id:
        same |= Q(instructor_id=session.instructor_id)
    return Booking.objects.filter(same, day=session.held_on, quarter__in=taken).exclude(session=session)


def _sentence(session: TrainingSession, other: TrainingSession) -> str:
    said = {
        "day": session.held_on.strftime("%d-%m-%Y"),
        "title": other.batch.title,
        "number": other.number,
        "start": other.starts_at.strftime("%H.%M") if other.starts_at else "",
        "end": other.ends_at.strftime("%H.%M") if other.ends_at else "",
    }
    if session.batch_id == other.batch_id:
        return _("Pada %(day)s kelas ini sudah bertemu pukul %(start)s sampai %(end)s. Pilih jam lain.") % said
    if session.room_id and session.room_id == other.room_id:
        said["room"] = str(other.room)
        return (
            _(
                "%(room)s pada %(day)s dipakai kelas %(title)s pukul %(start)s sampai %(end)s. Pilih ruang atau jam lain."
            )
            % said
        )
    said["who"] = (other.instructor.full_name or other.instructor.username) if other.instructor else ""
    return (
        _(
            "%(who)s pada %(day)s mengajar kelas %(title)s pukul %(start)s sampai %(end)s. Pilih instruktur atau jam lain."
        )
        % said
    )
