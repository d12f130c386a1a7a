"""The solver leaves out a day of the class on which it could not be held, where later ones are free."""

from collections.abc import Callable
from datetime import date, time, timedelta
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from balai.institutions.models import Room
from balai.training.actions.timetable import Slot, place_session
from balai.training.rules.lesson_hours import CentreHours, Span
from balai.training.solver.content import Hour, Part, parts_of
from balai.training.solver.days import MOST_LEFT_OUT, days_to_meet
from tests.training.rows import a_class, admin_of
from tests.training.test_solver import a_centre, kinds, proposed

MONDAY = date(2026, 3, 2)


class ShortFridays(CentreHours):
    def grid(self, day: date) -> list[Span]:
        return [(480 + 45 * n, 525 + 45 * n) for n in range(1 if day.weekday() == 4 else 3)]


def lost(parts: list[Part], without: Callable[[Part], bool]) -> int:
    return sum(part.hours for part in parts if without(part))


@settings(max_examples=150, deadline=None)
@given(
    some.lists(some.booleans(), min_size=1, max_size=14),
    some.integers(1, 8),
    some.sets(some.tuples(some.integers(0, 7), some.booleans())),
)
def test_no_choice_of_days_loses_less_and_order_and_hours_stay(
    practice: list[bool], number: int, closed: set[tuple[int, bool]]
) -> None:
    """closed: (day, practice) that nobody or no room could serve. Every choice of days is tried."""
    content = [Hour(n, sort, False, False, "") for n, sort in enumerate(practice)]
    days, hours = [MONDAY + timedelta(days=n) for n in range(number)], ShortFridays(0)

    def without(part: Part) -> bool:
        return ((part.day - MONDAY).days, part.practice) in closed

    plain, lacking = parts_of(content, days, hours, 3)
    chosen = days_to_meet(content, days, hours, 3, without)
    parts, none = parts_of(content, chosen, hours, 3)
    assert none == lacking and set(chosen) <= set(days) and chosen == sorted(chosen)
    assert sum(part.hours for part in parts) == len(content) - lacking
    if lacking:
        assert chosen == days
    every = (parts_of(content, way, hours, 3) for n in range(number + 1) for way in combinations(days, n))
    assert lost(parts, without) == min(lost(way, without) for way, left in every if left == lacking)
    if lost(parts, without) == lost(plain, without):
        assert parts == plain


def test_it_leaves_out_no_more_than_its_bound() -> None:
    content, days = [Hour(1, True, False, False, "")], [MONDAY + timedelta(days=n) for n in range(20)]
    last = days[-1]
    assert days_to_meet(content, days, ShortFridays(0), 3, lambda part: part.day != last) == days
    near = days[MOST_LEFT_OUT]
    assert days_to_meet(content, days, ShortFridays(0), 3, lambda part: part.day != near)[0] == near


@pytest.mark.data
@pytest.mark.django_db
def test_a_class_whose_only_workshop_is_taken_on_a_day_meets_on_a_later_one() -> None:
    (batch,) = a_centre(classes=1)
    other = a_class(centre=batch.centre, title="Sisipan")
    taken = date(2026, 3, 4)
    place_session(by=admin_of(other), batch=other, slot=Slot(taken, time(8), 8, room=Room.objects.get()))
    row = proposed([batch])
    days = sorted({one["day"] for one in row.plan})
    assert row.problems == [] and sum(one["hours"] for one in row.plan) == 64
    assert taken.isoformat() not in days and days[:3] == ["2026-03-02", "2026-03-03", "2026-03-05"]
    order = [one["unit"] for one in sorted(row.plan, key=lambda one: (one["day"], one["starts_at"]))]
    assert order == sorted(order, key=list(batch.curriculum.units.values_list("pk", flat=True)).index)


@pytest.mark.data
@pytest.mark.django_db
def test_without_a_day_to_spare_the_clash_is_named_on_its_day() -> None:
    (batch,) = a_centre(classes=1)
    batch.__class__.objects.filter(pk=batch.pk).update(ends_on=date(2026, 3, 11))
    batch.refresh_from_db()
    other = a_class(centre=batch.centre, title="Sisipan")
    place_session(by=admin_of(other), batch=other, slot=Slot(date(2026, 3, 4), time(8), 8, room=Room.objects.get()))
    row = proposed([batch])
    assert kinds(row) <= {"room", "workshop"} and any("4 Maret 2026" in one["sentence"] for one in row.problems)
