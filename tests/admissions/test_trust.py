"""A selection people can trust: fixed beforehand, drawn in the open, explained, appealed; and what happens when things go wrong."""

import json
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from balai.access.actor import PUBLIC, WORKER, Actor
from balai.admissions.actions.appeal import answer_appeal, submit_appeal, withdraw_appeal
from balai.admissions.actions.draw import draw_lots, publish_draw_list, void_draw
from balai.admissions.actions.late import forfeit_late, forfeit_no_show
from balai.admissions.actions.leave import tell_cancelled, withdraw
from balai.admissions.actions.plan import PlanFacts, fix_due_plans, set_plan
from balai.admissions.actions.reach import Reach, drop_unagreed, note_reach, withdraw_reach
from balai.admissions.actions.score import ScoreRow, record_scores, withdraw_score
from balai.admissions.actions.seats import confirm
from balai.admissions.actions.select import decide, publish_result
from balai.admissions.desk import waiting
from balai.admissions.enums import AppealState, ApplicationState, DrawState, Outcome, PlanState, Stage
from balai.admissions.models import Appeal, Application, Draw, ReachPlan, Selection, SelectionPlan, SelectionScore
from balai.admissions.queries import scores_of
from balai.admissions.queries.plans import plan_of
from balai.admissions.queries.roads import FirstDay, gates
from balai.admissions.rules.deciding import Decision
from balai.admissions.rules.drawing import SCRIPT, PublicNumber, order_of
from balai.admissions.rules.standing import own_token, ranked_list
from balai.audit.models import Entry
from balai.kernel.refusal import Refused
from balai.notifications.models import Message
from balai.people.actions.consent import withdraw_consent
from balai.people.enums import ConsentPurpose
from balai.planning.models import Batch
from tests import factories
from tests.admissions.rows import AFTER, NOW, admin_of, open_class, verified
from tests.admissions.rows import scored as with_scores
from tests.admissions.test_apply import at_once, refused
from tests.admissions.test_select import decided, four, states

pytestmark = [pytest.mark.data, pytest.mark.django_db]
S, Out = ApplicationState, Outcome
HALVES = PlanFacts(weights={"documents": 0, "test": 50, "interview": 50}, passing={"test": 60})


def result(batch: Batch, by: Actor, now: datetime = AFTER) -> Selection:
    decided(batch, by)
    return publish_result(by=by, batch=batch, now=now)


# The method -----------------------------------------------------------------------------------------------------------
def test_the_method_is_written_while_a_draft_and_never_again_once_applications_are_open() -> None:
    batch = open_class(state="draft")
    clerk = admin_of(batch)
    bad = PlanFacts(weights={"documents": 50, "test": 50, "interview": 50})
    refused("weights_not_hundred", lambda: set_plan(by=clerk, batch=batch, facts=bad, now=NOW))
    refused("may_not_decide", lambda: set_plan(by=factories.actor(), batch=batch, facts=HALVES, now=NOW))
    assert set_plan(by=clerk, batch=batch, facts=HALVES, now=NOW).weights["test"] == 50
    Batch.objects.filter(pk=batch.pk).update(state="announced")
    assert (fix_due_plans(by=WORKER, now=NOW), fix_due_plans(by=WORKER, now=NOW)) == (1, 0)
    plan = SelectionPlan.objects.get()
    assert (plan.state, plan.fixed_at, Draw.objects.get().state) == (PlanState.FIXED, NOW, DrawState.COMMITTED)
    for moment in (NOW, batch.opens_at - timedelta(days=1)):
        refused("plan_fixed", lambda m=moment: set_plan(by=clerk, batch=batch, facts=PlanFacts({"test": 100}), now=m))
    assert SelectionPlan.objects.get().weights["interview"] == 50


def test_the_database_itself_refuses_a_method_without_weights_and_a_fixed_one_without_its_time() -> None:
    batch = open_class()
    for wrong in ({"weight_test": 0}, {"state": "fixed"}, {"pass_test": 101}):
        values: dict[str, Any] = {"weight_documents": 0, "weight_test": 100, "weight_interview": 0} | wrong
        with pytest.raises(IntegrityError), transaction.atomic():
            SelectionPlan.objects.create(batch=batch, **values)


