"""What an activity report of a class says (Permenaker 8/2017: report of the training held), gathered once from the records.

The papers are made elsewhere; nothing here is typed twice.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from balai.planning.models import Batch
from balai.training.enums import ATTENDED, CertificateState, EnrolmentState, LeaveKind, SessionState, UnitVerdict
from balai.training.models import (
    AttendanceMark,
    Enrolment,
    MarkStatement,
    Material,
    TrainingCertificate,
    TrainingSession,
    UnitResult,
)
from balai.training.queries import Attended, attendance_of
from balai.training.queries.allowances import AllowanceList, allowance_list


@dataclass(frozen=True, slots=True)
class ReportedPerson:
    """Of one trainee. competent, units: parts of the curriculum; certificate: number of the valid one."""

    enrolment: Enrolment
    attended: Attended
    competent: int
    units: int
    certificate: str


@dataclass(frozen=True, slots=True)
class ReportedMeeting:
    """attended of marked; moved: the day it was planned on first."""

    session: TrainingSession
    attended: int
    marked: int

    @property
    def substitute(self) -> bool:
        return self.session.first_instructor_id is not None

    @property
    def moved(self) -> date | None:
        return self.session.first_planned_on


@dataclass(frozen=True, slots=True)
class ActivityReport:
    """states and leave_kinds: how many trainees by value of their enum. lesson_hours: held, of planned in the curriculum.
    unsettled: marks that still disagree; a report with some is a draft."""

    batch: Batch
    people: list[ReportedPerson]
    meetings: list[ReportedMeeting]
    states: Counter[str]
    leave_kinds: Counter[str]
    lesson_hours: int
    lesson_hours_planned: int
    materials: list[Material]
    allowances: AllowanceList
    unsettled: int

    @property
    def held(self) -> int:
        return sum(one.session.state == SessionState.HELD for one in self.meetings)

    @property
    def percent_present(self) -> int | None:
        """Of all marks, half up; None when nothing was marked."""
        marked, attended = sum(one.marked for one in self.meetings), sum(one.attended for one in self.meetings)
        return (200 * attended + marked) // (2 * marked) if marked else None


def activity_report(batch: Batch) -> ActivityReport:
    """In a bounded number of queries, whatever the size of the class."""
    people = list(
        Enrolment.objects.filter(batch=batch).select_related("person").order_by("seat", "person__name_key", "pk")
    )
    meetings = _meetings(batch)
    return ActivityReport(
        batch=batch,
        people=_people(batch, people),
        meetings=meetings,
        states=Counter(one.state for one in people),
        leave_kinds=Counter(one.leave_kind or LeaveKind.OTHER for one in people if one.state == EnrolmentState.LEFT),
        lesson_hours=sum(one.session.lesson_hours for one in meetings if one.session.state == SessionState.HELD),
        lesson_hours_planned=batch.curriculum.lesson_hours(),
        materials=list(Material.objects.filter(batch=batch).order_by("pk")),
        allowances=allowance_list(batch, batch.starts_on, batch.ends_on),
        unsettled=MarkStatement.objects.differing().filter(session__batch=batch).count(),
    )


def _people(batch: Batch, people: list[Enrolment]) -> list[ReportedPerson]:
    attended, units = attendance_of(people), batch.curriculum.units.count()
    good = UnitResult.objects.filter(enrolment__batch=batch, verdict=UnitVerdict.COMPETENT)
    competent = Counter(good.values_list("enrolment_id", flat=True))
    issued = TrainingCertificate.objects.filter(enrolment__batch=batch, state=CertificateState.ISSUED)
    papers = dict(issued.values_list("enrolment_id", "number"))
    return [ReportedPerson(one, attended[one.pk], competent[one.pk], units, papers.get(one.pk, "")) for one in people]


def _meetings(batch: Batch) -> list[ReportedMeeting]:
    rows = TrainingSession.objects.filter(batch=batch).select_related(
        "unit", "instructor", "first_instructor", "makes_up"
    )
    marks: Counter[int] = Counter()
    there: Counter[int] = Counter()
    for session, mark in AttendanceMark.objects.filter(session__batch=batch).values_list("session_id", "mark"):
        marks[session] += 1
        there[session] += mark in ATTENDED
    return [ReportedMeeting(one, there[one.pk], marks[one.pk]) for one in rows.order_by("held_on", "number")]
