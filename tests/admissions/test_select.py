"""Selecting: scores, an order that never changes by itself, one decision for the list, its publication, seats that go on."""

from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from balai.access.actor import PUBLIC, Actor
from balai.access.roles import Role
from balai.admissions.actions.leave import forfeit, withdraw
from balai.admissions.actions.score import ScoreRow, record_scores
from balai.admissions.actions.seats import confirm, move_up, unconfirm
from balai.admissions.actions.select import (
    decide,
    publish_result,
    undo_decision,
    withdraw_result,
)
from balai.admissions.enums import ApplicationState, DecisionRule, Outcome, Stage
from balai.admissions.models import Application, Selection, SelectionScore
from balai.admissions.queries import funnel
from balai.admissions.rules.deciding import Decision, shown_state
from balai.admissions.rules.ranking import Method, Ranked, Scored, lot, owed_groups, ranking, total
from balai.admissions.rules.standing import ranked_list
from balai.counselling.actions.session import record_session
from balai.counselling.enums import Route
from balai.counselling.rules import Advice, SessionFacts
from balai.kernel.refusal import Refused
from balai.notifications.models import Message
from balai.parameters.models import ParameterValue
from balai.planning.models import Batch
from tests import factories
from tests.admissions.rows import AFTER, NOW, admin_of, open_class, verified
from tests.admissions.rows import scored as with_scores
from tests.admissions.test_apply import at_once, refused

pytestmark = [pytest.mark.data, pytest.mark.django_db]
S, Out = ApplicationState, Outcome
WEIGHTS = {"documents": 20, "test": 40, "interview": 40}


def ids(number: int) -> list[UUID]:
    return [UUID(int=n) for n in range(1, number + 1)]


def numbers(documents: int, test: int, interview: int) -> dict[str, Decimal]:
    return {"documents": Decimal(documents), "test": Decimal(test), "interview": Decimal(interview)}


def test_the_total_is_a_weighted_mean_and_a_missing_stage_leaves_it_open() -> None:
    assert total(numbers(80, 70, 90), WEIGHTS) == Decimal("80.00")
    assert total({"documents": Decimal(80), "test": Decimal(70)}, WEIGHTS) is None
    assert total({"test": Decimal("66.67")}, {"documents": 0, "test": 100, "interview": 0}) == Decimal("66.67")
    assert total(numbers(1, 1, 1), {"documents": 0}) is None


def test_the_order_has_a_documented_tie_break_and_seats_then_reserves() -> None:
    a, b, c, d, e, f = ids(6)
    people = [
        Scored(a, numbers(80, 90, 70)), Scored(b, numbers(80, 70, 90)), Scored(c, numbers(80, 60, 60)),
        Scored(d, numbers(80, 60, 60)), Scored(e, numbers(99, 99, 99), frozenset({"interview"})),
        Scored(f, {"test": Decimal(50)}),
    ]  # fmt: skip
    ranked = ranking(7, people, WEIGHTS, seats=2, reserves=1)
    assert ranked == ranking(7, list(reversed(people)), WEIGHTS, seats=2, reserves=1)
    by_lot = sorted([c, d], key=lambda pk: lot(7, pk))
    assert [(r.application_id, r.place, r.outcome) for r in ranked] == [
        (b, 1, Out.SELECT), (a, 2, Out.SELECT), (by_lot[0], 3, None), (by_lot[1], 4, None), (f, None, None),
        (e, None, Out.FORFEIT),
    ]  # fmt: skip
    assert [r.tied for r in ranked] == [r.owed for r in ranked] == [False, False, True, True, False, False]
    assert owed_groups(ranked) == [by_lot]
    drawn = Method(WEIGHTS, drawn={by_lot[1]: 1, by_lot[0]: 2})
    parted = ranking(7, people, drawn, seats=2, reserves=1)[2:4]
    assert [(r.application_id, r.outcome, r.owed) for r in parted] == [
        (by_lot[1], Out.RESERVE, False), (by_lot[0], Out.DECLINE, False),
    ]  # fmt: skip
    assert ranked[4].missing == ("documents", "interview")
    assert lot(7, c, "benih") != lot(7, c)


def four(batch: Batch, by: Actor) -> list[Application]:
    """In order of their scores."""
    people = [verified(batch, name) for name in ("Ani", "Budi", "Cici", "Dodi")]
    return [with_scores(one, by, test, test) for one, test in zip(people, (90, 80, 70, 60), strict=True)]


def proposal(batch: Batch) -> list[Ranked]:
    return ranked_list(batch)


def decisions(batch: Batch) -> list[Decision]:
    return [
        Decision(
            r.application_id, r.outcome or Out.DECLINE, "" if r.outcome in (Out.SELECT, Out.RESERVE) else "ranked_below"
        )
        for r in proposal(batch)
    ]


