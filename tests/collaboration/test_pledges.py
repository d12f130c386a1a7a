"""Contributions: promised and handed over by the giver, received and used by the other side; how unevenly; who works with whom."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from balai.access.actor import Actor
from balai.access.roles import Role
from balai.collaboration.actions.pledges import (
    PledgePlan,
    confirm_received,
    hand_over,
    mark_used,
    promise_contribution,
    say_not_received,
    withdraw_contribution,
)
from balai.collaboration.assessment.assess import assess
from balai.collaboration.models import Contribution, Period, Pledge
from balai.collaboration.pledge_desk import pledges_waiting
from balai.collaboration.queries.assessment import book_of
from balai.collaboration.queries.concentration import concentration_of
from balai.collaboration.queries.network import network_of
from balai.institutions.models import Institution
from balai.kernel.registry import work_for
from tests import factories as make
from tests.collaboration.promising import Promising, measured
from tests.collaboration.test_convening import NOW, refusal

pytestmark = [pytest.mark.data, pytest.mark.django_db]
PLAN = PledgePlan("equipment", "Sepuluh mesin jahit", 30_000_000, date(2026, 11, 1))
DAY = date(2026, 11, 10)


@pytest.fixture
def forum() -> Iterator[Promising]:
    yield from measured(Promising())


def promised(
    forum: Promising,
    plan: PledgePlan = PLAN,
    by: Actor | None = None,
    giver: Institution | None = None,
    to: Institution | None = None,
) -> Pledge:
    return promise_contribution(
        by=by or forum.owner,
        giver=forum.of(giver or forum.company),
        receiver=forum.of(to or forum.office),
        plan=plan,
        now=NOW,
    )


def delivered(forum: Promising, **changed: object) -> Pledge:
    pledge = promised(forum, **changed)  # type: ignore[arg-type]
    hand_over(by=changed.get("by") or forum.owner, pledge=pledge, on=DAY, now=NOW)  # type: ignore[arg-type]
    other = forum.owner if pledge.receiver.institution_id == forum.company.pk else forum.officer
    return confirm_received(by=other, pledge=pledge, on=DAY, now=NOW)


def test_it_is_delivered_once_the_receiver_says_so(forum: Promising) -> None:
    pledge = promised(forum)
    row = pledge.contribution
    assert (row.promised_on, row.delivered_on, row.amount) == ("2026-11-01", "", "30000000")
    hand_over(by=forum.owner, pledge=pledge, on=DAY, now=NOW)
    row.refresh_from_db()
    assert row.delivered_on == ""  # only the giver says so
    with refusal("promiser_for_other"):
        confirm_received(by=forum.owner, pledge=pledge, on=DAY, now=NOW)
    two_desks = replace(forum.officer, desks=(*forum.officer.desks, *forum.owner.desks))
    with refusal("promiser_for_other"):
        confirm_received(by=two_desks, pledge=pledge, on=DAY, now=NOW)
    confirm_received(by=forum.officer, pledge=pledge, on=DAY, now=NOW)
    row.refresh_from_db()
    assert row.delivered_on == "2026-11-10"
    assert confirm_received(by=forum.officer, pledge=pledge, on=DAY, now=NOW).state == "received"  # tapped twice
    assert mark_used(by=forum.officer, pledge=pledge, on=date(2026, 11, 15), now=NOW).state == "used"


def test_one_that_did_not_come_is_promised_again(forum: Promising) -> None:
    pledge = promised(forum)
    hand_over(by=forum.owner, pledge=pledge, on=DAY, now=NOW)
    said = say_not_received(by=forum.officer, pledge=pledge, reason="Belum sampai di bengkel", now=NOW)
    assert (said.state, said.handed_on, said.said) == ("promised", None, "Belum sampai di bengkel")
    with refusal("wrong_state"):
        confirm_received(by=forum.officer, pledge=pledge, on=DAY, now=NOW)
    assert withdraw_contribution(by=forum.owner, pledge=pledge, reason="Mesin dipakai sendiri").state == "withdrawn"
    assert Contribution.objects.get().delivered_on == ""


def test_odd_contributions_are_refused_at_their_field(forum: Promising) -> None:
    for code, field, plan in (
        ("no_words", "text", replace(PLAN, text=" ")), ("no_kind", "kind", replace(PLAN, kind="uang")),
        ("no_amount", "amount", replace(PLAN, kind="funding", amount=None)), ("no_amount", "amount", replace(PLAN, amount=-1)),
        ("promised_later", "promised_on", replace(PLAN, promised_on=date(2026, 11, 21))),
    ):  # fmt: skip
        with refusal(code) as refused:
            promised(forum, plan)
        assert refused.value.field == field
    with refusal("to_itself"):
        promised(forum, to=forum.company)
    with refusal("may_not_promise"):
        promised(forum, by=forum.officer)
    pledge = promised(forum)
    for on in (date(2026, 10, 31), date(2026, 11, 21)):
        with refusal("wrong_day"):
            hand_over(by=forum.owner, pledge=pledge, on=on, now=NOW)
    Period.objects.update(is_closed=True)
    with refusal("period_closed"):
        promised(forum)
    with refusal("period_closed"):
        hand_over(by=forum.owner, pledge=pledge, on=DAY, now=NOW)


def test_a_page_sent_twice_promises_once(forum: Promising) -> None:
    said = {"by": forum.owner, "giver": forum.of(forum.company), "receiver": forum.of(forum.office), "plan": PLAN, "now": NOW,
            "client_id": uuid4()}  # fmt: skip
    assert promise_contribution(**said) == promise_contribution(**said) and Contribution.objects.count() == 1


def test_who_gives_how_much_of_all(forum: Promising) -> None:
    assert concentration_of(forum.period) is None
    delivered(forum)
    promised(forum, replace(PLAN, amount=900_000_000))  # only promised
    found = concentration_of(forum.period)
    assert found is not None and (found.givers, found.share, found.index, found.promised, found.delivered) == (
        1,
        1.0,
        1.0,
        2,
        1,
    )
    delivered(
        forum,
        plan=replace(PLAN, kind="funding", amount=10_000_000),
        by=forum.officer,
        giver=forum.office,
        to=forum.company,
    )
    delivered(forum, plan=replace(PLAN, amount=None))
    found = concentration_of(forum.period)
    assert found is not None and (found.total, found.largest, found.unpriced) == (Decimal(40_000_000), "PT Uji", 1)
    assert (found.share, found.index) == (0.75, 0.625)


def test_who_works_with_whom(forum: Promising) -> None:
    forum.held(forum.office, forum.company)
    forum.called()  # not held
    delivered(forum)
    promised(forum, to=forum.group)  # not delivered
    network = network_of(forum.period)
    assert [(tie.one.institution, tie.other.institution, dict(tie.counts)) for tie in network.ties] == [
        (forum.office, forum.company, {"meetings": 1, "contributions": 1})
    ]
    assert [one.institution for one in network.alone] == [forum.group]


def test_two_private_partners_who_deliver_speak_for_the_private_sector(forum: Promising) -> None:
    """As the published rule says; what is only promised says nothing."""
    other = make.institution(name="CV Uji", kind="company", sector="private")
    from balai.collaboration.actions.forum import add_members
    from balai.collaboration.models import Member

    add_members(by=forum.secretary, period=forum.period, institutions=[other])
    forum.members = list(Member.objects.filter(period=forum.period).order_by("pk"))
    Member.objects.filter(institution__in=[forum.company, other]).update(functions="employer")
    theirs = make.actor(other, Role.EMPLOYER)
    for by, giver in ((forum.owner, forum.company), (theirs, other)):
        pledge = promised(forum, by=by, giver=giver)
        hand_over(by=by, pledge=pledge, on=DAY, now=NOW)
    subjects = [one.subject for one in assess(book_of(forum.period)).supporting]
    assert "private_sector" not in subjects
    for pledge in Pledge.objects.all():
        confirm_received(by=forum.officer, pledge=pledge, on=DAY, now=NOW)
    assert "private_sector" in [one.subject for one in assess(book_of(forum.period)).supporting]


def test_the_receiver_finds_on_the_desk_what_it_alone_confirms(forum: Promising) -> None:
    waits = lambda actor, now=NOW: [item.key.split(":")[1] for item in pledges_waiting(actor, now)]  # noqa: E731
    pledge = promised(forum)
    assert waits(forum.officer) == []
    hand_over(by=forum.owner, pledge=pledge, on=DAY, now=NOW)
    assert (waits(forum.officer), waits(forum.owner)) == (["terima"], [])
    both = replace(forum.officer, desks=(*forum.officer.desks, *forum.owner.desks))
    assert waits(both) == []  # who also gave does not confirm
    confirm_received(by=forum.officer, pledge=pledge, on=DAY, now=NOW)
    month = NOW + timedelta(days=20)
    assert (waits(forum.officer, month - timedelta(days=1)), waits(forum.officer, month)) == ([], ["pakai"])
    assert f"collaboration.pledge:pakai:{pledge.pk}" in {one.key for one in work_for(forum.officer, month)}
    mark_used(by=forum.officer, pledge=pledge, on=DAY, now=NOW)
    assert waits(forum.officer, month) == []
