"""Alumni who answered: once a wave, by their own word, on the day it was first written down."""

from datetime import UTC, date, datetime

import pytest

from balai.access.actor import CLI
from balai.institutions.models import Institution
from balai.kernel.measures import Counted
from balai.outcomes.actions.contact import record_attempt, withdraw_attempt
from balai.outcomes.actions.state import Told, correct_statement, withdraw_statement
from balai.outcomes.models import FollowUp, OutcomeStatement
from tests import factories as make
from tests.outcomes.rows import NOW, TODAY, finished_class, follow_up, graduate, officer, said
from tests.support.measures import ask

pytestmark = [pytest.mark.data, pytest.mark.django_db]
CODE = "contacts_answered"
SINCE, UNTIL = date(2026, 6, 1), date(2026, 6, 30)
WHY = "Salah orang yang dicatat."


def june(body: Institution) -> Counted:
    return ask(CODE, body, SINCE, UNTIL)


def one_to_ask(**place: str) -> FollowUp:
    fields = {"centre": make.institution(region=make.regency(**place))} if place else {}
    return follow_up(graduate(finished_class(**fields)))


@pytest.mark.parametrize(
    ("source", "expected"), [("self", 1), ("phone", 1), ("visit", 1), ("employer", 0), ("record", 0)]
)
def test_their_own_word_counts_and_no_others(source: str, expected: int) -> None:
    one = one_to_ask()
    said(one, "seeking", source)
    found = june(one.owner)
    assert (found.number, found.unknown) == (expected, 0)


def test_whoever_answers_twice_counts_once_by_the_first_day() -> None:
    one = one_to_ask()
    by = officer(one.enrolment.batch)
    said(one, "seeking", by=by)
    said(one, "employed")
    found = june(one.owner)
    assert found.number == 1
    assert [(row.words, row.on, row.by, row.args) for row in found.rows] == [
        ("alumni Menjahit angkatan I, gelombang 3 bulan", TODAY, by.name, (one.pk,))
    ]
    OutcomeStatement.objects.filter(status="seeking").update(said_at=datetime(2026, 5, 20, tzinfo=UTC))
    assert june(one.owner).number == 0


def test_each_wave_and_each_owner_counts_for_itself() -> None:
    one = one_to_ask()
    later = follow_up(one.enrolment, wave=6)
    handed = follow_up(one.enrolment, wave=9, owner=make.institution())
    for each in (one, later, handed):
        said(each, "employed")
    assert (june(one.owner).number, june(handed.owner).number) == (2, 1)


def test_a_correction_keeps_the_day_and_a_withdrawal_takes_the_answer_away() -> None:
    one = one_to_ask()
    first = said(one, "employed")
    OutcomeStatement.objects.filter(pk=first.pk).update(said_at=datetime(2026, 6, 3, 3, tzinfo=UTC))
    told = Told(status="seeking", source="phone", as_of=TODAY)
    second = correct_statement(by=CLI, statement=first, told=told, reason=WHY, now=NOW)
    assert [row.on for row in june(one.owner).rows] == [date(2026, 6, 3)]
    withdraw_statement(by=CLI, statement=second, reason=WHY, now=NOW)
    assert (june(one.owner).number, june(one.owner).unknown) == (0, 0)


def test_what_was_withdrawn_does_not_date_the_answer() -> None:
    one = one_to_ask()
    wrong = said(one, "employed")
    OutcomeStatement.objects.filter(pk=wrong.pk).update(said_at=datetime(2026, 5, 3, 3, tzinfo=UTC))
    withdraw_statement(by=CLI, statement=wrong, reason=WHY, now=NOW)
    said(one, "seeking")
    assert [row.on for row in june(one.owner).rows] == [TODAY]


def test_the_day_is_that_of_the_body_that_asks() -> None:
    one = one_to_ask(tz="Asia/Makassar")
    said(one, "employed")
    days = {
        datetime(2026, 5, 31, 15, 59, 59, tzinfo=UTC): None,
        datetime(2026, 5, 31, 16, tzinfo=UTC): date(2026, 6, 1),
        datetime(2026, 6, 30, 15, 59, 59, tzinfo=UTC): date(2026, 6, 30),
        datetime(2026, 6, 30, 16, tzinfo=UTC): None,
    }
    for at, day in days.items():
        OutcomeStatement.objects.update(said_at=at)
        assert [row.on for row in june(one.owner).rows] == ([day] if day else [])


def test_who_answered_but_whose_word_was_not_written_down_is_not_judged() -> None:
    one = one_to_ask()
    tried = record_attempt(by=CLI, follow_up=one, channel="call", result="no_answer", now=NOW)
    assert june(one.owner).unknown == 0
    tried = record_attempt(by=CLI, follow_up=one, channel="call", result="answered", now=NOW)
    assert (june(one.owner).number, june(one.owner).unknown) == (0, 1)
    assert ask(CODE, one.owner, date(2026, 7, 1), date(2026, 7, 31)).unknown == 0
    withdraw_attempt(by=CLI, attempt=tried, reason=WHY, now=NOW)
    assert june(one.owner).unknown == 0
    record_attempt(by=CLI, follow_up=one, channel="call", result="answered", now=NOW)
    said(one, "employed")
    assert (june(one.owner).number, june(one.owner).unknown) == (1, 0)