def decided(batch: Batch, by: Actor) -> Selection:
    version = Selection.objects.filter(batch=batch).values_list("version", flat=True).first() or 0
    return decide(by=by, batch=batch, decisions=decisions(batch), version=version, now=AFTER)


def states(batch: Batch) -> list[str]:
    return list(Application.objects.filter(batch=batch).order_by("submitted_at", "pk").values_list("state", flat=True))


def test_scores_of_a_stage_are_kept_with_their_scorer_and_absence_has_no_number() -> None:
    batch = open_class()
    clerk, colleague = admin_of(batch), admin_of(batch)
    one, two = verified(batch), verified(batch)
    rows = [ScoreRow(one.pk, Decimal(75), motivation="Ingin mandiri"), ScoreRow(two.pk, Decimal(9), absent=True)]
    act: Any = {"batch": batch, "stage": Stage.INTERVIEW, "now": AFTER}
    assert record_scores(by=clerk, rows=rows, **act) == 2
    assert record_scores(by=colleague, rows=[*rows, ScoreRow(factories.person().pk, Decimal(1))], **act) == 2
    assert record_scores(by=clerk, rows=rows, **act) == 0
    mine = SelectionScore.objects.filter(scorer_id=clerk.user_id)
    kept = {s.application_id: (s.score, s.absent) for s in mine}
    assert kept == {one.pk: (Decimal(75), False), two.pk: (None, True)} and SelectionScore.objects.count() == 4
    refused("score_range", lambda: record_scores(by=clerk, rows=[ScoreRow(one.pk, Decimal(101))], **act))
    refused("may_not_score", lambda: record_scores(by=factories.actor(), rows=rows, **act))


def test_the_list_is_decided_published_and_told() -> None:
    batch = open_class()
    clerk = admin_of(batch)
    people = four(batch, clerk)
    other = open_class(closes_at=AFTER + timedelta(days=30), title="Las Dasar")
    refused("registration_still_open", lambda: decide(by=clerk, batch=batch, decisions=[], version=0, now=NOW))
    selection = decided(batch, clerk)
    assert (states(batch), selection.version) == ([S.SELECTED, S.SELECTED, S.RESERVE, S.DECLINED], 1)
    assert [r.rank for r in Application.objects.filter(batch=batch).order_by("rank")] == [1, 2, 3, 4]
    assert shown_state(S.SELECTED, "", published=False) == S.VERIFIED
    assert not Message.objects.filter(kind="admissions.result").exists()
    publish_result(by=clerk, batch=batch, now=AFTER)
    told = list(Message.objects.filter(kind="admissions.result").order_by("pk").values_list("body", flat=True))
    assert len(told) == 4 and "diterima" in told[0] and "15 Maret 2026" in told[0]
    assert "nilai di bawah batas kursi" in told[3] and other.title in told[3]
    refused("already_published", lambda: decided(batch, clerk))
    assert people[0].code in told[0]


@pytest.mark.parametrize(
    ("outcomes", "code"),
    [
        ([Out.SELECT, Out.SELECT, Out.SELECT, Out.DECLINE], "too_many_seats"),
        ([Out.SELECT, Out.RESERVE, Out.RESERVE, Out.DECLINE], "too_many_reserves"),
    ],
)
def test_seats_and_reserves_are_numbers(outcomes: list[Outcome], code: str) -> None:
    batch = open_class()
    clerk = admin_of(batch)
    people = four(batch, clerk)
    list_ = [Decision(p.pk, o, "ranked_below") for p, o in zip(people, outcomes, strict=True)]
    refused(code, lambda: decide(by=clerk, batch=batch, decisions=list_, version=0, now=AFTER))
    assert set(states(batch)) == {S.VERIFIED}


def test_a_refusal_owes_its_rule_and_publishing_owes_everybody_an_answer() -> None:
    batch = open_class()
    clerk = admin_of(batch)
    people = four(batch, clerk)
    act: Any = {"by": clerk, "batch": batch, "version": 0, "now": AFTER}
    refused("rule_missing", lambda: decide(decisions=[Decision(people[0].pk, Out.DECLINE)], **act))
    refused("reason_missing", lambda: decide(decisions=[Decision(people[0].pk, Out.DECLINE, "other")], **act))
    refused("not_decided", lambda: publish_result(by=clerk, batch=batch, now=AFTER))
    decide(decisions=[Decision(people[0].pk, Out.SELECT)], **act)
    refused("undecided_left", lambda: publish_result(by=clerk, batch=batch, now=AFTER))
    refused("may_not_decide", lambda: decided(batch, factories.actor()))


def test_the_centre_scores_but_the_recruiter_decides() -> None:
    office = factories.institution()
    batch = open_class(recruiter=office)
    centre, recruiter = admin_of(batch), factories.actor(office, Role.LABOUR_OFFICER)
    four(batch, centre)
    refused("may_not_decide", lambda: decided(batch, centre))
    assert decided(batch, recruiter).decided_by == recruiter.name


