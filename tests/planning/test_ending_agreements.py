"""An agreement a package rests on that is over, or soon is, stands at the desks of those it binds."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from balai.access.actor import Actor
from balai.access.roles import Role
from balai.kernel.registry import WorkItem
from balai.planning.desk import waiting
from balai.planning.models import Batch, Package
from tests import factories as make
from tests.planning import rows
from tests.planning.rows import NOW, TODAY
from tests.planning.test_agreements import agreed, factory, named

pytestmark = [pytest.mark.data, pytest.mark.django_db]


def items(actor: Actor) -> list[WorkItem]:
    return [item for item in waiting(actor, NOW) if item.key.startswith("planning:agreement:")]


def resting(at: rows.Place, days: int, package: Package | None = None):
    company = factory(at)
    agreement = agreed(at, company, until=f"{TODAY + timedelta(days):%d-%m-%Y}")
    named(at, package or rows.funded(at), agreement)
    return make.actor(company, Role.EMPLOYER, TODAY)


@pytest.mark.parametrize(("days", "urgency"), [(-1, 0), (0, 1), (30, 1)])
def test_it_waits_at_the_desks_of_the_parties(days: int, urgency: int) -> None:
    at = rows.place()
    firm = resting(at, days)
    [at_centre], [at_firm] = items(at.by_centre), items(firm)
    assert (at_centre.url, at_firm.url, at_centre.urgency) == ("planning:package", "institutions:page", urgency)
    assert "Kerja sama operator garmen" in at_centre.title and at_centre.due == TODAY + timedelta(days)
    assert items(at.by_office) == [] and items(make.actor(make.institution(), Role.CENTRE_ADMIN, TODAY)) == []


def test_one_that_holds_longer_or_of_a_class_that_is_over_does_not_wait() -> None:
    at, other = rows.place(), rows.place()
    assert items(resting(at, 31)) == items(at.by_centre) == []
    class_ = rows.draft(other)
    firm = resting(other, -1, class_.package)
    assert len(items(firm)) == 1
    Batch.objects.filter(pk=class_.pk).update(state="finished")
    assert items(firm) == items(other.by_centre) == []


def test_what_waits_for_an_answer_waits_beside_it_in_the_same_question() -> None:
    at = rows.place()
    with CaptureQueriesContext(connection) as before:
        list(waiting(at.by_centre, NOW))
    resting(at, 3)
    with CaptureQueriesContext(connection) as after:
        told = [item.key.split(":")[1] for item in waiting(at.by_centre, NOW)]
    assert sorted(told) == ["agreement", "funded"] and len(after) == len(before)
