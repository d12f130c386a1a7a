"""Classes hold no more seats than their package; the funder may change both, within its line, and the trail says so."""

from collections.abc import Callable

import pytest
from django.test import Client

from balai.funding.models import FundLine
from balai.planning.actions.amend import Amendment, amend_package
from balai.planning.actions.batches import change_batch, move_batch, open_batch, restore_batch
from balai.planning.actions.spend import Payment, write_spending
from balai.planning.models import Batch, Package
from balai.planning.queries import seats_given
from tests.planning import rows
from tests.planning.rows import NOW, REASON, TODAY, Place, plan
from tests.support.refusals import code_of

pytestmark = [pytest.mark.data, pytest.mark.django_db]


def opens(at: Place, package: Package, seats: int) -> Batch:
    return open_batch(by=at.by_centre, package=package, plan=plan(seats=seats), today=TODAY)


def amends(at: Place, package: Package, seats: int = 16, cost: int = 60_000_000) -> Package:
    return amend_package(by=at.by_office, package=package, amendment=Amendment(seats, cost, REASON), now=NOW)


def refused(act: Callable[[], object]) -> str:
    return code_of(act)


def test_classes_hold_no_more_seats_than_their_package() -> None:
    at = rows.place()
    package = rows.funded(at, seats=20)
    first = opens(at, package, 16)
    assert refused(lambda: opens(at, package, 500)) == "exceeds_package_seats"
    assert refused(lambda: opens(at, package, 5)) == "exceeds_package_seats"
    second = opens(at, package, 4)
    assert refused(lambda: change_batch(by=at.by_centre, batch=second, plan=plan(seats=5))) == "exceeds_package_seats"
    assert change_batch(by=at.by_centre, batch=first, plan=plan(seats=15)).seats == 15
    assert change_batch(by=at.by_centre, batch=second, plan=plan(seats=5)).seats == 5
    assert seats_given(package) == 20


def test_a_cancelled_class_frees_its_seats_and_comes_back_only_while_they_are_free() -> None:
    at = rows.place()
    package = rows.funded(at)
    first = opens(at, package, 16)
    move_batch(by=at.by_centre, batch=first, step="cancel", now=NOW, reason=REASON)
    second = opens(at, package, 10)
    assert refused(lambda: restore_batch(by=at.by_centre, batch=first)) == "exceeds_package_seats"
    move_batch(by=at.by_centre, batch=second, step="cancel", now=NOW, reason=REASON)
    assert restore_batch(by=at.by_centre, batch=first).state == "draft"


def test_the_sentence_names_what_is_left() -> None:
    at = rows.place()
    package = rows.funded(at, seats=20)
    opens(at, package, 16)
    with pytest.raises(Exception, match="sisa kursi paket, yaitu 4 dari 20"):
        opens(at, package, 16)


def test_another_class_is_offered_only_while_seats_are_left(client: Client) -> None:
    at = rows.place()
    package = rows.funded(at, seats=20)
    client.force_login(at.admin)
    opens(at, package, 16)
    shown = client.get(f"/paket/{package.pk}/").content.decode()
    assert "Buka kelas lagi" in shown and "16 dari 20 kursi dipakai kelas" in shown
    opens(at, package, 4)
    shown = client.get(f"/paket/{package.pk}/").content.decode()
    assert "Buka kelas lagi" not in shown and "20 dari 20 kursi dipakai kelas" in shown


def test_the_funder_raises_seats_and_money_after_a_class_was_opened() -> None:
    at = rows.place()
    package = rows.funded(at)
    opens(at, package, 16)
    funded_at = package.answered_at
    amended = amends(at, package, seats=32, cost=100_000_000)
    assert amended.answered_at == funded_at, "seats count in the year in which they were funded"
    assert (amended.seats, amended.cost, amended.state, amended.answer) == (32, 100_000_000, "changed", REASON)
    last = amended.versions.order_by("-number")[0]
    assert (last.step, last.seats, last.cost, last.words) == ("amend", 32, 100_000_000, REASON)
    assert opens(at, package, 16).intake == 2
    number = amended.versions.count()
    assert amends(at, package, seats=32, cost=100_000_000).versions.count() == number, "the same again changes nothing"


def test_an_amendment_stays_within_line_classes_and_payments_and_is_the_funders() -> None:
    at = rows.place()
    package = rows.funded(at)
    opens(at, package, 12)
    write_spending(by=at.by_centre, package=package, payment=Payment(1_000_000, TODAY, REASON), now=NOW)
    assert refused(lambda: amends(at, package, cost=100_000_001)) == "exceeds_fund_line"
    assert refused(lambda: amends(at, package, seats=11)) == "below_classes"
    assert refused(lambda: amends(at, package, cost=999_999)) == "below_spent"
    change = Amendment(20, 60_000_000, REASON)
    assert refused(lambda: amend_package(by=at.by_centre, package=package, amendment=change, now=NOW)) == (
        "may_not_answer"
    )
    again = rows.proposed(at)
    assert refused(lambda: amends(at, again, seats=20)) == "package_not_funded"
    assert FundLine.objects.get(pk=package.fund_line_id).ceiling == 100_000_000
