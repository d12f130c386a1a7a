"""Phases of a blended class: where its meetings, attendance and results stand in each, where people are lost, and who has not
passed what must be passed before the next. Counted from rows already read: no queries here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from balai.programmes.enums import Phase
from balai.programmes.models import CurriculumUnit
from balai.training.enums import ATTENDED, EnrolmentState, SessionState, UnitVerdict
from balai.training.models import AttendanceMark, Enrolment, TrainingSession, UnitResult

Marks = Mapping[tuple[int, int], AttendanceMark]
"""(session, enrolment) -> mark."""
Results = Mapping[int, Mapping[int, UnitResult]]
"""enrolment -> part of the curriculum -> result."""


@dataclass(slots=True)
class PhaseStanding:
    """Of one phase. hours: lesson hours held. entered: trainees who had not left before it; lost: who left in it. passed, failed:
    enrolments once its last meeting is held; of others nothing is known yet."""

    phase: str
    meetings: int = 0
    held: int = 0
    hours: int = 0
    present: int = 0
    marked: int = 0
    entered: int = 0
    lost: list[int] = field(default_factory=list)
    passed: list[int] = field(default_factory=list)
    failed: list[int] = field(default_factory=list)

    @property
    def label(self) -> str:
        return str(Phase(self.phase).label)

    @property
    def is_over(self) -> bool:
        return bool(self.held) and self.held == self.meetings

    @property
    def percent(self) -> int | None:
        """Attended of the marks, half up; None when nothing was marked."""
        return (200 * self.present + self.marked) // (2 * self.marked) if self.marked else None


@dataclass(frozen=True, slots=True)
class ClassRows:
    """What a class's phases are counted from. sessions: with their unit. least: percent of attendance a phase asks for, 0 for
    no rule."""

    sessions: Sequence[TrainingSession]
    enrolments: Sequence[Enrolment]
    units: Sequence[CurriculumUnit]
    marks: Marks
    results: Results
    least: int


def phases_in(units: Sequence[CurriculumUnit], sessions: Sequence[TrainingSession]) -> list[str]:
    """In the order of the curriculum, then of the meetings; empty for a class that is not blended."""
    told = [unit.phase for unit in sorted(units, key=lambda one: one.position) if unit.phase]
    if not told:
        return []
    told += [one.in_phase for one in sessions if one.in_phase]
    return list(dict.fromkeys(told))


def standings(of: ClassRows) -> list[PhaseStanding]:
    order = phases_in(of.units, of.sessions)
    found = {phase: PhaseStanding(phase) for phase in order}
    for one in of.sessions:
        if one.in_phase in found and one.state != SessionState.CANCELLED:
            _count(found[one.in_phase], one, of)
    lost_in = {one.pk: _phase_on(one.ended_on, of.sessions, order) for one in of.enrolments if _left(one)}
    for place, phase in enumerate(order):
        _people(
            found[phase],
            [order.index(lost_in[one.pk]) - place if one.pk in lost_in else None for one in of.enrolments],
            of,
        )
    return list(found.values())


def _left(one: Enrolment) -> bool:
    return one.state == EnrolmentState.LEFT


def _count(told: PhaseStanding, one: TrainingSession, of: ClassRows) -> None:
    told.meetings += 1
    if one.state != SessionState.HELD:
        return
    told.held += 1
    told.hours += one.lesson_hours
    marks = [of.marks[key] for e in of.enrolments if (key := (one.pk, e.pk)) in of.marks]
    told.marked += len(marks)
    told.present += sum(mark.mark in ATTENDED for mark in marks)


def _people(told: PhaseStanding, lost: Sequence[int | None], of: ClassRows) -> None:
    """lost: for each enrolment how many phases after this one it left, negative before, None when it stayed."""
    for one, after in zip(of.enrolments, lost, strict=True):
        if after is not None and after < 0:
            continue
        told.entered += 1
        if after == 0:
            told.lost.append(one.pk)
        elif told.is_over:
            (told.passed if has_passed(one, told.phase, of) else told.failed).append(one.pk)


def has_passed(one: Enrolment, phase: str, of: ClassRows) -> bool:
    """Attended what the rule asks for of the phase's marks, and no part of it judged otherwise than competent."""
    marks = [
        of.marks[key]
        for session in of.sessions
        if session.in_phase == phase
        and session.state == SessionState.HELD
        and (key := (session.pk, one.pk)) in of.marks
    ]
    present = sum(mark.mark in ATTENDED for mark in marks)
    if not marks or not present or 100 * present < of.least * len(marks):
        return False
    judged = [of.results.get(one.pk, {}).get(unit.pk) for unit in of.units if unit.phase == phase]
    return all(row is None or row.verdict == UnitVerdict.COMPETENT for row in judged)


def _phase_on(day: date | None, sessions: Sequence[TrainingSession], order: Sequence[str]) -> str:
    """Of the last meeting until that day; the first phase before any."""
    until = [
        one
        for one in sessions
        if one.in_phase in order and one.state != SessionState.CANCELLED and day and one.held_on <= day
    ]
    return max(until, key=lambda one: (one.held_on, one.number)).in_phase if until else order[0]


def not_ready_for(phase: str, told: Sequence[PhaseStanding]) -> dict[str, list[int]]:
    """Phases before this one that are over -> enrolments that did not pass them."""
    before = []
    for one in told:
        if one.phase == phase:
            break
        before.append(one)
    return {one.phase: one.failed for one in before if one.failed}
