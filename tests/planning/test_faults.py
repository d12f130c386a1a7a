"""Two officers answer one proposal, and an answer whose line was cut after the commit (docs/faults.md)."""

import pytest
from django.db import connection

from balai.audit.models import Entry
from balai.kernel.refusal import Refused
from balai.notifications.models import Message
from balai.planning.actions.batches import move_batch, open_batch
from balai.planning.actions.propose import Answer, answer_package
from balai.planning.models import Package
from tests.planning import rows
from tests.planning.rows import NOW, REASON
from tests.support.races import one_behind_the_other
from tests.support.refusals import code_of

pytestmark = [pytest.mark.data, pytest.mark.django_db]


@pytest.mark.django_db(transaction=True)
def test_of_two_answers_to_one_proposal_at_once_the_first_stands() -> None:
    at = rows.place()
    package, money = rows.proposed(at), rows.line(at)
    officer, answer = at.by_office, Answer("accept", REASON, money)
    refusal = Answer("refuse", "Daerah tidak membutuhkannya tahun ini.")
    raced = one_behind_the_other(
        lambda: answer_package(by=officer, package=package, answer=answer, now=NOW),
        lambda: answer_package(by=officer, package=package, answer=refusal, now=NOW),
    )
    connection.close()
    assert raced.waited and isinstance(raced.second, Refused) and raced.second.code == "wrong_state", raced
    assert Package.objects.get().state == "accepted"


def test_the_same_answer_again_after_a_cut_line_is_answered_and_another_one_refused() -> None:
    at = rows.place()
    package, money = rows.proposed(at, seats=16), rows.line(at)
    answer = Answer("change", REASON, money, seats=12)
    first = answer_package(by=at.by_office, package=package, answer=answer, now=NOW)
    kept = (Entry.objects.count(), Message.objects.count(), first.versions.count())
    again = answer_package(by=at.by_office, package=package, answer=answer, now=NOW)
    assert (again.state, again.seats) == ("changed", 12)
    assert (Entry.objects.count(), Message.objects.count(), again.versions.count()) == kept
    for other in (Answer("change", REASON, money, seats=10), Answer("refuse", REASON)):
        assert (
            code_of(lambda o=other: answer_package(by=at.by_office, package=package, answer=o, now=NOW))
            == "wrong_state"
        )


@pytest.mark.django_db(transaction=True)
def test_of_two_who_cancel_one_class_the_first_reason_stands_and_the_other_is_told() -> None:
    at = rows.place()
    batch = rows.draft(at)
    by = at.by_centre

    def cancel(reason: str) -> object:
        return move_batch(by=by, batch=batch, step="cancel", now=NOW, reason=reason)

    raced = one_behind_the_other(lambda: cancel("Pelatih sakit lama."), lambda: cancel("Dana ditarik pusat."))
    connection.close()
    assert raced.waited and isinstance(raced.second, Refused) and raced.second.code == "wrong_state", raced
    batch.refresh_from_db()
    assert (batch.state, batch.cancel_reason) == ("cancelled", "Pelatih sakit lama.")


def test_a_step_of_a_class_taken_again_is_answered_and_written_once() -> None:
    at = rows.place()
    batch = rows.draft(at)
    for _again in range(2):
        assert move_batch(by=at.by_office, batch=batch, step="announce", now=NOW).state == "announced"
    for _again in range(2):
        done = move_batch(by=at.by_centre, batch=batch, step="cancel", now=NOW, reason=REASON)
        assert (done.state, done.cancelled_from) == ("cancelled", "announced")
    assert Entry.objects.filter(verb__in=("planning.announce_batch", "planning.cancel_batch")).count() == 2


@pytest.mark.django_db(transaction=True)
def test_of_two_classes_that_take_the_last_seats_of_a_package_the_second_is_refused() -> None:
    at = rows.place()
    package = rows.funded(at)
    by = at.by_centre

    def opens(title: str) -> object:
        return open_batch(by=by, package=package, plan=rows.plan(title=title, seats=10), today=rows.TODAY)

    raced = one_behind_the_other(lambda: opens("Garmen pagi"), lambda: opens("Garmen sore"))
    connection.close()
    assert raced.waited and isinstance(raced.second, Refused) and raced.second.code == "exceeds_package_seats", raced
    assert [batch.seats for batch in package.batches.all()] == [10]
