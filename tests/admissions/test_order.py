"""A seat follows the ranking: who has no place in it gets none, at the decision and again when the result is told."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from balai.access.actor import Actor
from balai.access.roles import Role
from balai.admissions.actions.appeal import answer_appeal, submit_appeal
from balai.admissions.actions.plan import PlanFacts, set_plan
from balai.admissions.actions.score import ScoreRow, record_scores
from balai.admissions.actions.seats import confirm
from balai.admissions.actions.select import decide, publish_result, withdraw_result
from balai.admissions.enums import ApplicationState, Outcome, Stage
from balai.admissions.models import Application, Selection, SelectionScore
from balai.admissions.rules.deciding import Decision
from balai.notifications.models import Message
from balai.planning.models import Batch
from balai.training.actions.bulk import go_on, start_bulk
from balai.training.enums import BulkItemState, BulkKind
from balai.training.models import BulkItem
from tests import factories
from tests.admissions.rows import AFTER, NOW, admin_of, open_class, scored, verified
from tests.admissions.test_apply import refused
from tests.admissions.test_pages import as_user

pytestmark = [pytest.mark.data, pytest.mark.django_db]
S, Out = ApplicationState, Outcome
MARKED = PlanFacts(weights={"documents": 0, "test": 50, "interview": 50}, passing={"test": 60})
Spoil = Callable[[Application, Actor], object]


def unscored(one: Application, by: Actor) -> object:
    return SelectionScore.objects.filter(application=one, stage=Stage.INTERVIEW).delete()


def absent(one: Application, by: Actor) -> object:
    rows = [ScoreRow(one.pk, absent=True)]
    return record_scores(by=by, batch=one.batch, stage=Stage.INTERVIEW, rows=rows, now=AFTER)


def below(one: Application, by: Actor) -> object:
    rows = [ScoreRow(one.pk, Decimal(59))]
    return record_scores(by=by, batch=one.batch, stage=Stage.TEST, rows=rows, now=AFTER)


SPOILT = pytest.mark.parametrize(
    ("spoil", "rule"),
    [(unscored, "belum dinilai pada wawancara"), (absent, "tidak hadir"), (below, "tes tertulis di bawah batas lulus")],
)


def a_list(seats: int = 1) -> tuple[Batch, Actor, Application, Application]:
    """With pass marks; the first of the two is the best, the second is called Budi."""
    batch = open_class(state="draft", seats=seats, reserves=1)
    clerk = admin_of(batch)
    set_plan(by=clerk, batch=batch, facts=MARKED, now=NOW)
    Batch.objects.filter(pk=batch.pk).update(state="announced")
    batch.refresh_from_db()
    best, other = verified(batch, "Ani"), verified(batch, "Budi")
    return batch, clerk, scored(best, clerk, 90, 90), scored(other, clerk, 70, 70)


def version(batch: Batch) -> int:
    return Selection.objects.filter(batch=batch).values_list("version", flat=True).first() or 0


def give(batch: Batch, clerk: Actor, *decisions: Decision) -> Selection:
    return decide(by=clerk, batch=batch, decisions=decisions, version=version(batch), now=AFTER)


@SPOILT
@pytest.mark.parametrize("outcome", [Out.SELECT, Out.RESERVE])
def test_who_has_no_place_gets_no_seat_while_the_best_is_told_ranked_below(
    spoil: Spoil, rule: str, outcome: Outcome
) -> None:
    batch, clerk, best, other = a_list()
    spoil(other, clerk)
    told = [Decision(best.pk, Out.DECLINE, "ranked_below"), Decision(other.pk, outcome)]
    no = refused("without_place", lambda: give(batch, clerk, *told))
    assert "Budi" in str(no) and rule in str(no)
    assert set(Application.objects.values_list("state", flat=True)) == {S.VERIFIED}


@SPOILT
def test_what_changed_between_decision_and_publication_is_seen_on_the_page_and_in_bulk(spoil: Spoil, rule: str) -> None:
    batch, clerk, best, other = a_list(seats=2)
    give(batch, clerk, Decision(best.pk, Out.SELECT), Decision(other.pk, Out.SELECT))
    spoil(other, clerk)
    no = refused("without_place", lambda: publish_result(by=clerk, batch=batch, now=AFTER))
    assert "Budi" in str(no) and rule in str(no)
    desk = factories.desk(batch.centre, Role.CENTRE_ADMIN)
    by = factories.actor(batch.centre, Role.CENTRE_ADMIN)
    run = start_bulk(by=by, institution=batch.centre, kind=BulkKind.DECIDE, batches=[batch], options={}, now=AFTER)
    go_on(run=run, now=AFTER)
    item = BulkItem.objects.get()
    assert item.state == BulkItemState.REFUSED and "Budi" in item.problem and rule in item.problem
    page = as_user(desk.user).post(f"/kelas/{batch.pk}/seleksi/umumkan/", follow=True).content.decode()
    assert "Budi tidak bisa mendapat kursi" in page
    assert (
        Selection.objects.get().published_at is None and not Message.objects.filter(kind="admissions.result").exists()
    )


def test_the_page_of_the_decision_says_who_and_why() -> None:
    batch, clerk, best, other = a_list()
    unscored(other, clerk)
    said = {
        "version": "0", f"outcome-{best.pk}": "decline", f"rule-{best.pk}": "ranked_below", f"outcome-{other.pk}": "select",
    }  # fmt: skip
    client = as_user(factories.desk(batch.centre, Role.CENTRE_ADMIN).user)
    assert "Budi tidak bisa mendapat kursi" in client.post(f"/kelas/{batch.pk}/seleksi/", said).content.decode()
    assert Selection.objects.filter(decided_at__isnull=False).count() == 0


def test_after_a_new_ranking_a_list_that_passes_somebody_over_is_not_told() -> None:
    batch, clerk, best, other = a_list()
    give(batch, clerk, Decision(best.pk, Out.SELECT), Decision(other.pk, Out.DECLINE, "ranked_below"))
    better: Any = {"by": clerk, "batch": batch, "rows": [ScoreRow(other.pk, Decimal(100))], "now": AFTER}
    for stage in (Stage.TEST, Stage.INTERVIEW):
        record_scores(stage=stage, **better)
    refused("order_broken", lambda: publish_result(by=clerk, batch=batch, now=AFTER))
    give(batch, clerk, Decision(other.pk, Out.SELECT), Decision(best.pk, Out.DECLINE, "ranked_below"))
    assert publish_result(by=clerk, batch=batch, now=AFTER).published_at


@SPOILT
def test_a_confirmed_seat_counts_in_a_second_ranking(spoil: Spoil, rule: str) -> None:
    batch, clerk, best, other = a_list()
    give(batch, clerk, Decision(best.pk, Out.SELECT), Decision(other.pk, Out.DECLINE, "ranked_below"))
    publish_result(by=clerk, batch=batch, now=AFTER)
    confirm(by=clerk, application=best, now=AFTER)
    withdraw_result(by=clerk, batch=batch, reason="Nilai tertukar.", now=AFTER)
    spoil(best, clerk)
    refused("order_broken", lambda: give(batch, clerk, Decision(other.pk, Out.DECLINE, "ranked_below")))
    grounded = Decision(other.pk, Out.DECLINE, "other", "Kursi sudah dijanjikan sebelum nilai diperbaiki.")
    give(batch, clerk, grounded)
    assert publish_result(by=clerk, batch=batch, now=AFTER).published_at


def test_a_reserve_before_a_seat_reads_why_and_an_accepted_appeal_stands_outside_the_order() -> None:
    batch, clerk, best, other = a_list()
    why = "Berkas asli baru dibawa minggu depan."
    give(batch, clerk, Decision(best.pk, Out.RESERVE, "", why), Decision(other.pk, Out.SELECT))
    publish_result(by=clerk, batch=batch, now=AFTER)
    assert why in Message.objects.get(address=best.phone, kind="admissions.result").body
    batch, clerk, best, other = a_list()
    low = scored(verified(batch, "Cici"), clerk, 60, 60)
    behind = [Decision(one.pk, Out.DECLINE, "ranked_below") for one in (other, low)]
    give(batch, clerk, Decision(best.pk, Out.SELECT), *behind)
    publish_result(by=clerk, batch=batch, now=AFTER)
    appeal = submit_appeal(by=clerk, application=low, words="Nilai tes saya keliru", now=AFTER)
    answer_appeal(by=clerk, appeal=appeal, accepted=True, reason="Nilai tertukar dengan orang lain.", now=AFTER)
    withdraw_result(by=clerk, batch=batch, reason="Salah menulis tanggal.", now=AFTER)
    assert publish_result(by=clerk, batch=batch, now=AFTER).published_at


def test_nobody_is_refused_by_a_ranking_that_was_never_made() -> None:
    batch = open_class(seats=1, reserves=1)
    clerk, one = admin_of(batch), verified(batch, "Ani")
    for rule in ("ranked_below", "not_drawn"):
        no = refused("untrue_rule", lambda rule=rule: give(batch, clerk, Decision(one.pk, Out.DECLINE, rule)))
        assert "Ani tidak punya peringkat" in str(no) and "Belum ada pelamar yang dinilai" in str(no)
    give(batch, clerk, Decision(one.pk, Out.DECLINE, "other", "Kelas dibuka untuk warga desa saja."))


@pytest.mark.parametrize(
    ("spoil", "true"),
    [(unscored, "Isi nilainya pada wawancara"), (absent, "“tidak hadir pada"), (below, "“nilai satu tahap di")],
)
def test_who_has_no_place_is_refused_by_the_true_rule(spoil: Spoil, true: str) -> None:
    batch, clerk, best, other = a_list()
    spoil(other, clerk)
    told = [Decision(best.pk, Out.SELECT), Decision(other.pk, Out.DECLINE, "ranked_below")]
    no = refused("untrue_rule", lambda: give(batch, clerk, *told))
    assert "Budi tidak punya peringkat" in str(no) and true in str(no)


def test_a_ground_that_was_true_when_it_was_decided_is_asked_again_when_it_is_told() -> None:
    batch, clerk, best, other = a_list()
    give(batch, clerk, Decision(best.pk, Out.SELECT), Decision(other.pk, Out.DECLINE, "ranked_below"))
    below(other, clerk)
    refused("untrue_rule", lambda: publish_result(by=clerk, batch=batch, now=AFTER))


def test_nobody_is_told_of_a_draw_that_nobody_held() -> None:
    batch, clerk, best, other = a_list()
    told = [Decision(best.pk, Out.SELECT), Decision(other.pk, Out.DECLINE, "not_drawn")]
    refused("not_drawn_yet", lambda: give(batch, clerk, *told))
    for stage, score in ((Stage.TEST, 90), (Stage.INTERVIEW, 90)):  # equal now, and a draw is owed
        record_scores(by=clerk, batch=batch, stage=stage, rows=[ScoreRow(other.pk, Decimal(score))], now=AFTER)
    refused("not_drawn_yet", lambda: give(batch, clerk, *told))
