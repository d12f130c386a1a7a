"""Meetings of a class: planned in one go, changed one by one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import accumulate
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.accounts.models import User
from balai.audit.record import record
from balai.institutions.models import Room
from balai.kernel.once import saved_once
from balai.kernel.reasons import check_reason
from balai.kernel.refusal import Refused
from balai.planning.models import Batch
from balai.programmes.models import CurriculumUnit
from balai.training.actions.book import book
from balai.training.actions.withdraw import before as as_it_stands
from balai.training.actions.withdraw import hand_over, withdraw
from balai.training.enums import SessionState
from balai.training.models import TrainingSession
from balai.training.rules.authority import check_may_mark
from balai.training.rules.calendar import MeetingDays, check_room_of_centre, check_within_class, meeting_days
from balai.training.rules.lesson_hours import check_hours, usual_hours

WORKDAYS = frozenset(range(5))


@dataclass(frozen=True, slots=True)
class SessionPlan:
    """weekdays: 0 = Monday. count: at most so many meetings, None for every day of the class. Times are local."""

    starts_at: time | None = None
    ends_at: time | None = None
    weekdays: frozenset[int] = WORKDAYS
    count: int | None = None
    skip_holidays: bool = True
    instructor: User | None = None
    room: Room | None = None


@dataclass(frozen=True, slots=True)
class SessionChange:
    """mode: Delivery, "" leaves it as it is. phase: "" for that of the part of the curriculum.
    reason: why the day was moved or somebody else teaches. lesson_hours: None to count them from the times."""

    held_on: date
    starts_at: time | None = None
    ends_at: time | None = None
    topic: str = ""
    unit: CurriculumUnit | None = None
    instructor: User | None = None
    note: str = ""
    mode: str = ""
    join_url: str = ""
    reason: str = ""
    phase: str = ""
    lesson_hours: int | None = None


@transaction.atomic
def plan_sessions(*, by: Actor, batch: Batch, plan: SessionPlan) -> tuple[list[TrainingSession], MeetingDays]:
    """Meetings from the first to the last day; parts of the curriculum are laid over them in order, by their hours.

    A plan can be made anew as long as no meeting was held: planned ones are replaced.
    """
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    check_may_mark(by, batch)
    check_times(plan.starts_at, plan.ends_at)
    check_room_of_centre(batch, plan.room)
    if TrainingSession.objects.filter(batch=batch).exclude(state=SessionState.PLANNED).exists():
        raise Refused(
            "already_begun",
            _("Sudah ada pertemuan yang terlaksana atau dibatalkan. Ubah atau tambah pertemuannya satu per satu."),
        )
    found = meeting_days(
        batch.starts_on, batch.ends_on, plan.weekdays, skip_holidays=plan.skip_holidays, centre=batch.centre
    )
    days = found.days[: plan.count] if plan.count else found.days
    if not days:
        raise Refused("no_days", _("Tidak ada hari yang cocok di masa kelas ini. Pilih hari yang lain."), "weekdays")
    withdraw(TrainingSession.objects.filter(batch=batch))
    hours = _hours_a_day(batch, plan)
    made = TrainingSession.objects.bulk_create(_rows(batch, plan, days, hours))
    book(made)
    record(by, "training.plan_sessions", batch, sessions=len(made))
    return made, found


@transaction.atomic
def add_session(*, by: Actor, batch: Batch, change: SessionChange, client_id: UUID | None = None) -> TrainingSession:
    """client_id: of the page it was written on; the same again answers the first one."""
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    check_may_mark(by, batch)
    newest = TrainingSession.objects.filter(batch=batch).aggregate(n=Max("number"))["n"] or 0
    session = TrainingSession(
        batch=batch, number=newest + 1, lesson_hours=_hours_of(batch, change), client_id=client_id
    )
    _fill(session, batch, change)
    if (first := saved_once(session, batch=batch)) is not session:
        return first
    book([session])
    record(by, "training.add_session", session, batch=batch.pk, number=session.number)
    return session


@transaction.atomic
def make_up_session(*, by: Actor, cancelled: TrainingSession, change: SessionChange) -> TrainingSession:
    """A meeting held for one that was cancelled: its part of the curriculum, and its hours where no times are said; once."""
    batch = Batch.objects.select_for_update().get(pk=cancelled.batch_id)
    check_may_mark(by, batch)
    cancelled = TrainingSession.objects.select_for_update(of=("self",)).get(pk=cancelled.pk)
    if cancelled.state != SessionState.CANCELLED:
        raise Refused("not_cancelled", _("Pengganti dijadwalkan untuk pertemuan yang dibatalkan. Batalkan dulu."))
    if TrainingSession.objects.filter(makes_up=cancelled).exists():
        raise Refused("made_up_already", _("Pertemuan ini sudah punya pengganti. Ubah penggantinya saja."))
    newest = TrainingSession.objects.filter(batch=batch).aggregate(n=Max("number"))["n"]
    session = TrainingSession(
        batch=batch, number=newest + 1, lesson_hours=cancelled.lesson_hours, makes_up=cancelled, mode=cancelled.mode
    )
    _fill(session, batch, change)
    session.phase = session.phase or cancelled.phase
    session.save()
    book([session])
    record(by, "training.make_up_session", session, batch=batch.pk, makes_up=cancelled.pk)
    return session


@transaction.atomic
def change_session(*, by: Actor, session: TrainingSession, change: SessionChange) -> TrainingSession:
    """Day, hours, topic, or who teaches: a substitute is the instructor named here; whom they stand in for and the day it was
    moved from stay readable."""
    session = TrainingSession.objects.select_for_update(of=("self",)).select_related("batch").get(pk=session.pk)
    check_may_mark(by, session.batch)
    before, day, was = session.instructor_id, session.held_on, as_it_stands(session)
    _fill(session, session.batch, change)
    _keep_first(session, before, day)
    session.revision += 1
    session.save()
    hand_over(session, was)
    book([session])
    record(
        by, "training.change_session", session, instructor_before=before, instructor=session.instructor_id,
        day_before=str(day), day=str(session.held_on),
    )  # fmt: skip
    return session


@transaction.atomic
def cancel_session(*, by: Actor, session: TrainingSession, reason: str) -> TrainingSession:
    """A planned meeting that did not take place. One with marks is not cancelled: the marks say it was held."""
    session = TrainingSession.objects.select_for_update(of=("self",)).select_related("batch").get(pk=session.pk)
    check_may_mark(by, session.batch)
    if session.state == SessionState.HELD:
        raise Refused("session_held", _("Pertemuan ini sudah punya daftar hadir, jadi tidak bisa dibatalkan."))
    session.cancel_reason = check_reason(reason)[:300]
    session.state = SessionState.CANCELLED
    session.revision += 1
    session.save(update_fields=["state", "cancel_reason", "revision"])
    book([session])
    record(by, "training.cancel_session", session)
    return session


@transaction.atomic
def restore_session(*, by: Actor, session: TrainingSession) -> TrainingSession:
    """Takes back a cancelling."""
    session = TrainingSession.objects.select_for_update(of=("self",)).select_related("batch").get(pk=session.pk)
    check_may_mark(by, session.batch)
    if session.state == SessionState.CANCELLED:
        session.state, session.cancel_reason = SessionState.PLANNED, ""
        session.revision += 1
        session.save(update_fields=["state", "cancel_reason", "revision"])
        book([session])
        record(by, "training.restore_session", session)
    return session


def _hours_a_day(batch: Batch, plan: SessionPlan) -> int:
    """The same on every day of the plan, as the pauses of a Monday leave them: a Friday that does not hold them is said in the
    timetable, where its times are changed."""
    monday = batch.starts_on - timedelta(days=batch.starts_on.weekday())
    hours = usual_hours(batch, monday, plan.starts_at, plan.ends_at)
    check_hours(hours)
    return hours


def _hours_of(batch: Batch, change: SessionChange) -> int:
    return usual_hours(batch, change.held_on, change.starts_at, change.ends_at)


def check_times(starts_at: time | None, ends_at: time | None) -> None:
    if starts_at and ends_at and ends_at <= starts_at:
        raise Refused("ends_before_start", _("Jam selesai harus sesudah jam mulai. Perbaiki salah satunya."), "ends_at")


def _fill(session: TrainingSession, batch: Batch, change: SessionChange) -> None:
    check_within_class(batch, change.held_on, "held_on")
    check_times(change.starts_at, change.ends_at)
    for name in ("held_on", "starts_at", "ends_at", "topic", "unit", "instructor", "note", "phase"):
        setattr(session, name, getattr(change, name))

    if change.lesson_hours is not None or (change.starts_at and change.ends_at):
        session.lesson_hours = _hours_of(batch, change) if change.lesson_hours is None else change.lesson_hours
        check_hours(session.lesson_hours)
    session.mode = change.mode or session.mode
    session.join_url, session.change_reason = change.join_url, " ".join(change.reason.split())[:300]


def _keep_first(session: TrainingSession, instructor_before: int | None, day_before: date) -> None:
    """As it was planned first; moved back, or taught by the first instructor after all, nothing differs from the plan."""
    if session.held_on != day_before and session.first_planned_on is None:
        session.first_planned_on = day_before
    if session.held_on == session.first_planned_on:
        session.first_planned_on = None
    if session.instructor_id != instructor_before and session.first_instructor_id is None:
        session.first_instructor_id = instructor_before
    if session.instructor_id == session.first_instructor_id:
        session.first_instructor = None


def _rows(batch: Batch, plan: SessionPlan, days: Sequence[date], hours: int) -> list[TrainingSession]:
    parts = units_over(list(batch.curriculum.units.order_by("position")), len(days))
    return [
        TrainingSession(
            batch=batch, number=number, held_on=day, starts_at=plan.starts_at, ends_at=plan.ends_at, lesson_hours=hours,
            unit=unit, topic=unit.title[:200] if unit else "", instructor=plan.instructor, room=plan.room,
        )
        for number, (day, unit) in enumerate(zip(days, parts, strict=True), 1)
    ]  # fmt: skip


def units_over(units: Sequence[CurriculumUnit], meetings: int) -> list[CurriculumUnit | None]:
    """Which part stands on which meeting: in order, each as wide as its share of the hours."""
    if not units:
        return [None] * meetings
    ends = list(accumulate(max(1, unit.theory_hours + unit.practice_hours) for unit in units))
    middles = ((2 * place + 1) * ends[-1] / (2 * meetings) for place in range(meetings))
    return [next(unit for unit, end in zip(units, ends, strict=True) if middle <= end) for middle in middles]
