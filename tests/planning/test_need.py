"""A proposal stands on evidence that keeps its day, every version of it can be read, and what is paid stays within it."""

import contextlib
import threading
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from balai.access.roles import Role
from balai.audit.models import Entry
from balai.demand.actions import Wanted, match_units, move_job_order, note_need, write_job_order
from balai.demand.models import JobOrder, JobOrderUnit
from balai.funding.actions import NewGuide, add_guide
from balai.funding.enums import Duty
from balai.institutions.enums import InstitutionKind
from balai.kernel.refusal import Refused
from balai.people.enums import Aim, Education
from balai.planning import desk, earlier
from balai.planning.actions import spend
from balai.planning.actions.copy_plan import Copied, copy_plan
from balai.planning.actions.propose import (
    Answer,
    Revision,
    answer_package,
    reopen_package,
    revise_package,
    send_package,
)
from balai.planning.actions.rounds import NewRound, close_round, open_round, reopen_round
from balai.planning.actions.spend import Payment, take_back_spending, write_spending
from balai.planning.duties import duties_of
from balai.planning.models import Package, PackageVersion, Spending
from balai.planning.queries import spent_on, with_committed, with_spent
from balai.planning.rules.money import per_place
from tests import factories as make
from tests.planning import rows
from tests.planning.rows import NOW, REASON, TODAY, WHY
from tests.support.refusals import code_of

pytestmark = [pytest.mark.data, pytest.mark.django_db]
BECAME = earlier.Became(14, 5, 3, 4, 2, 3, TODAY, "outcomes")


def asked_for(at: rows.Place, title: str = "Operator jahit") -> JobOrder:
    employer = make.institution("PT Contoh", kind=InstitutionKind.COMPANY, region=at.regency)
    by = make.actor(employer, Role.EMPLOYER)
    order = write_job_order(by=by, employer=employer, wanted=Wanted(title, 12, "Menjahit kemeja."), today=TODAY)
    return move_job_order(by=by, job_order=order, step="publish", today=TODAY)


def reads(at: rows.Place, order: JobOrder, *units: Any) -> int:
    return match_units(by=at.by_centre, job_order=order, centre=at.centre, units=units, today=TODAY)


def test_a_centre_reads_units_in_the_employers_words_for_itself_alone() -> None:
    at, other = rows.place(), rows.place()
    order, unit = asked_for(at), at.curriculum.units.get().unit
    assert reads(at, order, unit) == 1
    assert reads(at, order, unit) == 1
    assert Entry.objects.filter(verb="demand.match_units").count() == 1
    strange = lambda: match_units(  # noqa: E731
        by=other.by_centre, job_order=order, centre=at.centre, units=[unit], today=TODAY
    )
    assert code_of(strange) == "may_not_match"
    assert reads(at, order) == 0
    assert not JobOrderUnit.objects.exists()


def test_local_potential_names_its_source() -> None:
    at = rows.place()
    said = {"institution": at.centre, "kind": "local_potential", "text": "Pasar butuh roti.", "as_of": TODAY}
    assert code_of(lambda: note_need(by=at.by_centre, **said)) == "source_missing"
    assert note_need(by=at.by_centre, source="Survei pasar 2025", **said).source == "Survei pasar 2025"


def test_evidence_keeps_the_words_and_the_figures_of_its_day(monkeypatch) -> None:
    at = rows.place()
    finished = rows.draft(at)
    type(finished).objects.filter(pk=finished.pk).update(
        state="finished", starts_on=date(2025, 11, 1), ends_on=date(2025, 12, 1)
    )
    monkeypatch.setattr(earlier, "_told", {"outcomes": lambda ids, _day: dict.fromkeys(ids, BECAME)})
    order = asked_for(at)
    reads(at, order, at.curriculum.units.get().unit)
    make.person(living_in=at.regency, aim=Aim.JOB, education=Education.SENIOR)
    make.person(living_in=make.regency(), aim=Aim.JOB)
    package = rows.proposed(at, job_orders=[order])
    JobOrder.objects.update(title="Lain", count=1)
    make.person(living_in=at.regency)
    monkeypatch.setattr(
        earlier, "_told", {"outcomes": lambda ids, _day: dict.fromkeys(ids, replace(BECAME, working=9))}
    )
    asked, seekers, runs = package.evidence.all()
    assert (asked.snapshot["text"], asked.snapshot["count"], asked.snapshot["source"]) == (
        "Operator jahit",
        12,
        "PT Contoh",
    )
    assert [unit["code"] for unit in asked.snapshot["units"]] == ["C.14GMT06.024.1"]
    assert (seekers.snapshot["total"], seekers.snapshot["by_aim"], seekers.as_of) == (1, {"job": 1}, TODAY)
    told = {key: runs.snapshot[key] for key in ("runs", "completed", "working", "not_working", "unknown", "not_yet")}
    assert told == {"runs": 1, "completed": 14, "working": 5, "not_working": 3, "unknown": 4, "not_yet": 2}


