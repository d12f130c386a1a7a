"""A class's phases as a page shows them, in a bounded number of queries."""

from dataclasses import dataclass

from balai.parameters.queries import value_on
from balai.planning.models import Batch
from balai.training.models import AttendanceMark, Enrolment, TrainingSession
from balai.training.parameters import MINIMUM_ATTENDANCE
from balai.training.phases import ClassRows, PhaseStanding, not_ready_for, standings
from balai.training.queries import results_of


@dataclass(frozen=True, slots=True)
class ClassPhases:
    """told: empty for a class that is not blended. in_order: a phase is passed before the next begins. least: percent."""

    told: list[PhaseStanding]
    in_order: bool
    least: int

    def waiting_before(self, phase: str) -> dict[str, list[int]]:
        """Who has not passed an earlier phase that must be passed: phase -> enrolments."""
        return not_ready_for(phase, self.told) if self.in_order else {}


def phases_of(batch: Batch) -> ClassPhases:
    units = list(batch.curriculum.units.all())
    if not any(unit.phase for unit in units):
        return ClassPhases([], False, 0)
    sessions = list(TrainingSession.objects.filter(batch=batch).select_related("unit").order_by("held_on", "number"))
    people = list(Enrolment.objects.filter(batch=batch).order_by("seat", "pk"))
    marks = {(m.session_id, m.enrolment_id): m for m in AttendanceMark.objects.filter(session__batch=batch)}
    least = int(value_on(MINIMUM_ATTENDANCE, batch.ends_on, batch.centre_id))
    rows = ClassRows(sessions, people, units, marks, results_of(people), least)
    return ClassPhases(standings(rows), batch.curriculum.phases_in_order, least)
