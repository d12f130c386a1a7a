"""Each side finds on its desk what it alone can do, until it is done; and only one question is asked for it."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from balai.access.actor import Actor
from balai.access.roles import Role
from balai.collaboration.actions.promise_changes import ChangePlan, ask_for_change
from balai.collaboration.actions.promise_words import give_cause, give_view
from balai.collaboration.promise_desk import promises_waiting
from tests import factories as make
from tests.collaboration.promising import DUE, Promising, measured, on
from tests.collaboration.test_convening import NOW

pytestmark = [pytest.mark.data, pytest.mark.django_db]
AFTER = on(DUE + timedelta(days=1))


@pytest.fixture
def forum() -> Iterator[Promising]:
    yield from measured(Promising())


def waits(actor: Actor, now=NOW) -> list[str]:
    return [item.key.split(":")[1] for item in promises_waiting(actor, now)]


def test_each_side_finds_its_own_work(forum: Promising) -> None:
    forum.proposed()
    assert (waits(forum.owner), waits(forum.officer)) == (["beri"], [])
    promise = forum.asked(text="Menerima magang")
    assert sorted(waits(forum.owner, AFTER)) == ["beri", "sebab"] and waits(forum.officer, AFTER) == ["pandangan"]
    assert waits(make.actor(forum.group, Role.PARTNER), AFTER) == []
    give_cause(by=forum.owner, promise=promise, cause="transfer", text="", now=AFTER)
    give_view(by=forum.officer, promise=promise, member=forum.of(forum.office), text="Kami menunggu", now=AFTER)
    assert (waits(forum.owner, AFTER), waits(forum.officer, AFTER)) == (["beri"], [])


def test_who_attests_and_who_consents(forum: Promising) -> None:
    promise = forum.attested(due=date(2026, 11, 25))
    assert waits(forum.officer, on(date(2026, 11, 17))) == [] and waits(forum.officer, on(date(2026, 11, 18))) == [
        "buktikan"
    ]
    plan = ChangePlan(10, DUE, "Anggaran direvisi")
    ask_for_change(by=forum.owner, promise=promise, member=forum.of(forum.company), plan=plan, now=NOW)
    assert waits(forum.officer, on(date(2026, 11, 1))) == ["jawab"] and waits(forum.owner) == []


def test_one_question_whatever_waits(forum: Promising) -> None:
    for _n in range(3):
        forum.asked(to=(forum.office, forum.group))
    with CaptureQueriesContext(connection) as asked:
        assert len(waits(forum.officer, AFTER)) == 3
    assert len(asked) == 1