def test_the_real_rooms_tell_what_became_of_earlier_classes() -> None:
    assert set(earlier._told) == {"outcomes"}
    assert earlier.became_of([10**6], TODAY) == {}


def test_every_version_stays_and_the_page_marks_what_is_different(client: Client) -> None:
    at = rows.place()
    package = rows.proposed(at)
    revise_package(by=at.by_centre, package=package, revision=Revision("Garmen I", 20, 70_000_000, REASON), now=NOW)
    answer = Answer("change", "Dana hanya cukup untuk enam belas kursi.", rows.line(at), 16, 55_000_000)
    answer_package(by=at.by_office, package=package, answer=answer, now=NOW)
    late = lambda: revise_package(  # noqa: E731
        by=at.by_centre, package=package, revision=Revision("X", 1, 1, REASON), now=NOW
    )
    assert code_of(late) == "wrong_state"
    reopen_package(by=at.by_office, package=package, reason="Salah memilih dana tahun ini.", now=NOW)
    steps = list(PackageVersion.objects.filter(package=package).values_list("number", "step", "seats", "cost"))
    assert steps == [
        (1, "propose", 16, 60_000_000),
        (2, "revise", 20, 70_000_000),
        (3, "change", 16, 55_000_000),
        (4, "reopen", 20, 70_000_000),
    ]
    client.force_login(at.admin)
    page = client.get(f"/paket/{package.pk}/").content.decode()
    assert "<del>Rp70.000.000</del> <ins>Rp55.000.000</ins>" in page
    assert "Dana hanya cukup untuk enam belas kursi." in page


def test_silence_waits_at_the_funders_desk_and_is_seen_by_the_centre(client: Client) -> None:
    at = rows.place()
    package = rows.proposed(at)
    soon, late = NOW + timedelta(days=13), NOW + timedelta(days=15)
    keys = lambda actor, now: [item.key for item in desk.waiting(actor, now)]  # noqa: E731
    assert keys(at.by_centre, soon) == []
    assert keys(at.by_centre, late) == [f"planning:own:{package.pk}:proposed"]
    assert [item.urgency for item in desk.waiting(at.by_office, late)] == [0]
    client.force_login(at.admin)
    assert "belum menjawab; batasnya 16 Maret 2026" in client.get(f"/paket/{package.pk}/").content.decode()


def test_the_chain_of_the_money_names_bodies() -> None:
    at = rows.place()
    borne = {one.link.duty: one.body for one in duties_of(rows.funded(at))}
    assert borne == {
        Duty.RECRUIT: at.office,
        Duty.SELECT: at.office,
        Duty.DELIVER: at.centre,
        Duty.REPORT: at.centre,
    }
    assert duties_of(Package(centre=at.centre, funder=make.institution(), year=2026)) == []


def test_guides_of_state_money_are_versions_and_no_other_money_has_them() -> None:
    at = rows.place()
    state, own = rows.line(at, source="apbn"), rows.line(at)
    new = NewGuide("POK 1/2026", "BPVP Contoh", TODAY)
    assert code_of(lambda: add_guide(by=at.by_office, line=own, guide=new, today=TODAY)) == "no_guide_here"
    assert add_guide(by=at.by_office, line=state, guide=new, today=TODAY).version == 1
    assert code_of(lambda: add_guide(by=at.by_office, line=state, guide=new, today=TODAY)) == "changes_missing"
    changed = replace(new, number="POK 2/2026", changes="Uang saku berubah menjadi harian.")
    assert add_guide(by=at.by_office, line=state, guide=changed, today=TODAY).version == 2
    assert code_of(lambda: add_guide(by=at.by_centre, line=state, guide=changed, today=TODAY)) == "not_your_funds"


def paid(at: rows.Place, package: Package, amount: int) -> Spending:
    payment = Payment(amount, TODAY, "Bahan praktik, kuitansi 12")
    return write_spending(by=at.by_centre, package=package, payment=payment, now=NOW)


