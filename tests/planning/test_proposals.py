"""A centre proposes, a funder must answer; the trail stays, mistakes are undone, money is never promised twice."""

import pytest

from balai.access.roles import Role
from balai.audit.models import Entry
from balai.demand.actions import note_need
from balai.institutions.enums import InstitutionKind
from balai.notifications.models import Message
from balai.planning.actions.amend import Amendment, amend_package
from balai.planning.actions.copy_plan import Copied, copy_plan
from balai.planning.actions.money import set_ceiling
from balai.planning.actions.propose import (
    Answer,
    Proposal,
    Revision,
    answer_package,
    committed_on,
    propose_package,
    reopen_package,
    revise_package,
    withdraw_package,
)
from balai.planning.models import Package
from tests import factories as make
from tests.planning import rows
from tests.planning.rows import NOW, REASON, TODAY, WHY
from tests.support.refusals import code_of

pytestmark = [pytest.mark.data, pytest.mark.django_db]


def test_a_proposal_keeps_what_was_asked_and_tells_the_funder() -> None:
    at = rows.place()
    at.office.email = "dinas@contoh.id"
    at.office.save()
    need = note_need(
        by=at.by_office, institution=at.office, kind="jobseekers", text="Banyak pencari kerja muda.", as_of=TODAY
    )
    package = rows.proposed(at, needs=[need])
    assert (package.state, package.seats_proposed, package.cost_proposed) == ("proposed", 16, 60_000_000)
    assert [row.need for row in package.evidence.exclude(need=None)] == [need]
    assert Message.objects.get().address == "dinas@contoh.id"
    assert Entry.objects.get(verb="planning.propose").facts["cost"] == 60_000_000


def test_only_the_centre_proposes_and_only_the_funder_answers() -> None:
    at = rows.place()
    stranger = make.actor(role=Role.CENTRE_ADMIN)
    proposal = Proposal(at.curriculum, "Garmen", 2026, 16, 1, REASON, no_need_why=WHY)
    assert (
        code_of(lambda: propose_package(by=stranger, centre=at.centre, funder=at.office, proposal=proposal, now=NOW))
        == "may_not_propose"
    )
    package, answer = rows.proposed(at), Answer("accept", REASON, rows.line(at))
    assert code_of(lambda: answer_package(by=at.by_centre, package=package, answer=answer, now=NOW)) == "may_not_answer"
    assert answer_package(by=at.by_office, package=package, answer=answer, now=NOW).state == "accepted"


def test_an_answer_needs_a_reason_and_a_line_of_the_same_funder_and_year() -> None:
    at, other = rows.place(), rows.place()
    package = rows.proposed(at)

    def answered(**stated) -> str:
        answer = Answer(**({"step": "accept", "reason": REASON, "fund_line": None} | stated))
        return code_of(lambda: answer_package(by=at.by_office, package=package, answer=answer, now=NOW))

    assert answered() == "no_fund_line"
    assert answered(fund_line=rows.line(other)) == "no_fund_line"
    assert answered(fund_line=rows.line(at, year=2027)) == "other_year"
    assert answered(fund_line=rows.line(at), reason="ok") == "reason_missing"
    assert Package.objects.get().state == "proposed"


def test_a_package_cannot_exceed_what_is_left_of_its_line() -> None:
    at = rows.place()
    money = rows.line(at, 100_000_000)
    first, second = rows.proposed(at, 60_000_000), rows.proposed(at, 60_000_000)
    answer_package(by=at.by_office, package=first, answer=Answer("accept", REASON, money), now=NOW)
    too_much = Answer("accept", REASON, money)
    assert (
        code_of(lambda: answer_package(by=at.by_office, package=second, answer=too_much, now=NOW))
        == "exceeds_fund_line"
    )
    less = Answer("change", REASON, money, seats=10, cost=40_000_000)
    changed = answer_package(by=at.by_office, package=second, answer=less, now=NOW)
    assert (changed.state, changed.seats, changed.seats_proposed) == ("changed", 10, 16)
    assert committed_on(money) == 100_000_000


def test_a_ceiling_cannot_fall_below_what_is_promised() -> None:
    at = rows.place()
    package = rows.funded(at)
    money = package.fund_line
    assert money is not None
    refused = code_of(
        lambda: set_ceiling(by=at.by_office, line=money, ceiling=59_999_999, legal_basis="DPA", today=TODAY)
    )
    assert refused == "below_committed"
    assert (
        set_ceiling(by=at.by_office, line=money, ceiling=60_000_000, legal_basis="DPA", today=TODAY).ceiling
        == 60_000_000
    )


