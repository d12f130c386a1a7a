"""No proposal is sent without a need it answers, or the reason why none can be named; drafts and revisions choose it too."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client

from balai.access.roles import Role
from balai.demand.actions import Wanted, match_units, move_job_order, note_need, write_job_order
from balai.demand.models import JobOrder, NeedEvidence
from balai.institutions.enums import InstitutionKind
from balai.planning import earlier
from balai.planning.actions.copy_plan import Copied, copy_plan
from balai.planning.actions.propose import (
    Answer,
    Proposal,
    Revision,
    answer_package,
    propose_package,
    reopen_package,
    revise_package,
    send_package,
    withdraw_package,
)
from balai.planning.models import Package
from tests import factories as make
from tests.planning import rows
from tests.planning.rows import NOW, REASON, TODAY, WHY
from tests.support.refusals import code_of

pytestmark = [pytest.mark.data, pytest.mark.django_db]
PLAIN = Revision("Garmen I", 16, 60_000_000, REASON)


def ordered(at: rows.Place, title: str = "Operator jahit") -> JobOrder:
    employer = make.institution("PT Contoh", kind=InstitutionKind.COMPANY, region=at.regency)
    by = make.actor(employer, Role.EMPLOYER)
    order = write_job_order(by=by, employer=employer, wanted=Wanted(title, 12, "Menjahit kemeja."), today=TODAY)
    return move_job_order(by=by, job_order=order, step="publish", today=TODAY)


def potential(at: rows.Place) -> NeedEvidence:
    said = {"text": "Pasar nagari butuh roti.", "source": "Survei pasar 2025"}
    return note_need(by=at.by_centre, institution=at.centre, kind="local_potential", as_of=TODAY, **said)


def copied(at: rows.Place, source: Package | None = None) -> Package:
    old = source or rows.funded(at)
    [draft] = copy_plan(by=at.by_office, rows=[Copied(old, 16, 70_000_000)], year=2027, now=NOW)
    return draft


def test_a_count_of_jobseekers_alone_is_no_need() -> None:
    at = rows.place()
    make.person(living_in=at.regency)
    bare = Proposal(at.curriculum, "Garmen", 2026, 16, 1_000_000, REASON)
    ask = lambda proposal: propose_package(  # noqa: E731
        by=at.by_centre, centre=at.centre, funder=at.office, proposal=proposal, now=NOW
    )
    assert code_of(lambda: ask(bare)) == "no_need_named"
    assert code_of(lambda: ask(replace(bare, no_need_why="pendek"))) == "reason_missing"
    assert not Package.objects.exists()
    for named in ({"no_need_why": WHY}, {"needs": [potential(at)]}, {"job_orders": [ordered(at)]}):
        assert ask(replace(bare, **named)).state == "proposed"


def test_a_copied_draft_chooses_needs_orders_and_potential_and_is_counted_on_the_day_it_is_sent(monkeypatch) -> None:
    at = rows.place()
    draft, order, need = copied(at), ordered(at), potential(at)
    assert code_of(lambda: send_package(by=at.by_centre, package=draft, now=NOW)) == "no_need_named"
    chosen = replace(PLAIN, needs=[need], job_orders=[order])
    revise_package(by=at.by_centre, package=draft, revision=chosen, now=NOW)
    assert {row.kind for row in draft.evidence.all()} >= {"local_potential", "job_order", "jobseekers"}
    match_units(by=at.by_centre, job_order=order, centre=at.centre, units=[at.curriculum.units.get().unit], today=TODAY)
    JobOrder.objects.update(count=20)
    became = earlier.Became(14, 5, 3, 4, 2, 3, TODAY, "outcomes")
    finished = rows.draft(at)
    type(finished).objects.update(state="finished", starts_on=TODAY - timedelta(40), ends_on=TODAY - timedelta(9))
    monkeypatch.setattr(earlier, "_told", {"outcomes": lambda ids, _day: dict.fromkeys(ids, became)})
    later = NOW + timedelta(days=3)
    assert send_package(by=at.by_centre, package=draft, now=later).state == "proposed"
    asked = draft.evidence.get(job_order=order)
    assert (asked.snapshot["count"], asked.as_of) == (20, TODAY + timedelta(days=3))
    assert [unit["code"] for unit in asked.snapshot["units"]] == ["C.14GMT06.024.1"]
    assert draft.evidence.get(kind="earlier_runs").snapshot["working"] == 5


def test_what_was_sent_keeps_its_words_when_it_is_revised_and_the_trail_says_what_changed(client: Client) -> None:
    at = rows.place()
    first, second = ordered(at), ordered(at, "Pemeriksa mutu")
    package = rows.proposed(at, job_orders=[first])
    JobOrder.objects.filter(pk=first.pk).update(title="Lain", count=1)
    match_units(by=at.by_centre, job_order=first, centre=at.centre, units=[at.curriculum.units.get().unit], today=TODAY)
    later = NOW + timedelta(days=2)
    revise_package(by=at.by_centre, package=package, revision=replace(PLAIN, job_orders=[first, second]), now=later)
    kept, new = package.evidence.filter(job_order__isnull=False)
    assert (kept.snapshot["text"], kept.snapshot["count"], kept.as_of) == ("Operator jahit", 12, TODAY)
    assert [unit["code"] for unit in kept.snapshot["units"]] == ["C.14GMT06.024.1"]
    assert (new.snapshot["text"], new.as_of) == ("Pemeriksa mutu", TODAY + timedelta(days=2))
    assert package.evidence.get(kind="jobseekers").as_of == TODAY
    again = replace(PLAIN, job_orders=[second], counted_again=True)
    revise_package(by=at.by_centre, package=package, revision=again, now=later)
    assert package.evidence.get(kind="jobseekers").as_of == TODAY + timedelta(days=2)
    bare = replace(PLAIN, job_orders=[], no_need_why="")
    assert (
        code_of(lambda: revise_package(by=at.by_centre, package=package, revision=bare, now=later)) == "no_need_named"
    )
    revise_package(by=at.by_centre, package=package, revision=PLAIN, now=later)
    assert [row.job_order for row in package.evidence.filter(job_order__isnull=False)] == [second]
    client.force_login(at.officer)
    page = client.get(f"/paket/{package.pk}/").content.decode()
    assert "<ins>permintaan pemberi kerja: Pemeriksa mutu</ins>" in page
    assert "<del>permintaan pemberi kerja: Operator jahit</del> <ins>tidak lagi ditunjuk</ins>" in page


def test_a_withdrawn_draft_is_not_sent_by_the_back_door() -> None:
    at = rows.place()
    draft = copied(at)
    withdraw_package(by=at.by_centre, package=draft, reason=REASON, now=NOW)
    again = reopen_package(by=at.by_centre, package=draft, reason=REASON, now=NOW)
    assert again.state == "draft", "it was never sent"
    assert code_of(lambda: send_package(by=at.by_centre, package=again, now=NOW)) == "no_need_named"


def test_a_withdrawn_proposal_without_a_need_is_not_sent_again_by_the_back_door() -> None:
    at = rows.place()
    sent = rows.proposed(at)
    withdraw_package(by=at.by_centre, package=sent, reason=REASON, now=NOW)
    sent.evidence.exclude(need=None, job_order=None).delete()
    Package.objects.filter(pk=sent.pk).update(no_need_why="")
    assert code_of(lambda: reopen_package(by=at.by_centre, package=sent, reason=REASON, now=NOW)) == "no_need_named"


def test_the_page_of_a_draft_begins_with_what_its_old_package_answered_and_the_funder_reads_why(client: Client) -> None:
    at = rows.place()
    order = ordered(at)
    old = rows.proposed(at, job_orders=[order])
    answer_package(by=at.by_office, package=old, answer=Answer("accept", REASON, rows.line(at)), now=NOW)
    draft = copied(at, old)
    client.force_login(at.admin)
    page = client.get(f"/paket/{draft.pk}/perbaiki/")
    assert page.context["form"]["job_orders"].value() == [order.pk]
    assert "dipilih untuk paket tahun 2026" in page.content.decode()
    assert "PT Contoh: Operator jahit, 12 orang (belum dipadankan)" in page.content.decode()
    said = {"title": "Garmen", "seats": 16, "cost": "70.000.000", "reason": REASON, "no_need_why": WHY}
    assert client.post(f"/paket/{draft.pk}/perbaiki/", said).status_code == 302
    assert "menunjuk kebutuhan" not in client.get(f"/paket/{draft.pk}/").content.decode()
    client.post(f"/paket/{draft.pk}/kirim/")
    client.force_login(at.officer)
    assert WHY in client.get(f"/paket/{draft.pk}/").content.decode()


def test_the_page_that_proposes_says_that_no_need_is_named(client: Client) -> None:
    at = rows.place()
    at.office.functions.create(function="funder")
    client.force_login(at.admin)
    said = {"centre": at.centre.pk, "curriculum": at.curriculum.pk, "title": "Garmen", "year": 2026, "seats": 16,
            "cost": "96.000.000", "funder": at.office.pk, "reason": REASON}  # fmt: skip
    page = client.post("/paket/baru/", said)
    assert "belum menunjuk kebutuhan" in str(page.context["form"].errors["needs"])
    need = potential(at)
    assert client.post("/paket/baru/", said | {"needs": [need.pk]}).status_code == 302
    assert Package.objects.get().evidence.get(need=need).snapshot["text"] == "Pasar nagari butuh roti."