def test_under_a_pass_mark_no_total_helps() -> None:
    batch = open_class(state="draft")
    clerk = admin_of(batch)
    set_plan(by=clerk, batch=batch, facts=HALVES, now=NOW)
    Batch.objects.filter(pk=batch.pk).update(state="announced")
    batch.refresh_from_db()
    best, weak = verified(batch), verified(batch)
    with_scores(best, clerk, 60, 60), with_scores(weak, clerk, 59, 100)
    rows = {one.application_id: one for one in ranked_list(batch)}
    assert (rows[best.pk].place, rows[weak.pk].place) == (1, None)
    assert (rows[weak.pk].outcome, rows[weak.pk].below) == (Out.DECLINE, ("test",))


# Scores ---------------------------------------------------------------------------------------------------------------
def test_several_scorers_stand_beside_each_other_and_only_their_own_is_taken_back() -> None:
    batch = open_class()
    one, first, second = verified(batch), admin_of(batch), admin_of(batch)
    act: Any = {"batch": batch, "stage": Stage.INTERVIEW, "now": AFTER}
    record_scores(by=first, rows=[ScoreRow(one.pk, points=(Decimal(80), Decimal(81), Decimal(80)))], **act)
    record_scores(by=second, rows=[ScoreRow(one.pk, Decimal(60))], **act)
    stage = scores_of(batch.pk)[one.pk]["interview"]
    assert (stage.score, stage.spread, stage.rows[0].points) == (Decimal("70.17"), Decimal("20.33"), ["80", "81", "80"])
    record_scores(by=second, rows=[ScoreRow(one.pk, absent=True)], **act)
    stage = scores_of(batch.pk)[one.pk]["interview"]
    assert (stage.absent, stage.half_absent, stage.score) == (False, True, Decimal("80.33"))
    assert withdraw_score(by=second, application=one, stage=Stage.INTERVIEW)
    assert not withdraw_score(by=second, application=one, stage=Stage.INTERVIEW)
    assert SelectionScore.objects.get().scorer_id == first.user_id
    refused("score_range", lambda: record_scores(by=first, rows=[ScoreRow(one.pk, points=(Decimal(101),))], **act))
    same = [ScoreRow(one.pk, points=(Decimal("80.00"), Decimal("81.00"), Decimal("80.00")))]
    assert (
        record_scores(by=first, rows=same, **act) == 0
    )  # the page writes two decimals: the same number is no new score


def test_nobody_is_passed_over_by_rank_without_a_reason() -> None:
    batch = open_class(seats=1, reserves=1)
    clerk = admin_of(batch)
    a, b, c, _d = four(batch, clerk)
    act: Any = {"by": clerk, "batch": batch, "version": 0, "now": AFTER}
    seat_b = [Decision(a.pk, Out.DECLINE, "ranked_below"), Decision(b.pk, Out.SELECT)]
    refused("order_broken", lambda: decide(decisions=seat_b, **act))
    refused("order_broken", lambda: decide(decisions=[Decision(a.pk, Out.RESERVE), Decision(b.pk, Out.SELECT)], **act))
    grounded = [
        Decision(a.pk, Out.DECLINE, "trained_this_year"),
        Decision(b.pk, Out.SELECT),
        Decision(c.pk, Out.RESERVE),
    ]
    assert decide(decisions=grounded, **act).version == 1


def test_the_same_list_again_after_a_cut_connection_is_answered_but_another_officer_is_told() -> None:
    batch = open_class()
    clerk, other = admin_of(batch), admin_of(batch)
    people = four(batch, clerk)
    list_ = [Decision(people[0].pk, Out.SELECT)]
    act: Any = {"batch": batch, "decisions": list_, "version": 0, "now": AFTER}
    first = decide(by=clerk, **act)
    assert decide(by=clerk, **act).version == first.version
    refused("decided_meanwhile", lambda: decide(by=other, **act))
    changed = act | {"decisions": [Decision(people[1].pk, Out.SELECT)]}
    refused("decided_meanwhile", lambda: decide(by=clerk, **changed))


