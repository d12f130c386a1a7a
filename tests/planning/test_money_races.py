"""A ceiling moved, and a second officer, while an answer is being given: the fund line is locked first, by all of them."""

import pytest
from django.db import connection

from balai.access.roles import Role
from balai.funding.models import FundLine
from balai.institutions.desks import actor_for
from balai.kernel.refusal import Refused
from balai.planning.actions.amend import Amendment, amend_package
from balai.planning.actions.money import set_ceiling
from balai.planning.actions.propose import Answer, answer_package, committed_on
from balai.planning.models import Package
from tests import factories as make
from tests.planning import rows
from tests.planning.rows import NOW, REASON, TODAY
from tests.support.races import one_behind_the_other

pytestmark = [pytest.mark.data, pytest.mark.django_db(transaction=True)]


def moved(at: rows.Place, money: FundLine, ceiling: int):
    by = at.by_office
    return lambda: set_ceiling(by=by, line=money, ceiling=ceiling, legal_basis="DPA perubahan", today=TODAY)


def accepted(at: rows.Place, package: Package, money: FundLine):
    by, answer = at.by_office, Answer("accept", REASON, money)
    return lambda: answer_package(by=by, package=package, answer=answer, now=NOW)


def refused(raced, code: str) -> bool:
    return raced.waited and isinstance(raced.second, Refused) and raced.second.code == code


def test_an_answer_behind_a_lowered_ceiling_is_refused() -> None:
    at = rows.place()
    money, package = rows.line(at, 100_000_000), rows.proposed(at, 60_000_000)
    raced = one_behind_the_other(moved(at, money, 59_999_999), accepted(at, package, money))
    connection.close()
    assert refused(raced, "exceeds_fund_line"), raced
    assert Package.objects.get().state == "proposed"


def test_a_ceiling_is_not_lowered_below_an_answer_just_given() -> None:
    at = rows.place()
    money, package = rows.line(at, 100_000_000), rows.proposed(at, 60_000_000)
    raced = one_behind_the_other(accepted(at, package, money), moved(at, money, 59_999_999))
    connection.close()
    assert refused(raced, "below_committed"), raced
    assert (FundLine.objects.get().ceiling, committed_on(money)) == (100_000_000, 60_000_000)


def test_an_answer_behind_a_raised_ceiling_has_the_new_money() -> None:
    at = rows.place()
    money, package = rows.line(at, 50_000_000), rows.proposed(at, 60_000_000)
    raced = one_behind_the_other(moved(at, money, 60_000_000), accepted(at, package, money))
    connection.close()
    assert raced.waited and isinstance(raced.second, Package) and raced.second.state == "accepted", raced


def test_an_amended_package_and_a_lowered_ceiling_do_not_pass_each_other() -> None:
    at = rows.place()
    package = rows.funded(at, cost=60_000_000)
    money = package.fund_line
    assert money is not None
    by, more = at.by_office, Amendment(16, 90_000_000, REASON)
    raced = one_behind_the_other(
        lambda: amend_package(by=by, package=package, amendment=more, now=NOW), moved(at, money, 80_000_000)
    )
    connection.close()
    assert refused(raced, "below_committed"), raced
    assert committed_on(money) == 90_000_000


def test_of_two_officers_with_two_lines_the_first_answer_stands_and_the_other_line_keeps_its_money() -> None:
    at = rows.place()
    colleague = actor_for(make.desk(at.office, Role.LABOUR_OFFICER).user, TODAY)
    package, one, other = rows.proposed(at), rows.line(at), rows.line(at)
    late = Answer("change", REASON, other, seats=10, cost=40_000_000)
    raced = one_behind_the_other(
        accepted(at, package, one), lambda: answer_package(by=colleague, package=package, answer=late, now=NOW)
    )
    connection.close()
    assert refused(raced, "wrong_state"), raced
    kept = Package.objects.get()
    assert (kept.fund_line, kept.seats, committed_on(one), committed_on(other)) == (one, 16, 60_000_000, 0)
    assert [version.step for version in kept.versions.all()] == ["propose", "accept"]
