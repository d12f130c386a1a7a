"""The time of a meeting is taken: for its class, its room and its instructor."""

from collections.abc import Iterable, Sequence

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from balai.kernel.refusal import Refused
from balai.training.enums import SessionState
from balai.training.models import Booking, TrainingSession
from balai.training.models.booking import QUARTER
from balai.training.rules.lesson_hours import minutes

AT_ONCE = 2000


def book(sessions: Iterable[TrainingSession]) -> None:
    """Takes their times anew. Raises Refused("time_taken") when a room, an instructor or the class is not free then.

    A meeting without hours, or a cancelled one, takes nothing.
    """
    rows = list(sessions)
    Booking.objects.filter(session__in=rows).delete()
    taken = [one for row in rows for one in quarters_of(row)]
    try:
        with transaction.atomic():
            Booking.objects.bulk_create(taken, batch_size=AT_ONCE)
    except IntegrityError:
        raise Refused("time_taken", _words(rows), "starts_at") from None


def quarters_of(session: TrainingSession) -> list[Booking]:
    if session.state == SessionState.CANCELLED or not session.starts_at or not session.ends_at:
        return []
    first, last = minutes(session.starts_at) // QUARTER, minutes(session.ends_at) // QUARTER
    return [
        Booking(
            session=session, batch_id=session.batch_id, room_id=session.room_id, instructor_id=session.instructor_id,
            day=session.held_on, quarter=quarter,
        )
        for quarter in range(first, max(last, first + 1))
    ]  # fmt: skip


def _words(sessions: Sequence[TrainingSession]) -> str:
    for session in sessions:
        other = _in_the_way(session)
        if other is not None:
            return _sentence(session, other)
    return _("Dua pertemuan dalam rencana ini memakai ruang, instruktur, atau kelas yang sama pada jam yang sama.")


def _in_the_way(session: TrainingSession) -> TrainingSession | None:
    quarters = [one.quarter for one in quarters_of(session)]
    same = Q(batch_id=session.batch_id)
    if session.room_id:
        same |= Q(room_id=session.room_id)
    if session.instructor_id:
        same |= Q(instructor_id=session.instructor_id)
    found = Booking.objects.filter(same, day=session.held_on, quarter__in=quarters).exclude(session=session)
    row = found.select_related("session__batch", "session__room", "session__instructor").order_by("quarter").first()
    return row.session if row else None


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