@pytest.mark.parametrize("ground", [("other", "Berkas tidak lengkap."), ("ranked_below", "Nilai wawancara kurang.")])
def test_the_same_outcomes_on_another_ground_from_a_stale_tab_are_not_called_saved(ground: tuple[str, str]) -> None:
    batch = open_class()
    clerk = admin_of(batch)
    one = four(batch, clerk)[0]
    act: Any = {"by": clerk, "batch": batch, "version": 0, "now": AFTER}
    first = decide(decisions=[Decision(one.pk, Out.DECLINE, "other", "Nilai  wawancara kurang. ")], **act)
    same = Decision(one.pk, Out.DECLINE, "other", "Nilai wawancara  kurang.")
    assert decide(decisions=[same], **act).version == first.version
    refused("decided_meanwhile", lambda: decide(decisions=[Decision(one.pk, Out.DECLINE, *ground)], **act))


def test_a_withdrawal_during_selection_is_said_and_nothing_is_saved() -> None:
    batch = open_class()
    clerk = admin_of(batch)
    people = four(batch, clerk)
    list_ = [Decision(p.pk, Out.SELECT) for p in people[:2]]
    withdraw(by=PUBLIC, application=people[1], now=AFTER, holds_code=True)
    refused("list_changed", lambda: decide(by=clerk, batch=batch, decisions=list_, version=0, now=AFTER))
    assert states(batch) == [S.VERIFIED, S.WITHDRAWN, S.VERIFIED, S.VERIFIED]


# The draw -------------------------------------------------------------------------------------------------------------
def number(digits: str = "416253", **said: Any) -> PublicNumber:
    stated: dict[str, Any] = {
        "number": digits, "source": "dadu di aula", "at": AFTER + timedelta(minutes=5), "witnesses": ["Ani", "Budi"],
    } | said  # fmt: skip
    return PublicNumber(**stated)


def tied(batch: Batch, clerk: Actor, how_many: int = 4) -> list[Application]:
    return [with_scores(verified(batch), clerk, 70, 70) for _n in range(how_many)]


def drawn(batch: Batch, clerk: Actor) -> Draw:
    publish_draw_list(by=clerk, batch=batch, now=AFTER)
    return draw_lots(by=clerk, batch=batch, given=number(), now=AFTER + timedelta(minutes=9))


def test_a_tie_at_the_line_waits_for_the_draw_and_the_draw_decides_it() -> None:
    batch = open_class()
    fix_due_plans(by=WORKER, now=NOW)
    clerk = admin_of(batch)
    people = tied(batch, clerk)
    assert all(one.owed and one.outcome is None for one in ranked_list(batch))
    by_hand = [
        Decision(p.pk, o, "ranked_below")
        for p, o in zip(people, (Out.SELECT, Out.SELECT, Out.RESERVE, Out.DECLINE), strict=True)
    ]
    refused("draw_owed", lambda: decide(by=clerk, batch=batch, decisions=by_hand, version=0, now=AFTER))
    draw = drawn(batch, clerk)
    assert draw.committed_at < batch.closes_at and draw.committed_in_time
    order = order_of(draw.groups, draw.seed, draw.number)
    ranked = ranked_list(batch)
    assert [own_token(draw, one.application_id) for one in ranked] == order
    assert [one.outcome for one in ranked] == [Out.SELECT, Out.SELECT, Out.RESERVE, Out.DECLINE]
    given = {one.application_id: one.outcome for one in ranked}
    wrong = [
        Decision(pk, {Out.SELECT: Out.DECLINE, Out.DECLINE: Out.SELECT}.get(o, o), "ranked_below")
        for pk, o in given.items()
        if o
    ]
    refused("order_broken", lambda: decide(by=clerk, batch=batch, decisions=wrong[2:], version=1, now=AFTER))
    assert result(batch, clerk).published_at == AFTER


