"""What is taught on which part of which day: the hours of the curriculum laid over the days that are left."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from balai.programmes.models import CurriculumUnit
from balai.training.rules.lesson_hours import MIDDAY, CentreHours, lessons


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a day of one class. unit, practice: of most of its hours."""

    day: date
    part: int
    start: int
    end: int
    hours: int
    unit: int | None
    practice: bool


def parts_of(
    units: Iterable[CurriculumUnit], days: Iterable[date], hours: CentreHours, a_day: int, done: int
) -> tuple[list[Part], int]:
    """Parts in order of time, and how many hours of the curriculum found no day. done: hours already held."""
    content = list(_hours_in_order(units))[done:]
    found: list[Part] = []
    for day in days:
        if not content:
            break
        for part, spans in enumerate(_halves(hours, day, a_day)):
            taught, content = content[: len(spans)], content[len(spans) :]
            if taught:
                unit, practice = max(taught, key=taught.count)
                found.append(Part(day, part, spans[0][0], spans[len(taught) - 1][1], len(taught), unit, practice))
    return found, len(content)


def _hours_in_order(units: Iterable[CurriculumUnit]) -> Iterator[tuple[int, bool]]:
    """Every lesson hour as (unit, is practice): theory before practice in each unit."""
    for unit in units:
        yield from [(unit.pk, False)] * unit.theory_hours
        yield from [(unit.pk, True)] * unit.practice_hours


def _halves(hours: CentreHours, day: date, a_day: int) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    spans = lessons(hours.start(day), a_day, hours.pauses(day))
    return [span for span in spans if span[0] < MIDDAY], [span for span in spans if span[0] >= MIDDAY]
