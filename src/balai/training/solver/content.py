"""What is taught on which part of which day: the hours of the curriculum laid over the days that are left."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from balai.programmes.models import CurriculumUnit
from balai.training.rules.lesson_hours import MIDDAY, CentreHours, Span

LONG_PAUSE = 30
"""Minutes: a meeting goes on after a shorter one."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some lesson hours of one class that are held in one go. places: of its first lesson on the day, wherever it could be held;
    usual: where it stands when nothing is in the way. unit: of most of its hours."""

    day: date
    hours: int
    unit: int
    practice: bool
    online: bool
    away: bool
    usual: int
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Hour:
    """One lesson hour of the curriculum. phase: a meeting never spans two."""

    unit: int
    practice: bool
    online: bool
    away: bool
    phase: str

    @property
    def sort(self) -> tuple[bool, bool, bool, str]:
        return self.practice, self.online, self.away, self.phase


def parts_of(content: list[Hour], days: Iterable[date], hours: CentreHours, a_day: int) -> tuple[list[Part], int]:
    """Parts in order of time, and how many hours of the curriculum found no day. content: what is still to be taught."""
    found: list[Part] = []
    for day in days:
        if not content:
            break
        parts = parts_on(day, content, hours.grid(day), a_day)
        found += parts
        content = content[sum(part.hours for part in parts) :]
    return found, len(content)


def parts_on(day: date, content: list[Hour], grid: list[Span], a_day: int) -> list[Part]:
    """The first hours of the content, as many as a day takes."""
    found: list[Part] = []
    for first, some in _in_one_go(content[: min(a_day, len(grid))], grid):
        units = [hour.unit for hour in some]
        one = some[0]
        found.append(
            Part(day, len(some), max(units, key=units.count), one.practice, one.online, one.away, first,
                 tuple(_places(grid, len(some), first)))
        )  # fmt: skip
    return found


def hours_in_order(units: Iterable[CurriculumUnit], delivery: str) -> list[Hour]:
    """Every lesson hour: theory before practice in each part. delivery: of the programme."""
    found: list[Hour] = []
    for unit in units:
        online, away = unit.is_online(delivery), unit.is_elsewhere
        found += [Hour(unit.pk, False, online, away, unit.phase)] * unit.theory_hours
        found += [Hour(unit.pk, True, online, away, unit.phase)] * unit.practice_hours
    return found


def _in_one_go(taught: list[Hour], grid: list[Span]) -> Iterator[tuple[int, list[Hour]]]:
    """Runs of one sort on one side of noon, with the place of their first lesson."""
    first = 0
    for place in range(1, len(taught) + 1):
        if (
            place == len(taught)
            or taught[place].sort != taught[first].sort
            or (grid[place][0] >= MIDDAY > grid[place - 1][0])
        ):
            yield first, taught[first:place]
            first = place


def _places(grid: list[Span], hours: int, usual: int) -> Iterator[int]:
    """Wherever so many lessons follow each other with nothing but short breaks between them; its usual one in any case."""
    for place in range(len(grid) - hours + 1):
        run = grid[place : place + hours]
        if place == usual or all(b[0] - a[1] < LONG_PAUSE for a, b in zip(run, run[1:], strict=False)):
            yield place