def test_ten_lines_of_python_repeat_the_draw_elsewhere_and_see_a_forged_one(tmp_path: Path) -> None:
    """The text shown on the page, in another process that knows nothing of this one, on the file anybody can fetch."""
    batch = open_class()
    clerk = admin_of(batch)
    people = tied(
        batch, clerk, 8
    )  # of four, every 24th draw has the same order under another number, and that is no forgery
    draw = drawn(batch, clerk)
    client, address = Client(), f"/pelatihan/{batch.pk}/seleksi/"
    script, list_ = tmp_path / "undi.py", tmp_path / "undian.json"
    script.write_bytes(client.get("/pelatihan/undi.py").content)
    list_.write_bytes(client.get(f"{address}undian-1.json").content)
    assert script.read_text() == SCRIPT and len(SCRIPT.splitlines()) <= 10
    run = subprocess.run([sys.executable, "-I", script, list_], capture_output=True, text=True, cwd=tmp_path, env={})
    assert run.stdout.split() == ["cocok", *(own_token(draw, one.application_id) for one in ranked_list(batch))]
    told = json.loads(list_.read_text())
    for forged in (
        told | {"seed": "0" * 64}, told | {"number": "416254"}, told | {"order": told["order"][::-1]},
        told | {"groups": [told["groups"][0][:-1]]},
    ):  # fmt: skip
        list_.write_text(json.dumps(forged))
        assert subprocess.run([sys.executable, "-I", script, list_], capture_output=True, env={}).returncode == 1
    public = json.dumps(told) + client.get(address).content.decode()
    assert draw.seed in public and "Ani" in public
    for one in people:
        assert str(one.pk) not in public and one.code not in public and one.full_name not in public
    assert own_token(draw, people[0].pk) in Client().get(f"/pendaftaran/{people[0].code}/").content.decode()


def test_the_seed_is_told_only_when_drawn_and_tokens_differ_from_draw_to_draw() -> None:
    batch = open_class()
    clerk = admin_of(batch)
    tied(batch, clerk)
    first = publish_draw_list(by=clerk, batch=batch, now=AFTER)
    file = Client().get(f"/pelatihan/{batch.pk}/seleksi/undian-1.json").json()
    assert (file["seed"], file["order"], file["number"]) == (None, None, None) and len(file["groups"][0]) == 4
    void_draw(by=clerk, batch=batch, reason="nilai satu pelamar salah", now=AFTER)
    second = publish_draw_list(by=clerk, batch=batch, now=AFTER)
    assert (second.round, second.commitment != first.commitment) == (2, True)
    assert not {*first.groups[0]} & {*second.groups[0]}
    assert (
        Draw.objects.get(round=1).void_reason
        and "salah" in Client().get(f"/pelatihan/{batch.pk}/seleksi/").content.decode()
    )


def test_scores_are_closed_from_the_list_on_and_the_number_must_come_after_it() -> None:
    batch = open_class()
    clerk = admin_of(batch)
    people = tied(batch, clerk)
    late = verified(batch)
    act: Any = {"by": clerk, "batch": batch}
    refused("scores_missing", lambda: publish_draw_list(now=AFTER, **act))
    withdraw(by=PUBLIC, application=late, now=AFTER, holds_code=True)
    refused("wrong_state", lambda: draw_lots(given=number(), now=AFTER, **(act | {"batch": committed(batch)})))
    publish_draw_list(now=AFTER, **act)
    again: dict[str, Any] = {"stage": Stage.TEST, "rows": [ScoreRow(people[0].pk, Decimal(71))], "now": AFTER}
    refused("draw_listed", lambda: record_scores(**act, **again))
    at = AFTER + timedelta(minutes=9)
    for wrong, code in (
        (number("4x"), "number_not_digits"), (number(at=AFTER - timedelta(minutes=1)), "number_before_list"),
        (number(at=at + timedelta(minutes=1)), "number_in_future"), (number(witnesses=["Ani", "Ani"]), "witnesses_missing"),
        (number(source=""), "source_missing"),
    ):  # fmt: skip
        refused(code, lambda w=wrong: draw_lots(given=w, now=at, **act))
    one = draw_lots(given=number(), now=at, **act)
    assert draw_lots(given=number(), now=at, **act).drawn_at == one.drawn_at
    refused("wrong_state", lambda: draw_lots(given=number("1"), now=at, **act))


def committed(batch: Batch) -> Batch:
    fix_due_plans(by=WORKER, now=AFTER)
    return batch


def test_who_leaves_after_the_list_is_passed_over_and_the_others_keep_their_order() -> None:
    batch = open_class()
    clerk = admin_of(batch)
    tied(batch, clerk)
    drawn(batch, clerk)
    before = [one.application_id for one in ranked_list(batch)]
    withdraw(by=PUBLIC, application=Application.objects.get(pk=before[1]), now=AFTER, holds_code=True)
    assert [one.application_id for one in ranked_list(batch)] == [before[0], *before[2:]]


