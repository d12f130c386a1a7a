"""Asking a measure as a promise asks it: by its code, with at most two queries, and with rows that lead somewhere."""

from collections.abc import Callable
from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from balai.institutions.models import Institution
from balai.kernel.measures import Counted, Question
from balai.kernel.registry import registry

SINCE, UNTIL = date(2026, 3, 1), date(2026, 3, 31)
BEFORE, AFTER = date(2026, 2, 28), date(2026, 4, 1)


def ask(code: str, body: Institution, since: date = SINCE, until: date = UNTIL) -> Counted:
    """Of March 2026, unless said otherwise."""
    with CaptureQueriesContext(connection) as asked:
        found = registry.measures[code].count(Question(body.pk, since, until))
    assert len(asked) <= 2, [one["sql"] for one in asked]
    assert isinstance(found.number, int), found.number
    days = [row.on for row in found.rows]
    assert days == sorted(days, reverse=True)
    assert all(row.words and reverse(row.url, args=row.args) for row in found.rows)
    return found


def number(code: str, body: Institution) -> int:
    return int(ask(code, body).number)


def is_counted_by_day(code: str, body: Institution, put_on: Callable[[date], object]) -> None:
    """put_on: changes the one record of the body, which counts, to that day. Both ends are included, what lies beside is not."""
    for day, expected in ((BEFORE, 0), (SINCE, 1), (UNTIL, 1), (AFTER, 0)):
        put_on(day)
        found = ask(code, body)
        assert (found.number, len(found.rows), found.unknown) == (expected, expected, 0), day
        assert [row.on for row in found.rows] == [day] * expected
