"""Job orders: those an employer opened, on the first day they were open, unless cancelled."""

import pytest

from balai.access.roles import Role
from balai.demand.actions import move_job_order
from balai.demand.models import JobOrder
from tests import factories as make
from tests.demand.test_job_orders import company, written
from tests.factories import TODAY
from tests.support.measures import ask, is_counted_by_day, number

pytestmark = [pytest.mark.data, pytest.mark.django_db]


def opened(employer) -> JobOrder:
    by = make.actor(employer, Role.EMPLOYER)
    return move_job_order(by=by, job_order=written(employer), step="publish", today=TODAY)


def test_orders_count_once_opened_and_stay_counted_when_filled() -> None:
    employer = company()
    by = make.actor(employer, Role.EMPLOYER)
    opened(company())
    written(employer)
    assert number("job_orders", employer) == 0
    order = opened(employer)
    found = ask("job_orders", employer)
    assert (found.number, found.unknown) == (1, 0)
    assert [(row.words, row.on, row.args) for row in found.rows] == [("4 orang: Operator jahit", TODAY, (order.pk,))]
    for step, expected in (("fill", 1), ("reopen", 1), ("expire", 1), ("reopen", 1), ("cancel", 0)):
        move_job_order(by=by, job_order=order, step=step, today=TODAY)
        assert number("job_orders", employer) == expected, step


def test_the_first_day_it_was_open_decides() -> None:
    employer = company()
    one = opened(employer)
    is_counted_by_day("job_orders", employer, lambda day: JobOrder.objects.filter(pk=one.pk).update(published_on=day))


def test_an_order_opened_on_no_known_day_is_not_judged() -> None:
    employer = company()
    opened(employer)
    written(employer)
    JobOrder.objects.update(published_on=None)
    found = ask("job_orders", employer)
    assert (found.number, found.rows, found.unknown) == (0, (), 1)