def test_what_is_paid_stays_within_the_package_and_a_mistake_is_taken_back() -> None:
    at = rows.place()
    package = rows.funded(at)
    first = paid(at, package, 50_000_000)
    assert code_of(lambda: paid(at, package, 10_000_001)) == "exceeds_package"
    assert code_of(lambda: paid(rows.place(), package, 1)) == "may_not_spend"
    undo = lambda: reopen_package(by=at.by_office, package=package, reason=REASON, now=NOW)  # noqa: E731
    assert code_of(undo) == "below_spent"
    line = with_spent(with_committed(type(package.fund_line).objects.all())).get()
    assert (line.ceiling, line.committed, line.spent) == (100_000_000, 60_000_000, 50_000_000)
    take_back_spending(by=at.by_centre, spending=first, reason="Salah menulis jumlahnya.", now=NOW)
    assert spent_on(package) == 0
    assert paid(at, package, 60_000_000).amount == 60_000_000


@pytest.mark.parametrize(("amount", "places", "each"), [(100, 3, 33), (50, 4, 13), (0, 4, 0), (100, 0, None)])
def test_a_place_costs_whole_rupiah(amount: int, places: int, each: int | None) -> None:
    assert per_place(amount, places) == each


def test_a_plan_is_copied_changed_and_sent_by_the_centre() -> None:
    at, other = rows.place(), rows.place()
    old = rows.funded(at)
    row = Copied(old, 20, 70_000_000)
    assert code_of(lambda: copy_plan(by=other.by_office, rows=[row], year=2027, now=NOW)) == "may_not_draft"
    assert code_of(lambda: copy_plan(by=at.by_office, rows=[row], year=2026, now=NOW)) == "not_later"
    [draft] = copy_plan(by=at.by_office, rows=[row], year=2027, now=NOW)
    assert copy_plan(by=at.by_office, rows=[row], year=2027, now=NOW) == []
    assert (draft.state, draft.year, draft.seats, draft.cost, draft.copied_from) == ("draft", 2027, 20, 70_000_000, old)
    assert Entry.objects.get(verb="planning.copy_plan").facts["ids"] == [draft.pk]
    assert code_of(lambda: send_package(by=at.by_office, package=draft, now=NOW)) == "may_not_propose"
    assert code_of(lambda: send_package(by=at.by_centre, package=draft, now=NOW)) == "no_need_named"
    revise_package(
        by=at.by_centre, package=draft, revision=Revision("Garmen", 20, 70_000_000, REASON, no_need_why=WHY), now=NOW
    )
    assert send_package(by=at.by_centre, package=draft, now=NOW).state == "proposed"
    assert [v.step for v in draft.versions.all()] == ["copy", "revise", "send"]


def test_a_round_closes_when_everything_is_answered_and_takes_nothing_then() -> None:
    at = rows.place()
    made = open_round(by=at.by_office, funder=at.office, plan=NewRound(2026), now=NOW)
    twice = lambda: open_round(by=at.by_office, funder=at.office, plan=NewRound(2026), now=NOW)  # noqa: E731
    assert code_of(twice) == "round_exists"
    package = rows.proposed(at)
    close = lambda: close_round(by=at.by_office, planning_round=made, words="Rencana disepakati.", now=NOW)  # noqa: E731
    assert code_of(close) == "not_all_answered"
    answer_package(by=at.by_office, package=package, answer=Answer("refuse", REASON), now=NOW)
    assert close().state == "closed"
    assert code_of(lambda: rows.proposed(at)) == "round_closed"
    assert code_of(lambda: reopen_package(by=at.by_office, package=package, reason=REASON, now=NOW)) == "round_closed"
    assert rows.proposed(at, year=2027).state == "proposed"
    reopen_round(by=at.by_office, planning_round=made, words="Ada permintaan mendesak.", now=NOW)
    assert rows.proposed(at).state == "proposed"


@pytest.mark.django_db(transaction=True)
def test_the_last_rupiah_of_a_package_is_paid_once(monkeypatch) -> None:
    """Each clerk waits until both have counted; only the lock keeps the other away."""
    at = rows.place()
    package = rows.funded(at)
    both_counted, said = threading.Barrier(2), []

    def counted(of: Package) -> int:
        found = spent_on(of)
        with contextlib.suppress(threading.BrokenBarrierError):
            both_counted.wait(2)
        return found

    monkeypatch.setattr(spend, "spent_on", counted)

    def pay() -> None:
        try:
            said.append(paid(at, package, 40_000_000).amount)
        except Refused as no:
            said.append(no.code)
        finally:
            connection.close()

    clerks = [threading.Thread(target=pay) for _ in range(2)]
    for clerk in clerks:
        clerk.start()
    for clerk in clerks:
        clerk.join(30)
    assert sorted(map(str, said)) == ["40000000", "exceeds_package"]
    assert spent_on(package) == 40_000_000