def test_a_package_that_selects_by_lot_draws_all_who_pass() -> None:
    batch = open_class(state="draft", seats=1, reserves=1)
    clerk = admin_of(batch)
    set_plan(by=clerk, batch=batch, facts=PlanFacts(by_lot=True, passing={"documents": 50}), now=NOW)
    Batch.objects.filter(pk=batch.pk).update(state="announced")
    batch.refresh_from_db()
    people = [verified(batch) for _n in range(4)]
    rows = [ScoreRow(p.pk, Decimal(score)) for p, score in zip(people, (90, 60, 50, 49), strict=True)]
    record_scores(by=clerk, batch=batch, stage=Stage.DOCUMENTS, rows=rows, now=AFTER)
    assert len(publish_draw_list(by=clerk, batch=batch, now=AFTER).groups[0]) == 3
    draw_lots(by=clerk, batch=batch, given=number(), now=AFTER + timedelta(minutes=9))
    ranked = ranked_list(batch)
    assert [one.outcome for one in ranked] == [Out.SELECT, Out.RESERVE, Out.DECLINE, Out.DECLINE]
    assert (ranked[3].application_id, ranked[3].below) == (people[3].pk, ("documents",))


# Refusal and appeal ---------------------------------------------------------------------------------------------------
def declined(batch: Batch, clerk: Actor) -> Application:
    people = four(batch, clerk)
    result(batch, clerk)
    return Application.objects.get(pk=people[3].pk)


def test_a_refusal_says_its_rule_and_its_figures_and_an_appeal_needs_no_account() -> None:
    batch = open_class()
    clerk = admin_of(batch)
    one = declined(batch, clerk)
    page = Client().get(f"/pendaftaran/{one.code}/").content.decode()
    assert "Nilai akhir Anda 64,00, urutan 4 dari 4." in page and "Nilai akhir kursi terakhir 80,00." in page


def test_an_accepted_appeal_is_first_in_line_and_leaves_its_trace() -> None:
    batch = open_class()
    clerk = admin_of(batch)
    one = declined(batch, clerk)
    act: Any = {"by": PUBLIC, "application": one, "now": AFTER, "holds_code": True}
    refused("may_not_assist", lambda: submit_appeal(words="Nilai tes saya keliru", **(act | {"holds_code": False})))
    refused("reason_missing", lambda: submit_appeal(words="salah", **act))
    appeal = submit_appeal(words="Nilai tes saya keliru", **act)
    assert submit_appeal(words="Nilai tes saya keliru", **act).pk == appeal.pk and Appeal.objects.count() == 1
    refused("appeal_waits", lambda: submit_appeal(words="Ada lagi yang keliru", **act))
    assert f"admissions.appeal:{appeal.pk}" in [item.key for item in waiting(clerk, AFTER)]
    reply: Any = {"appeal": appeal, "accepted": True, "reason": "Nilai tertukar dengan pelamar lain", "now": AFTER}
    refused("may_not_decide", lambda: answer_appeal(by=factories.actor(), **reply))
    answer_appeal(by=clerk, **reply)
    refused("wrong_state", lambda: answer_appeal(by=clerk, **reply))
    one.refresh_from_db()
    assert (one.state, one.rank, one.rule) == (S.RESERVE, 0, "")
    assert Entry.objects.filter(verb="admissions.uphold").count() == 1
    assert "tertukar" in Message.objects.get(kind="admissions.appeal_answered").body
    winner = Application.objects.filter(batch=batch, state=S.SELECTED).order_by("rank")[0]
    withdraw(by=PUBLIC, application=winner, now=AFTER, holds_code=True)
    one.refresh_from_db()
    assert one.state == S.SELECTED


