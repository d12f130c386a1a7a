"""A week of a class, day by day, with what stands beside each meeting."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import QuerySet

from balai.planning.models import Batch
from balai.training.clashes import clashes_of
from balai.training.models import TrainingSession
from balai.training.rules.calendar import holidays

DAYS = 6


@dataclass(slots=True)
class Placed:
    session: TrainingSession
    clashes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Day:
    """holiday: its name. inside: does the class run on it?"""

    on: date
    holiday: str
    inside: bool
    rows: list[Placed] = field(default_factory=list)

    @property
    def hours(self) -> int:
        return sum(row.session.lesson_hours for row in self.rows if row.session.state != "cancelled")


@dataclass(slots=True)
class Week:
    monday: date
    days: list[Day]

    @property
    def clashes(self) -> int:
        return sum(bool(row.clashes) for day in self.days for row in day.rows)

    @property
    def hours(self) -> int:
        return sum(day.hours for day in self.days)


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def mondays_of(batch: Batch) -> list[date]:
    first, last = monday_of(batch.starts_on), monday_of(batch.ends_on)
    return [first + timedelta(days=7 * n) for n in range((last - first).days // 7 + 1)]


def week_of(rows: QuerySet[TrainingSession], batch: Batch, monday: date) -> Week:
    """rows: meetings the reader may see. Sunday is shown only when there is a meeting on it."""
    return weeks_of(rows, batch, [monday])[0]


def weeks_of(rows: QuerySet[TrainingSession], batch: Batch, mondays: list[date]) -> list[Week]:
    """Consecutive weeks; a bounded number of queries whatever their number."""
    last = mondays[-1] + timedelta(days=6)
    found = list(
        rows.filter(batch=batch, held_on__gte=mondays[0], held_on__lte=last)
        .select_related("unit__unit", "room", "instructor")
        .order_by("held_on", "starts_at", "number")
    )
    said = clashes_of(batch, found)
    off, _unknown = holidays(mondays[0].year, last.year, batch.centre)
    days = {day: _day(day, off.get(day, ""), batch) for day in _span(mondays[0], last)}
    for one in found:
        days[one.held_on].rows.append(Placed(one, said.get(one.pk, [])))
    return [
        Week(monday, _shown([days[day] for day in _span(monday, monday + timedelta(days=6))])) for monday in mondays
    ]


def _day(day: date, holiday: str, batch: Batch) -> Day:
    return Day(day, holiday, batch.starts_on <= day <= batch.ends_on)


def _span(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _shown(days: list[Day]) -> list[Day]:
    return days if days[6].rows else days[:DAYS]
