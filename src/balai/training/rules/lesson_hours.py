"""Lesson hours of 45 minutes on the clock: where breaks and the Friday prayer lie, when a meeting is over.

Real grids differ from centre to centre (domain book 2.1), so the hours are dated rules of the centre, not a fixed table.
"""

import re
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from django.utils.translation import gettext as _

from balai.kernel.refusal import Refused
from balai.parameters.queries import value_on
from balai.planning.models import Batch
from balai.training.models import TrainingSession
from balai.training.parameters import BREAKS, DAY_END, DAY_START, FRIDAY_BREAKS, FRIDAY_START, SESSION_HOURS

LESSON = 45
MOST_HOURS = 16
FRIDAY = 4
MIDDAY = 12 * 60
QUARTER = 15
Span = tuple[int, int]  # minutes since midnight, half open
_PERIOD = re.compile(r"(\d{1,2})[.:](\d{2})\s*(?:-|–|sampai)\s*(\d{1,2})[.:](\d{2})")
_CLOCK = re.compile(r"(\d{1,2})[.:](\d{2})")


def minutes(at: time) -> int:
    return at.hour * 60 + at.minute


def quarters(starts_at: time, ends_at: time) -> range:
    """The quarters of an hour since midnight that a meeting takes; one at least."""
    first, last = minutes(starts_at) // QUARTER, minutes(ends_at) // QUARTER
    return range(first, max(last, first + 1))


def clock(minute: int) -> time:
    return time(minute // 60, minute % 60)


def read_periods(text: str) -> list[Span]:
    """ "10.15-10.30, 12.00-13.00" in order; what cannot be read is left out."""
    found = [tuple(int(part) for part in match) for match in _PERIOD.findall(text)]
    spans = [(h1 * 60 + m1, h2 * 60 + m2) for h1, m1, h2, m2 in found]
    return sorted((start, end) for start, end in spans if start < end <= 24 * 60)


def read_clock(text: str, otherwise: int) -> int:
    match = _CLOCK.search(text)
    return int(match[1]) * 60 + int(match[2]) if match and int(match[1]) < 24 and int(match[2]) < 60 else otherwise


@dataclass(slots=True)
class CentreHours:
    """The hours of one centre; asked once for a kind of day and a week."""

    institution_id: int
    _known: dict[tuple[date, bool], tuple[int, list[Span], list[Span]]] = field(default_factory=dict)

    def start(self, day: date) -> int:
        return self._of(day)[0]

    def pauses(self, day: date) -> list[Span]:
        return self._of(day)[1]

    def grid(self, day: date) -> list[Span]:
        """Every lesson hour within the working hours of that day. An end before the start says nothing: until midnight."""
        return self._of(day)[2]

    def _of(self, day: date) -> tuple[int, list[Span], list[Span]]:
        friday = day.weekday() == FRIDAY
        key = (day - timedelta(days=day.weekday()), friday)
        if key not in self._known:
            start = read_clock(str(value_on(FRIDAY_START if friday else DAY_START, day, self.institution_id)), 8 * 60)
            pauses = read_periods(str(value_on(FRIDAY_BREAKS if friday else BREAKS, day, self.institution_id)))
            end = read_clock(str(value_on(DAY_END, day, self.institution_id)), 17 * 60)
            last = end if end > start else 24 * 60
            grid = [span for span in lessons(start, (24 * 60 - start) // LESSON, pauses) if span[1] <= last]
            self._known[key] = (start, pauses, grid)
        return self._known[key]


def lessons(start: int, hours: int, pauses: list[Span]) -> list[Span]:
    """Each lesson hour of a meeting; none lies in a pause or runs into one."""
    found: list[Span] = []
    at = start
    for _number in range(hours):
        for begins, ends in pauses:
            if begins < at + LESSON and at < ends:
                at = ends
        found.append((at, at + LESSON))
        at += LESSON
    return found


def end_after(start: time, hours: int, pauses: list[Span]) -> time | None:
    """When `hours` lesson hours from `start` are over; None past midnight."""
    found = lessons(minutes(start), hours, pauses)
    return clock(found[-1][1]) if found and found[-1][1] < 24 * 60 else None


def hours_within(start: time, end: time, pauses: list[Span]) -> int:
    """Whole lesson hours that a meeting from start to end holds without its pauses; at least one."""
    return max(1, _free(minutes(start), minutes(end), pauses) // LESSON)


def usual_hours(batch: Batch, day: date, start: time | None, end: time | None) -> int:
    """Lesson hours that its times hold on that day; those of a day of training where no times are said."""
    if start and end:
        return hours_within(start, end, CentreHours(batch.centre_id).pauses(day))
    return int(value_on(SESSION_HOURS, batch.starts_on, batch.centre_id))


def written_hours(session: TrainingSession) -> int | None:
    """What somebody wrote; None where they follow from the times."""
    usual = usual_hours(session.batch, session.held_on, session.starts_at, session.ends_at)
    return None if session.lesson_hours == usual else session.lesson_hours


def _free(first: int, last: int, pauses: list[Span]) -> int:
    return last - first - sum(min(b, last) - max(a, first) for a, b in pauses if a < last and first < b)


def check_hours(hours: int) -> None:
    if not 1 <= hours <= MOST_HOURS:
        raise Refused("lesson_hours", _("Jam pelajaran sehari ditulis 1 sampai 16."), "lesson_hours")


def cut_pauses(start: time, end: time, hours: int, pauses: list[Span]) -> list[Span]:
    """The pauses that a meeting of so many lesson hours runs into: its time does not hold both."""
    first, last = minutes(start), minutes(end)
    within = [(max(a, first), min(b, last)) for a, b in pauses if a < last and first < b]
    return within if _free(first, last, pauses) < hours * LESSON else []
