"""On which of its days a class meets: the first ones, unless somebody or something it needs is not there on one of them while later
days are still free. What is taught keeps the order of the curriculum."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from balai.training.rules.lesson_hours import CentreHours
from balai.training.solver.content import Hour, Part, parts_on

MOST_LEFT_OUT = 10
"""Days of one class: more is for people to decide."""
Without = Callable[[Part], bool]
"""Is there no time on its day at which a part finds an instructor and, where it needs one, a room?"""


@dataclass(frozen=True, slots=True)
class _Way:
    """Some days decided upon. lost: lesson hours on them without an instructor or a room."""

    lost: int
    left_out: tuple[date, ...]


def days_to_meet(
    content: list[Hour], days: Sequence[date], hours: CentreHours, a_day: int, without: Without
) -> list[date]:
    """The days without those best left out: fewest lesson hours that nobody or no room could serve, then fewest days left out.

    Exact among all choices that leave out up to MOST_LEFT_OUT days and still teach everything. Where the first days serve as well,
    or no day is to spare, all days.
    """
    laid: dict[tuple[date, int], tuple[int, int]] = {}

    def on(day: date, taught: int) -> tuple[int, int]:
        """Lesson hours held on that day when so many were taught before, and those of them that are lost."""
        if (day, taught) not in laid:
            parts = parts_on(day, content[taught:], hours.grid(day), a_day)
            laid[day, taught] = sum(p.hours for p in parts), sum(p.hours for p in parts if without(p))
        return laid[day, taught]

    if not _loses_and_has_spare(len(content), days, on):
        return list(days)
    ways: dict[tuple[int, int], _Way] = {(0, 0): _Way(0, ())}  # (taught, days left out) -> the best way there
    done: list[_Way] = []
    for day in days:
        then: dict[tuple[int, int], _Way] = {}
        for (taught, left), way in ways.items():
            held, lost = on(day, taught)
            _take(then, (taught + held, left), _Way(way.lost + lost, way.left_out))
            if left < MOST_LEFT_OUT:
                _take(then, (taught, left + 1), _Way(way.lost, (*way.left_out, day)))
        done += [way for (taught, _left), way in then.items() if taught == len(content)]
        ways = {key: way for key, way in then.items() if key[0] < len(content)}
    best = min(done, key=lambda way: (way.lost, len(way.left_out)))
    return [day for day in days if day not in best.left_out]


def _loses_and_has_spare(total: int, days: Sequence[date], on: Callable[[date, int], tuple[int, int]]) -> bool:
    """As the first days come: is something lost, and a day left when all is taught?"""
    taught = lost = 0
    for place, day in enumerate(days):
        if taught == total:
            break
        held, missed = on(day, taught)
        taught, lost = taught + held, lost + missed
        last = place
    return bool(lost) and taught == total and last + 1 < len(days)


def _take(then: dict[tuple[int, int], _Way], key: tuple[int, int], way: _Way) -> None:
    if key not in then or way.lost < then[key].lost:
        then[key] = way