def test_an_appeal_ends_at_midnight_of_the_centres_zone_and_is_asked_once() -> None:
    east = factories.regency("Timur", tz="Asia/Jayapura")
    batch = open_class(centre=factories.institution(region=east))
    clerk = admin_of(batch)
    one = declined(batch, clerk)  # 12 March, 12.00 WIT: until 15 March, 23.59 WIT
    last = datetime(2026, 3, 15, 14, 59, 59, tzinfo=UTC)
    act: Any = {"by": PUBLIC, "application": one, "words": "Nilai tes saya keliru", "holds_code": True}
    no = refused("appeal_over", lambda: submit_appeal(now=last + timedelta(seconds=1), **act))
    assert "15 Maret 2026" in str(no)
    appeal = submit_appeal(now=last, **act)
    withdraw_appeal(by=PUBLIC, appeal=appeal, now=last, holds_code=True)
    answer_appeal(
        by=clerk, appeal=submit_appeal(now=last, **act), accepted=False, reason="Nilai sudah dihitung ulang", now=last
    )
    refused("already_appealed", lambda: submit_appeal(now=last, **act))
    assert list(Appeal.objects.order_by("pk").values_list("state", flat=True)) == ["withdrawn", "rejected"]


@pytest.mark.django_db(transaction=True)
def test_two_officers_answer_one_appeal_at_once_and_one_answer_stands() -> None:
    batch = open_class()
    clerk = admin_of(batch)
    one = declined(batch, clerk)
    appeal = submit_appeal(by=PUBLIC, application=one, words="Nilai tes saya keliru", now=AFTER, holds_code=True)
    answers = at_once(
        [
            lambda yes=yes: answer_appeal(
                by=clerk, appeal=appeal, accepted=yes, reason="sudah dilihat ulang", now=AFTER
            )
            for yes in (True, False)
        ]
    )
    connection.close()
    assert sorted(type(a).__name__ for a in answers) == ["Appeal", "Refused"], answers
    kept = Appeal.objects.get().state == AppealState.ACCEPTED
    assert (Application.objects.get(pk=one.pk).state == S.RESERVE) is kept


# Seats ----------------------------------------------------------------------------------------------------------------
def test_whoever_lets_the_days_pass_forfeits_together_and_reserves_have_days_of_their_own() -> None:
    batch = open_class()
    clerk = admin_of(batch)
    people = four(batch, clerk)
    result(batch, clerk)
    confirm(by=PUBLIC, application=people[0], now=AFTER, holds_code=True)
    assert forfeit_late(by=clerk, batch=batch, now=AFTER + timedelta(days=3)) == []
    late = AFTER + timedelta(days=4)
    assert [a.pk for a in forfeit_late(by=clerk, batch=batch, now=late)] == [people[1].pk]
    assert states(batch) == [S.CONFIRMED, S.FORFEITED, S.SELECTED, S.DECLINED]
    assert forfeit_late(by=clerk, batch=batch, now=late) == []


def test_who_does_not_come_on_the_first_day_frees_the_seat_for_a_reserve() -> None:
    batch = open_class()
    clerk = admin_of(batch)
    people = four(batch, clerk)
    result(batch, clerk)
    for one in people[:2]:
        confirm(by=clerk, application=one, now=AFTER)
    first_day = datetime(2026, 4, 6, 2, tzinfo=UTC)
    refused("class_not_begun", lambda: forfeit_no_show(by=clerk, application=people[0], now=AFTER))
    refused("not_confirmed", lambda: forfeit_no_show(by=clerk, application=people[3], now=first_day))
    assert forfeit_no_show(by=clerk, application=people[0], now=first_day).rule == "not_come"
    assert states(batch) == [S.FORFEITED, S.CONFIRMED, S.SELECTED, S.DECLINED]
    steps = {str(gate.label): gate.people for gate in gates(batch, FirstDay(1, 0))}
    assert (steps["diterima"], steps["daftar ulang"], steps["datang hari pertama"]) == (3, 2, 1)


def twice(**dates: Any) -> list[Application]:
    """One person, chosen by two centres."""
    found = []
    for fields in ({}, dates):
        batch = open_class(seats=1, reserves=0, **fields)
        one = verified(batch, "Siti", nik="9901014506900001")
        clerk = admin_of(batch)
        decide(by=clerk, batch=batch, decisions=[Decision(one.pk, Out.SELECT)], version=0, now=AFTER)
        publish_result(by=clerk, batch=batch, now=AFTER)
        found.append(one)
    return found