def test_a_mistaken_answer_is_undone_and_gives_the_money_back() -> None:
    at = rows.place()
    package = rows.funded(at)
    money = package.fund_line
    assert money is not None
    back = reopen_package(by=at.by_office, package=package, reason="Salah pilih dana, maaf.", now=NOW)
    assert (back.state, back.fund_line, back.cost) == ("proposed", None, 60_000_000)
    assert committed_on(money) == 0
    assert Entry.objects.get(verb="planning.reopen").facts["before"] == "accepted"


def test_an_answer_stays_once_a_class_was_opened() -> None:
    at = rows.place()
    batch = rows.draft(at)
    undo = lambda: reopen_package(by=at.by_office, package=batch.package, reason=REASON, now=NOW)  # noqa: E731
    assert code_of(undo) == "package_has_class"


def test_a_withdrawal_is_the_centres_and_can_be_taken_back() -> None:
    at = rows.place()
    package = rows.proposed(at)
    assert (
        code_of(lambda: withdraw_package(by=at.by_office, package=package, reason=REASON, now=NOW)) == "may_not_propose"
    )
    withdrawn = withdraw_package(by=at.by_centre, package=package, reason=REASON, now=NOW)
    assert withdrawn.state == "withdrawn"
    assert (
        code_of(lambda: reopen_package(by=at.by_office, package=package, reason=REASON, now=NOW)) == "may_not_propose"
    )
    assert reopen_package(by=at.by_centre, package=package, reason=REASON, now=NOW).state == "proposed"


def test_a_funder_without_a_desk_is_written_down_by_the_centre_and_visibly_so() -> None:
    at = rows.place()
    donor = make.institution("Yayasan Sunyi", kind=InstitutionKind.DONOR)
    proposal = Proposal(at.curriculum, "Garmen", 2026, 16, 10, REASON, no_need_why=WHY)
    package = propose_package(by=at.by_centre, centre=at.centre, funder=donor, proposal=proposal, now=NOW)
    from balai.funding.actions import NewLine, add_fund_line

    money = add_fund_line(by=at.by_centre, funder=donor, line=NewLine("donor", 2026, "Hibah", 100), today=TODAY)
    assert money.noted_by == at.centre
    answered = answer_package(by=at.by_centre, package=package, answer=Answer("accept", REASON, money), now=NOW)
    assert answered.answer_noted_by == at.centre
    make.desk(donor, Role.PARTNER)
    late = Answer("refuse", REASON)
    again = propose_package(by=at.by_centre, centre=at.centre, funder=donor, proposal=proposal, now=NOW)
    assert code_of(lambda: answer_package(by=at.by_centre, package=again, answer=late, now=NOW)) == "may_not_answer"


def test_another_centre_cannot_speak_for_a_silent_funder() -> None:
    at = rows.place()
    donor = make.institution(kind=InstitutionKind.DONOR)
    proposal = Proposal(at.curriculum, "Garmen", 2026, 16, 10, REASON, no_need_why=WHY)
    package = propose_package(by=at.by_centre, centre=at.centre, funder=donor, proposal=proposal, now=NOW)
    stranger = make.actor(role=Role.CENTRE_ADMIN)
    refusal = Answer("refuse", REASON)
    assert code_of(lambda: answer_package(by=stranger, package=package, answer=refusal, now=NOW)) == "may_not_answer"


def test_a_package_without_money_is_neither_proposed_nor_answered_nor_planned() -> None:
    at = rows.place()
    assert code_of(lambda: rows.proposed(at, cost=0)) == "no_cost"
    package = rows.proposed(at)
    revision = Revision("Garmen", 16, 0, REASON)
    assert code_of(lambda: revise_package(by=at.by_centre, package=package, revision=revision, now=NOW)) == "no_cost"
    free = Answer("change", REASON, rows.line(at), cost=0)
    assert code_of(lambda: answer_package(by=at.by_office, package=package, answer=free, now=NOW)) == "no_cost"
    old = rows.funded(at)
    gift = Amendment(16, 0, REASON)
    assert code_of(lambda: amend_package(by=at.by_office, package=old, amendment=gift, now=NOW)) == "no_cost"
    copy = lambda: copy_plan(by=at.by_office, rows=[Copied(old, 16, 0)], year=2027, now=NOW)  # noqa: E731
    assert code_of(copy) == "no_cost"


def test_who_sees_a_proposal() -> None:
    at, other = rows.place(), rows.place()
    package = rows.proposed(at)
    assert list(Package.objects.visible_to(at.by_centre)) == [package]
    assert list(Package.objects.visible_to(at.by_office)) == [package]
    assert list(Package.objects.visible_to(other.by_office)) == []
    assert list(Package.objects.visible_to(make.actor(at.centre, Role.INSTRUCTOR))) == []
