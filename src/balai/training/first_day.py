"""Who came when the class began, from the marks of its first meeting: what nobody marked is not known."""

from dataclasses import dataclass

from balai.training.enums import ATTENDED, SessionState
from balai.training.models import AttendanceMark, Enrolment, TrainingSession


@dataclass(frozen=True, slots=True)
class Begun:
    """came: None while no first meeting was held and marked."""

    came: int | None = None
    unknown: int = 0


def came_on_first_day(batch_id: int) -> Begun:
    """Three queries. Counts people seated by the first meeting; a trainee without a mark is not known."""
    first = (
        TrainingSession.objects.filter(batch_id=batch_id, state=SessionState.HELD).order_by("held_on", "number").first()
    )
    if first is None:
        return Begun()
    seated = set(
        Enrolment.objects.filter(batch_id=batch_id, started_on__lte=first.held_on).values_list("pk", flat=True)
    )
    marks = dict(
        AttendanceMark.objects.filter(session=first, enrolment_id__in=seated).values_list("enrolment_id", "mark")
    )
    if not marks:
        return Begun()
    return Begun(sum(mark in ATTENDED for mark in marks.values()), len(seated) - len(marks))
