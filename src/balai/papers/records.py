"""Everything a class's papers are made of, read once: a bounded number of queries whatever the size of the class."""

from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.db.models import Q, QuerySet

from balai.admissions.enums import COUNTED, DrawState
from balai.admissions.models import Application, Draw, Selection
from balai.admissions.queries import Funnel, StageScore, funnel, scores_of
from balai.certification.models import CompetencyAssessment
from balai.institutions.models import Equipment, Institution, Instructor, Room
from balai.kernel.papers.blocks import Head
from balai.parameters.queries import value_on
from balai.planning.models import Batch, Spending
from balai.planning.queries import spent_and_classes
from balai.programmes.models import CurriculumUnit
from balai.training.enums import EnrolmentState, SessionState
from balai.training.models import (
    AttendanceMark,
    Enrolment,
    MarkStatement,
    Material,
    TrainingCertificate,
    TrainingSession,
    UnitResult,
)
from balai.training.parameters import MINIMUM_ATTENDANCE
from balai.training.phases import ClassRows, PhaseStanding, standings
from balai.training.queries import Attended, attendance_of, certificates_of, results_of
from balai.training.queries.allowances import AllowanceList, allowance_list, whole_span
from balai.training.queries.stated import address_line


@dataclass
class Records:
    """Of one class. base: address of this Balai, for links to evidence; empty where there is none."""

    batch: Batch
    base: str = ""

    @cached_property
    def enrolments(self) -> list[Enrolment]:
        rows = Enrolment.objects.filter(batch=self.batch).select_related("person__home_regency")
        return sorted(rows, key=lambda e: (e.seat is None, e.seat or 0, e.person.full_name, e.pk))

    @cached_property
    def sitting(self) -> list[Enrolment]:
        return [e for e in self.enrolments if e.seat is not None]

    @cached_property
    def completed(self) -> list[Enrolment]:
        return [e for e in self.enrolments if e.state == EnrolmentState.COMPLETED]

    @cached_property
    def sessions(self) -> list[TrainingSession]:
        rows = TrainingSession.objects.filter(batch=self.batch).select_related("unit", "instructor")
        return list(rows.order_by("held_on", "number"))

    @cached_property
    def held(self) -> list[TrainingSession]:
        return [s for s in self.sessions if s.state == SessionState.HELD]

    @cached_property
    def marks(self) -> dict[tuple[int, int], AttendanceMark]:
        """(session, enrolment) -> mark."""
        rows = AttendanceMark.objects.filter(session__batch=self.batch)
        return {(m.session_id, m.enrolment_id): m for m in rows}

    @cached_property
    def attended(self) -> dict[int, Attended]:
        return attendance_of(self.enrolments)

    @cached_property
    def units(self) -> list[CurriculumUnit]:
        return list(self.batch.curriculum.units.select_related("unit").order_by("position"))

    @cached_property
    def results(self) -> dict[int, dict[int, UnitResult]]:
        return results_of(self.enrolments)

    @cached_property
    def phases(self) -> list[PhaseStanding]:
        """Empty for a class that is not blended: then nothing more is asked."""
        if not any(unit.phase for unit in self.units):
            return []
        least = int(value_on(MINIMUM_ATTENDANCE, self.batch.ends_on, self.batch.centre_id))
        rows = ClassRows(self.sessions, self.enrolments, self.units, self.marks, self.results, least)
        return standings(rows)

    @cached_property
    def certificates(self) -> dict[int, TrainingCertificate]:
        return certificates_of(self.enrolments)

    @cached_property
    def assessments(self) -> list[CompetencyAssessment]:
        rows = CompetencyAssessment.objects.filter(enrolment__batch=self.batch).select_related("certifier")
        return list(rows.order_by("held_on", "pk"))

    @cached_property
    def selection(self) -> Selection | None:
        return Selection.objects.filter(batch=self.batch).first()

    @cached_property
    def applications(self) -> list[Application]:
        rows = Application.objects.filter(batch=self.batch, state__in=COUNTED).select_related("person__home_regency")
        return sorted(rows, key=lambda a: (a.rank is None, a.rank or 0, a.full_name, str(a.pk)))

    @cached_property
    def scores(self) -> dict[UUID, dict[str, StageScore]]:
        return scores_of(self.batch.pk)

    @cached_property
    def funnel(self) -> Funnel:
        return funnel(self.batch.pk)

    @cached_property
    def equipment(self) -> list[Equipment]:
        """Of the rooms the class meets in, and what moves; of the whole centre where its meetings name no room."""
        rows = Equipment.objects.filter(institution_id=self.batch.centre_id, gone_on__isnull=True)
        if rooms := {s.room_id for s in self.sessions if s.room_id}:
            rows = rows.filter(Q(room_id__in=rooms) | Q(room__isnull=True))
        return list(rows.select_related("room").order_by("room__name", "name", "pk"))

    @cached_property
    def rooms(self) -> list[Room]:
        return list(Room.objects.filter(institution_id=self.batch.centre_id, gone_on__isnull=True).order_by("name"))

    @cached_property
    def teachers(self) -> list[str]:
        """Who taught, by name; where no meeting names anybody, the centre's instructors are not guessed at."""
        named = {s.instructor.full_name or s.instructor.username for s in self.sessions if s.instructor}
        return sorted(named)

    @cached_property
    def grades(self) -> dict[str, str]:
        """Name of an instructor of the centre -> grade in words."""
        rows: QuerySet[Instructor] = Instructor.objects.filter(institution_id=self.batch.centre_id)
        return {one.full_name: one.get_grade_display() for one in rows}

    @cached_property
    def allowances(self) -> AllowanceList:
        return allowance_list(self.batch, *whole_span(self.batch))

    @cached_property
    def materials(self) -> list[str]:
        return list(Material.objects.filter(batch=self.batch).order_by("pk").values_list("title", flat=True))

    @cached_property
    def unsettled(self) -> int:
        """Marks that two tellers still disagree about."""
        return MarkStatement.objects.differing().filter(session__batch=self.batch).count()

    @cached_property
    def _money(self) -> tuple[int, int]:
        return spent_and_classes(self.batch.package)

    @property
    def spent(self) -> int:
        """Rupiah paid for the package so far."""
        return self._money[0]

    @property
    def classes(self) -> int:
        """Of the package."""
        return self._money[1]

    @property
    def lesson_hours(self) -> int:
        """Of the curriculum, theory and practice together."""
        return sum(unit.theory_hours + unit.practice_hours for unit in self.units)

    @cached_property
    def spendings(self) -> list[Spending]:
        """What was paid for the package and still counts, in order."""
        rows = Spending.objects.counted().filter(package=self.batch.package_id).select_related("receipt")
        return list(rows.order_by("paid_on", "pk"))

    @cached_property
    def draw(self) -> Draw | None:
        """The draw that decided among equals, once it was drawn."""
        return Draw.objects.filter(batch=self.batch, state=DrawState.DRAWN).first()

    @cached_property
    def head(self) -> Head:
        return head_of(self.batch.centre)

    @cached_property
    def head_of_selector(self) -> Head:
        return head_of(self.batch.selector)

    @cached_property
    def place(self) -> str:
        region = self.batch.centre.region
        within = (region.regency or region) if region else None
        return within.name if within else ""

    @property
    def evidence_base(self) -> str:
        """Address under which the pages behind the lines of the lists stand, each by its code; empty where there is none."""
        return f"{self.base}/kelas/{self.batch.pk}/berkas/bukti/" if self.base else ""


def head_of(body: Institution) -> Head:
    where = address_line(body)
    reach = " · ".join(part for part in (f"Telepon {body.phones[0]}" if body.phones else "", body.email) if part)
    return Head(body.parent.name if body.parent else "", body.name, (where, reach))