def test_a_decision_is_undone_with_a_reason_and_the_applicant_is_told() -> None:
    batch = open_class()
    clerk = admin_of(batch)
    people = four(batch, clerk)
    decided(batch, clerk)
    publish_result(by=clerk, batch=batch, now=AFTER)
    act: Any = {"by": clerk, "now": AFTER}
    refused("reason_missing", lambda: undo_decision(application=people[3], reason="", **act))
    assert undo_decision(application=people[3], reason="nilai salah ketik", **act).state == S.VERIFIED
    assert Message.objects.filter(kind="admissions.corrected").count() == 1
    withdraw_result(batch=batch, reason="nilai salah ketik", **act)
    refused("not_published", lambda: withdraw_result(batch=batch, reason="nilai salah ketik", **act))
    assert decided(batch, clerk).version == 5


def test_a_seat_that_is_left_goes_to_the_first_reserve() -> None:
    batch = open_class(reserves=2)
    clerk = admin_of(batch)
    people = four(batch, clerk)
    list_ = [Decision(p.pk, o) for p, o in zip(people, (Out.SELECT, Out.SELECT, Out.RESERVE, Out.RESERVE), strict=True)]
    decide(by=clerk, batch=batch, decisions=list_, version=0, now=AFTER)
    publish_result(by=clerk, batch=batch, now=AFTER)
    confirm(by=PUBLIC, application=people[0], now=AFTER, holds_code=True)
    withdraw(by=PUBLIC, application=people[0], now=AFTER, holds_code=True)
    assert states(batch) == [S.WITHDRAWN, S.SELECTED, S.SELECTED, S.RESERVE]
    forfeit(by=clerk, application=people[1], rule=DecisionRule.NOT_CONFIRMED, reason="", now=AFTER)
    assert states(batch) == [S.WITHDRAWN, S.FORFEITED, S.SELECTED, S.SELECTED]
    assert Message.objects.filter(kind="admissions.seat_offered").count() == 2
    assert move_up(by=clerk, batch=batch, now=AFTER) == []


def test_confirming_has_a_last_day_for_the_applicant_but_not_for_the_clerk() -> None:
    batch = open_class()
    clerk = admin_of(batch)
    people = four(batch, clerk)
    decided(batch, clerk)
    publish_result(by=clerk, batch=batch, now=AFTER)
    late = AFTER + timedelta(days=4)
    refused("may_not_assist", lambda: confirm(by=PUBLIC, application=people[0], now=AFTER))
    refused("confirmation_over", lambda: confirm(by=PUBLIC, application=people[0], now=late, holds_code=True))
    assert confirm(by=clerk, application=people[0], now=late).state == S.CONFIRMED
    assert confirm(by=clerk, application=people[0], now=late).state == S.CONFIRMED
    assert unconfirm(by=clerk, application=people[0]).state == S.SELECTED


def test_who_does_not_come_is_counted_in_the_funnel() -> None:
    batch = open_class()
    clerk = admin_of(batch)
    people = four(batch, clerk)
    absent = [ScoreRow(people[3].pk, absent=True)]
    record_scores(by=clerk, batch=batch, stage=Stage.TEST, rows=absent, now=AFTER)
    assert proposal(batch)[-1].outcome == Out.FORFEIT
    counted = funnel(batch.pk)
    assert (counted.applied, counted.verified, counted.sat, counted.absent) == (4, 4, 3, 1)


def test_a_recorded_route_is_asked_for_where_an_office_made_it_a_rule() -> None:
    batch = open_class()
    clerk = admin_of(batch)
    people = four(batch, clerk)
    ParameterValue.objects.create(
        name="admissions.route_required", value=True, valid_from=NOW.date(), legal_basis="SK Contoh", set_by="cli"
    )
    assert "Ani" in str(refused("route_missing", lambda: decided(batch, clerk)))
    counsellor = factories.actor(batch.centre, Role.COUNSELLOR)
    for one in people[:2]:
        assert one.person is not None
        facts = SessionFacts(held_on=NOW.date(), advice=[Advice(Route.TRAINING, "cocok dengan minatnya")])
        record_session(by=counsellor, person=one.person, office=batch.centre, facts=facts, now=NOW)
    assert decided(batch, clerk).version == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_officers_who_decide_at_once_one_wins_and_the_other_is_told() -> None:
    batch = open_class()
    clerk = admin_of(batch)
    four(batch, clerk)
    list_, officers = decisions(batch), [admin_of(batch), admin_of(batch)]
    answers = at_once([lambda o=o: decide(by=o, batch=batch, decisions=list_, version=0, now=AFTER) for o in officers])
    connection.close()
    assert sorted(type(a).__name__ for a in answers) == ["Refused", "Selection"], answers
    lost = next(a for a in answers if isinstance(a, Refused))
    assert (lost.code, Selection.objects.get().version) == ("decided_meanwhile", 1)
