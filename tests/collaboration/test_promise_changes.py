"""A promise is changed with the consent of those it was made to; what it was stays readable."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from balai.access.actor import Actor
from balai.access.roles import Role
from balai.collaboration.actions.promise_changes import ChangePlan, answer_change, ask_for_change
from balai.collaboration.models import Commitment, Promise, PromiseChange
from balai.institutions.enums import Standing
from balai.institutions.models import Institution
from tests import factories as make
from tests.collaboration.promising import DUE, Promising, measured, on
from tests.collaboration.test_convening import NOW, refusal
from tests.support.races import one_behind_the_other

pytestmark = [pytest.mark.data, pytest.mark.django_db]
LATER = DUE + timedelta(days=31)
PLAN = ChangePlan(15, LATER, "Anggaran direvisi")


@pytest.fixture
def forum() -> Iterator[Promising]:
    yield from measured(Promising())


def ask(forum: Promising, promise: Promise, plan: ChangePlan = PLAN) -> PromiseChange:
    return ask_for_change(by=forum.owner, promise=promise, member=forum.of(forum.company), plan=plan, now=NOW)


def answer(forum: Promising, change: PromiseChange, by: Actor, body: Institution, agrees: bool = True) -> PromiseChange:
    return answer_change(by=by, change=change, member=forum.of(body), agrees=agrees, text="", now=NOW)


def test_it_holds_once_all_it_was_made_to_agree(forum: Promising) -> None:
    partner = make.actor(forum.group, Role.PARTNER)
    old = forum.given(to=(forum.office, forum.group))
    row = old.commitment
    change = ask(forum, old)
    assert ask(forum, old) == change  # asked twice
    with refusal("promiser_for_other"):
        answer(forum, change, forum.owner, forum.group)
    with refusal("may_not_speak"):
        answer(forum, change, forum.officer, forum.group)
    assert answer(forum, change, forum.officer, forum.office).state == "asked"
    assert answer(forum, change, partner, forum.group).state == "agreed"
    old.refresh_from_db()
    new = Promise.objects.get(replaces=old)
    assert (old.state, old.target, old.due) == ("renegotiated", 20, DUE)
    assert (new.state, new.target, new.due, new.commitment) == ("given", 15, LATER, row)
    assert Commitment.objects.get().target == "15"
    assert answer(forum, change, partner, forum.group).state == "agreed" and Promise.objects.count() == 2


def test_one_refusal_ends_it(forum: Promising) -> None:
    promise = forum.given(to=(forum.office, forum.group))
    change = ask(forum, promise)
    assert answer(forum, change, forum.officer, forum.office, agrees=False).state == "refused"
    with refusal("change_ended"):
        answer(forum, change, forum.officer, forum.group)
    promise.refresh_from_db()
    assert promise.state == "given" and not Promise.objects.filter(replaces=promise).exists()
    ask(forum, promise)  # another may be asked now


def test_the_other_side_asks_and_the_promiser_consents(forum: Promising) -> None:
    promise = forum.given()
    change = ask_for_change(by=forum.officer, promise=promise, member=forum.of(forum.office), plan=PLAN, now=NOW)
    with refusal("may_not_promise"):
        answer(forum, change, forum.officer, forum.company)
    with refusal("change_is_open"):
        ask(forum, promise)
    assert answer(forum, change, forum.owner, forum.company).state == "agreed"


def test_odd_changes_are_refused(forum: Promising) -> None:
    promise = forum.given()
    for code, plan in (
        ("no_target", ChangePlan(0, LATER, "Anggaran direvisi")), ("due_is_past", ChangePlan(15, date(2026, 11, 19), "Anggaran direvisi")),
        ("nothing_changed", ChangePlan(20, DUE, "Anggaran direvisi")), ("reason_missing", ChangePlan(15, LATER, "")),
    ):  # fmt: skip
        with refusal(code):
            ask(forum, promise, plan)
    with refusal("not_running"):
        ask(forum, forum.proposed())


def test_one_that_was_late_stays_late_in_the_evidence(forum: Promising) -> None:
    old = forum.late()
    plan = ChangePlan(20, DUE + timedelta(days=60), "Mulai lagi tahun depan")
    change = ask_for_change(
        by=forum.owner, promise=old, member=forum.of(forum.company), plan=plan, now=on(DUE + timedelta(days=30))
    )
    assert answer(forum, change, forum.officer, forum.office).state == "agreed"
    rows = {row.promise.pk: (row.due, row.achieved) for row in Commitment.objects.select_related("promise")}
    assert rows == {old.pk: (DUE.isoformat(), "0"), Promise.objects.get(replaces=old).pk: ("", "")}


def test_a_body_that_left_is_not_waited_for(forum: Promising) -> None:
    promise = forum.given(to=(forum.office, forum.group))
    Institution.objects.filter(pk=forum.group.pk).update(standing=Standing.CLOSED)
    change = ask(forum, promise)
    assert answer(forum, change, forum.officer, forum.office).state == "agreed"


@pytest.mark.postgres_only
@pytest.mark.django_db(transaction=True)
def test_a_consent_and_a_refusal_at_once_give_one_outcome(forum: Promising) -> None:
    partner = make.actor(forum.group, Role.PARTNER)
    promise = forum.given(to=(forum.office, forum.group))
    change = ask(forum, promise)
    answer(forum, change, forum.officer, forum.office)
    raced = one_behind_the_other(
        lambda: answer(forum, change, partner, forum.group).state,
        lambda: answer(forum, change, forum.officer, forum.office, agrees=False).state,
    )
    assert raced.waited and raced.first == "agreed"
    assert getattr(raced.second, "code", "") == "change_ended"
    assert Promise.objects.filter(replaces=promise).count() == 1
