"""The timetable by hand: put a meeting on the week, move it, copy a week, take a meeting away."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from balai.access.actor import Actor
from balai.accounts.models import User
from balai.audit.record import record
from balai.institutions.models import Room
from balai.kernel.once import saved_once
from balai.kernel.refusal import Refused
from balai.planning.models import Batch
from balai.programmes.models import CurriculumUnit
from balai.training.actions.book import book
from balai.training.actions.withdraw import before as as_it_stands
from balai.training.actions.withdraw import hand_over, withdraw
from balai.training.enums import SessionState
from balai.training.models import TrainingSession
from balai.training.rules.authority import check_may_mark
from balai.training.rules.calendar import check_room_of_centre, check_within_class
from balai.training.rules.lesson_hours import CentreHours, check_hours, end_after

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Slot:
    """A place on the week. lesson_hours of 45 minutes: breaks between them are added, so the end follows."""

    held_on: date
    starts_at: time
    lesson_hours: int
    unit: CurriculumUnit | None = None
    room: Room | None = None
    instructor: User | None = None
    topic: str = ""


@transaction.atomic
def place_session(*, by: Actor, batch: Batch, slot: Slot, client_id: UUID | None = None) -> TrainingSession:
    """A new meeting; client_id as of add_session. Raises Refused("time_taken") when the room, the instructor or the class is
    not free."""
    batch = Batch.objects.select_for_update(of=("self",)).select_related("centre").get(pk=batch.pk)
    check_may_mark(by, batch)
    session = TrainingSession(batch=batch, number=_next_number(batch), client_id=client_id)
    _fill(session, slot)
    if (first := saved_once(session, batch=batch)) is not session:
        return first
    book([session])
    record(by, "training.place_session", session, batch=batch.pk, room=session.room_id)
    return session


@transaction.atomic
def replace_session(*, by: Actor, session: TrainingSession, slot: Slot) -> TrainingSession:
    """Another day, time, room or instructor for a meeting that is still planned."""
    session = _planned(by, session)
    before, was = {"day_before": session.held_on, "room_before": session.room_id}, as_it_stands(session)
    _fill(session, slot)
    session.revision += 1
    session.save()
    hand_over(session, was)
    book([session])
    record(by, "training.replace_session", session, batch=session.batch_id, room=session.room_id, **before)
    return session


@transaction.atomic
def remove_session(*, by: Actor, session: TrainingSession) -> None:
    """A meeting put there by mistake; one that did not take place is cancelled, not removed."""
    session = _planned(by, session)
    record(by, "training.remove_session", session, batch=session.batch_id, day=session.held_on)
    withdraw(TrainingSession.objects.filter(pk=session.pk))


@transaction.atomic
def copy_week(*, by: Actor, batch: Batch, monday: date, onto: date) -> list[TrainingSession]:
    """The meetings of the week from `monday`, again in the week from `onto`; days outside the class are left out.

    Nothing is copied when one of them finds its room, instructor or class taken.
    """
    batch = Batch.objects.select_for_update(of=("self",)).select_related("centre").get(pk=batch.pk)
    check_may_mark(by, batch)
    if monday == onto:
        raise Refused("same_week", _("Pilih pekan lain daripada pekan yang disalin."), "onto")
    rows = TrainingSession.objects.filter(batch=batch, held_on__gte=monday, held_on__lt=monday + WEEK)
    number = _next_number(batch)
    made: list[TrainingSession] = []
    for row in rows.exclude(state=SessionState.CANCELLED).order_by("held_on", "starts_at", "number"):
        day = row.held_on + (onto - monday)
        if batch.starts_on <= day <= batch.ends_on:
            made.append(_copy(row, day, number + len(made)))
    if not made:
        raise Refused("nothing_to_copy", _("Tidak ada pertemuan yang bisa disalin ke pekan itu."), "onto")
    TrainingSession.objects.bulk_create(made)
    book(made)
    record(by, "training.copy_week", batch, week=monday, onto=onto, sessions=len(made))
    return made


def _copy(row: TrainingSession, day: date, number: int) -> TrainingSession:
    same = (
        "starts_at",
        "ends_at",
        "topic",
        "unit_id",
        "lesson_hours",
        "mode",
        "phase",
        "instructor_id",
        "room_id",
        "batch_id",
    )
    return TrainingSession(number=number, held_on=day, **{name: getattr(row, name) for name in same})


def _planned(by: Actor, session: TrainingSession) -> TrainingSession:
    rows = TrainingSession.objects.select_for_update(of=("self",)).select_related("batch__centre")
    session = rows.get(pk=session.pk)
    check_may_mark(by, session.batch)
    if session.state != SessionState.PLANNED:
        raise Refused(
            "session_not_planned",
            _("Pertemuan ini sudah terlaksana atau dibatalkan, jadi jadwalnya tidak bisa diubah."),
        )
    return session


def _next_number(batch: Batch) -> int:
    return (TrainingSession.objects.filter(batch=batch).aggregate(n=Max("number"))["n"] or 0) + 1


def _fill(session: TrainingSession, slot: Slot) -> None:
    batch = session.batch
    check_within_class(batch, slot.held_on, "held_on")
    check_hours(slot.lesson_hours)
    check_room_of_centre(batch, slot.room)
    ends_at = end_after(slot.starts_at, slot.lesson_hours, CentreHours(batch.centre_id).pauses(slot.held_on))
    if ends_at is None:
        raise Refused("past_midnight", _("Pertemuan ini berakhir lewat tengah malam. Kurangi jamnya."), "lesson_hours")
    for name in Slot.__slots__:
        setattr(session, name, getattr(slot, name))
    session.ends_at = ends_at
    if not session.topic and slot.unit is not None:
        session.topic = slot.unit.title[:200]
