"""What keeps a meeting that a timetable took away from coming back when the timetable is undone."""

from collections.abc import Iterable, Sequence
from datetime import date, time
from typing import Any

from django.db.models import Q

from balai.planning.enums import BatchState
from balai.planning.models import Batch
from balai.training.enums import PLANNABLE, NotBack, SessionState
from balai.training.models import Booking, TimetableProposal, TrainingSession
from balai.training.rules.lesson_hours import quarters

Held = tuple[NotBack, int, date, int]
"""What is held by whose id on which day in which quarter of an hour."""


def changed(batch: Batch, centre_id: int, day: date) -> NotBack | None:
    """What keeps the class from meeting on that day as it was thought of."""
    if batch.state not in PLANNABLE:
        return NotBack.CANCELLED if batch.state == BatchState.CANCELLED else NotBack.FINISHED
    if batch.centre_id != centre_id:
        return NotBack.ELSEWHERE
    return None if batch.starts_on <= day <= batch.ends_on else NotBack.OUTSIDE


def with_not_back(row: TimetableProposal, today: date) -> list[dict[str, Any]]:
    """What was replaced, each with what keeps it from coming back. Under the locks of the classes, once the meetings that the
    timetable wrote are gone; three queries. Of two that want the same time the earlier one in the list gets it."""
    batches = Batch.objects.in_bulk(row.batches)
    wanted = [one["makes_up"] for one in row.replaced if one.get("makes_up")]
    made_up = set(TrainingSession.objects.filter(makes_up__in=wanted).values_list("makes_up", flat=True))
    held = _held(row.replaced)

    def why(one: dict[str, Any]) -> NotBack | None:
        day = date.fromisoformat(one["day"])
        if day <= today:
            return NotBack.OVER
        if one.get("makes_up") in made_up:
            return NotBack.MADE_UP
        if reason := changed(batches[one["batch"]], row.centre_id, day):
            return reason
        takes = _takes(one)
        lacking = [what for what in takes if what in held]
        if not lacking:
            held.update(takes)
        return lacking[0][0] if lacking else None

    return [one | {"not_back": why(one) or ""} for one in row.replaced]


def _held(wanted: Sequence[dict[str, Any]]) -> set[Held]:
    """By meetings that stand, on those days. What a cancelled class holds is given to whoever needs it."""
    same = Q(batch_id__in={one["batch"] for one in wanted})
    same |= Q(room_id__in={one["room"] for one in wanted if one["room"]})
    same |= Q(instructor_id__in={one["instructor"] for one in wanted if one["instructor"]})
    rows = Booking.objects.filter(same, day__in={date.fromisoformat(one["day"]) for one in wanted})
    rows = rows.exclude(batch__state=BatchState.CANCELLED, session__state=SessionState.PLANNED)
    found: set[Held] = set()
    for batch, room, instructor, day, quarter in rows.values_list(
        "batch_id", "room_id", "instructor_id", "day", "quarter"
    ):
        found.update(_of(batch, room, instructor, day, [quarter]))
    return found


def _takes(one: dict[str, Any]) -> list[Held]:
    if not (one["starts_at"] and one["ends_at"]):
        return []
    span = quarters(time.fromisoformat(one["starts_at"]), time.fromisoformat(one["ends_at"]))
    return _of(one["batch"], one["room"], one["instructor"], date.fromisoformat(one["day"]), span)


def _of(batch: int, room: int | None, instructor: int | None, day: date, span: Iterable[int]) -> list[Held]:
    whose = ((NotBack.CLASS_TAKEN, batch), (NotBack.ROOM_TAKEN, room), (NotBack.INSTRUCTOR_TAKEN, instructor))
    return [(what, who, day, quarter) for quarter in span for what, who in whose if who is not None]
