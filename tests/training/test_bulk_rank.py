"""Many lists decided at once as the ranking proposes them; what a ranking cannot say waits for a human."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client

from balai.access.actor import Actor
from balai.access.roles import Role
from balai.admissions.actions.score import ScoreRow, record_scores
from balai.admissions.enums import ApplicationState, Stage
from balai.admissions.models import Application, Selection, SelectionPlan
from balai.audit.models import Entry
from balai.institutions.desks import actor_for
from balai.planning.models import Batch
from balai.training.actions.bulk import go_on, start_bulk
from balai.training.enums import BulkItemState, BulkKind
from balai.training.models import BulkRun
from tests import factories as make
from tests.training.rows import NOW, TODAY, a_class, applicant
from tests.training.test_bulk_reach import office

pytestmark = [pytest.mark.data, pytest.mark.django_db]
S = ApplicationState


def listed(recruiter, by: Actor, *scores: int, **fields) -> Batch:
    """A class with one seat and one reserve, its applicants scored."""
    passing = fields.pop("passing", 0)
    fields |= {"seats": 1, "reserves": 1, "state": "selecting", "closes_at": NOW - timedelta(days=1)}
    batch = a_class(recruiter=recruiter, **fields)
    if passing:
        SelectionPlan.objects.create(
            batch=batch, weight_documents=0, weight_test=50, weight_interview=50, pass_test=passing
        )
    for rank, score in enumerate(scores, 1):
        one = applicant(batch, rank, S.VERIFIED)
        for stage in Stage:
            record_scores(by=by, batch=batch, stage=stage, rows=[ScoreRow(one.pk, Decimal(score))], now=NOW)
    return batch


def outcomes(batch: Batch) -> list[tuple[str, str]]:
    return list(Application.objects.filter(batch=batch).order_by("rank", "pk").values_list("state", "rule"))


@pytest.fixture
def clerk():
    return make.desk(office(), Role.LABOUR_OFFICER)


def run_of(clerk, *classes: Batch) -> BulkRun:
    by = actor_for(clerk.user, TODAY)
    run = start_bulk(by=by, institution=clerk.institution, kind=BulkKind.RANK, batches=classes, options={}, now=NOW)
    assert go_on(run=run, now=NOW)
    return run


def test_every_list_is_decided_in_its_order_with_the_rule_and_an_entry_each_and_told_to_nobody(clerk) -> None:
    by = actor_for(clerk.user, TODAY)
    classes = [listed(clerk.institution, by, 70, 90, 80) for _n in range(3)]
    run = run_of(clerk, *classes)
    assert run.items.filter(state=BulkItemState.DONE, people=3).count() == 3
    for batch in classes:
        assert outcomes(batch) == [(S.SELECTED, ""), (S.RESERVE, ""), (S.DECLINED, "ranked_below")]
    assert Selection.objects.filter(published_at=None, version=1, decided_by=by.name).count() == 3
    for verb in ("select", "reserve", "decline"):
        assert Entry.objects.filter(verb=f"admissions.{verb}").values("subject_id").distinct().count() == 3
    again = run_of(clerk, *classes)
    assert again.items.filter(state=BulkItemState.DONE, people=0).count() == 3
    assert Entry.objects.filter(verb="admissions.select").count() == 3


def test_absent_and_below_the_mark_are_named_by_their_own_rule(clerk) -> None:
    by = actor_for(clerk.user, TODAY)
    batch = listed(clerk.institution, by, 90, 50, 80, passing=60)
    last = Application.objects.filter(batch=batch).latest("rank")
    for stage in Stage:
        record_scores(by=by, batch=batch, stage=stage, rows=[ScoreRow(last.pk, absent=True)], now=NOW)
    run_of(clerk, batch)
    told = dict(Application.objects.filter(batch=batch).values_list("state", "rule"))
    assert told == {S.SELECTED: "", S.DECLINED: "below_pass", S.FORFEITED: "absent"}


def test_a_list_that_the_ranking_cannot_settle_waits_whole_for_a_human(clerk) -> None:
    by, colleague = actor_for(clerk.user, TODAY), make.actor(clerk.institution, Role.LABOUR_OFFICER, TODAY)
    good, equal, unscored, disputed = (
        listed(clerk.institution, by, 90, 80), listed(clerk.institution, by, 80, 80, 80),
        listed(clerk.institution, by, 90), listed(clerk.institution, by, 90, 80),
    )  # fmt: skip
    applicant(unscored, 2, S.VERIFIED)
    far = Application.objects.filter(batch=disputed).earliest("rank")
    record_scores(by=colleague, batch=disputed, stage=Stage.TEST, rows=[ScoreRow(far.pk, Decimal(10))], now=NOW)
    empty = listed(clerk.institution, by)
    run = run_of(clerk, good, equal, unscored, disputed, empty)
    problems = dict(run.items.values_list("batch_id", "problem"))
    assert problems[good.pk] == "" and outcomes(good)[0] == (S.SELECTED, "")
    assert "Undi mereka dahulu" in problems[equal.pk] and "1 pendaftar belum dinilai" in problems[unscored.pk]
    assert "berbeda jauh" in problems[disputed.pk] and "belum punya pendaftar" in problems[empty.pk]
    for batch in (equal, unscored, disputed):
        assert {state for state, _rule in outcomes(batch)} == {S.VERIFIED}


def test_a_colleague_s_decision_is_not_written_over(clerk) -> None:
    by, colleague = actor_for(clerk.user, TODAY), make.desk(clerk.institution, Role.LABOUR_OFFICER)
    batch = listed(clerk.institution, by, 90, 80)
    run_of(clerk, batch)
    problem = run_of(colleague, batch).items.get().problem
    assert "sudah diputuskan petugas lain" in problem and Entry.objects.filter(verb="admissions.select").count() == 1


def test_the_page_offers_what_is_closed_and_undecided_and_leads_on_to_the_announcement(clerk) -> None:
    by, web = actor_for(clerk.user, TODAY), Client()
    web.force_login(clerk.user)
    good, equal = (
        listed(clerk.institution, by, *s, title=t) for s, t in (((90, 80), "Kelas A"), ((80, 80), "Kelas B"))
    )
    page = web.get("/kelas/sekaligus/?apa=rank").content.decode()
    assert "Kelas A" in page and "Kelas B" in page
    after = web.post("/kelas/sekaligus/?apa=rank", {"batches": [good.pk, equal.pk]}, follow=True).content.decode()
    assert "2 dari 2 kelas selesai" in after and "?apa=decide" in after and f"/kelas/{equal.pk}/seleksi/" in after
    page = web.get("/kelas/sekaligus/?apa=rank").content.decode()
    assert (
        "Kelas A" not in page
        and "Kelas B" in page
        and "Kelas A" in web.get("/kelas/sekaligus/?apa=decide").content.decode()
    )
