"""Promises offer themselves to the next meeting: those that are late with what their owner said, those whose day is near; what is
asked about privately reads as one that runs."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from balai.collaboration.actions.forum import open_period
from balai.collaboration.actions.promise_words import give_cause
from balai.collaboration.agenda import promise_offers
from balai.kernel.registry import AgendaAsk, agenda_for
from tests.collaboration.promising import DUE, Promising, measured, on

pytestmark = [pytest.mark.data, pytest.mark.django_db]
RUNS = "Janji bertenggat 30 November 2026, PT Uji: Melatih dua puluh orang menjahit"


@pytest.fixture
def forum() -> Iterator[Promising]:
    yield from measured(Promising())


def ask(forum: Promising, today: date, period: int | None = None) -> AgendaAsk:
    return AgendaAsk(frozenset(), period or forum.period.pk, today, today)


def offered(forum: Promising, today: date, period: int | None = None) -> list[str]:
    return [one.text for one in promise_offers(ask(forum, today, period))]


def test_one_that_runs_is_offered_when_its_day_is_near(forum: Promising) -> None:
    forum.proposed(text="Belum diberikan")
    promise = forum.given()
    assert offered(forum, DUE - timedelta(days=31)) == []
    assert offered(forum, DUE - timedelta(days=30)) == [RUNS]
    found = [one for one in agenda_for(ask(forum, DUE)) if one.key == f"collaboration.promise:{promise.pk}"]
    assert [(one.url, one.args) for one in found] == [("collaboration:promise", (promise.pk,))]
    forum.ledger.write(forum.company, 20, DUE)
    forum.night(DUE)
    assert offered(forum, DUE) == []


def test_while_its_parties_are_asked_the_agenda_reads_as_before(forum: Promising) -> None:
    promise = forum.asked()
    assert promise.state == "asked" and offered(forum, DUE + timedelta(days=2)) == [RUNS]
    give_cause(
        by=forum.owner, promise=promise, cause="transfer", text="Kepala dipindah.", now=on(DUE + timedelta(days=2))
    )
    assert offered(forum, DUE + timedelta(days=2)) == [RUNS]


def test_one_that_is_late_is_offered_with_its_cause_also_in_the_next_year(forum: Promising) -> None:
    silent, spoken = forum.late(), forum.late(text="Menerima magang")
    give_cause(by=forum.owner, promise=spoken, cause="budget_revision", text="", now=on(DUE + timedelta(days=20)))
    next_year = open_period(by=forum.secretary, collaboration=forum.period.collaboration, year=2027)
    words = [
        f"Janji terlambat, PT Uji: {silent.text} (belum menjawab)", "Janji terlambat, PT Uji: Menerima magang (anggaran direvisi)",
    ]  # fmt: skip
    assert offered(forum, DUE + timedelta(days=60)) == words
    assert offered(forum, DUE + timedelta(days=60), next_year.pk) == words


def test_a_bounded_number_of_questions(forum: Promising) -> None:
    asked = []
    for many in (1, 2):
        for _n in range(many):
            forum.late(text="x" * 400)
            forum.given(text="x" * 400)
        with CaptureQueriesContext(connection) as counted:
            assert all(len(text) <= 300 for text in offered(forum, DUE + timedelta(days=40)))
        asked.append(len(counted))
    assert asked == [3, 3]