def test_one_person_chosen_by_two_centres_takes_one_seat_and_is_told_where_the_other_is() -> None:
    here, there = twice()
    assert here.person_id == there.person_id
    confirm(by=PUBLIC, application=here, now=AFTER, holds_code=True)
    no = refused("confirmed_elsewhere", lambda: confirm(by=PUBLIC, application=there, now=AFTER, holds_code=True))
    assert here.batch.centre.name in str(no)
    withdraw(by=PUBLIC, application=here, now=AFTER, holds_code=True)
    assert confirm(by=PUBLIC, application=there, now=AFTER, holds_code=True).state == S.CONFIRMED


def test_classes_one_after_the_other_may_both_be_taken() -> None:
    here, later = twice(starts_on=date(2026, 6, 1), ends_on=date(2026, 7, 1))
    for one in (here, later):
        assert confirm(by=PUBLIC, application=one, now=AFTER, holds_code=True).state == S.CONFIRMED


@pytest.mark.django_db(transaction=True)
def test_of_two_confirmations_at_once_at_two_centres_one_stands() -> None:
    both = twice()
    answers = at_once([lambda a=a: confirm(by=PUBLIC, application=a, now=AFTER, holds_code=True) for a in both])
    connection.close()
    assert sorted(getattr(a, "code", "") if isinstance(a, Refused) else "seat" for a in answers) == [
        "confirmed_elsewhere",
        "seat",
    ]
    assert Application.objects.filter(state=S.CONFIRMED).count() == 1


def test_a_class_cancelled_after_enrolment_is_told_once_and_stands_in_nobodys_way() -> None:
    here, there = twice()
    confirm(by=PUBLIC, application=here, now=AFTER, holds_code=True)
    Batch.objects.filter(pk=here.batch_id).update(state="cancelled", cancel_reason="Pelatih sakit lama.")
    assert (tell_cancelled(by=WORKER, now=AFTER), tell_cancelled(by=WORKER, now=AFTER)) == (1, 0)
    assert "Pelatih sakit lama" in Message.objects.get(kind="admissions.class_cancelled").body
    assert "Kelas ini dibatalkan" in Client().get(f"/pendaftaran/{here.code}/").content.decode()
    assert confirm(by=PUBLIC, application=there, now=AFTER, holds_code=True).state == S.CONFIRMED
    Application.objects.filter(pk=here.pk).update(state=S.SELECTED)
    refused("class_cancelled", lambda: confirm(by=PUBLIC, application=here, now=AFTER, holds_code=True))


# Who would know -------------------------------------------------------------------------------------------------------
TWO = Reach(first_name="Kak Ros", first_phone="0812-1111-2222", first_relation="kakak", moving_to="Kota Contoh")


def test_two_people_are_noted_with_consent_and_gone_without_it() -> None:
    one = verified(open_class())
    act: Any = {"by": PUBLIC, "application": one, "now": NOW, "holds_code": True}
    refused("not_yours", lambda: note_reach(reach=TWO, version=1, **(act | {"holds_code": False})))
    half = Reach(first_name="Kak Ros", first_phone="0812-1111-2222", second_name="Bu Ida")
    assert refused("reach_incomplete", lambda: note_reach(reach=half, version=1, **act)).field == "second_name"
    note_reach(reach=TWO, version=1, **act)
    assert (ReachPlan.objects.agreed().get().first_phone, drop_unagreed(by=WORKER)) == ("+6281211112222", 0)
    page = Client().get(f"/pendaftaran/{one.code}/kontak/").content.decode()
    assert "Sudah dicatat" in page and "1111" not in page and "Kak Ros" not in page
    assert withdraw_reach(**act) and not ReachPlan.objects.exists()
    note_reach(reach=TWO, version=1, **act)
    assert one.person is not None
    withdraw_consent(by=WORKER, person=one.person, purpose=ConsentPurpose.FOLLOW_UP_CONTACTS, now=NOW)
    assert not ReachPlan.objects.agreed().exists()
    assert drop_unagreed(by=WORKER) == 1 and not ReachPlan.objects.exists()


def test_an_unwritten_method_is_what_the_dated_rules_said_on_the_opening_day() -> None:
    assert plan_of(open_class()).weights == {"documents": 20, "test": 40, "interview": 40}
