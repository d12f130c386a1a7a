"""Seats a funder agreed to, and what was paid: of this funder, on the day where the centre is, unless taken back."""

from datetime import UTC, date, datetime

import pytest

from balai.planning.actions.propose import Answer, answer_package, reopen_package, withdraw_package
from balai.planning.actions.spend import Payment, take_back_spending, write_spending
from balai.planning.models import Package, Spending
from tests.planning.rows import NOW, REASON, Place, funded, line, place, proposed
from tests.support.measures import ask, is_counted_by_day, number

pytestmark = [pytest.mark.data, pytest.mark.django_db]


def paid(at: Place, package: Package, amount: int = 2_000_000, on: date = date(2026, 3, 2)) -> Spending:
    return write_spending(by=at.by_office, package=package, payment=Payment(amount, on, "Bahan praktik"), now=NOW)


def test_seats_are_counted_as_agreed_and_only_once_agreed() -> None:
    at = place()
    proposed(at)
    refused, withdrawn, changed = proposed(at), proposed(at), proposed(at, title="Garmen II")
    answer_package(by=at.by_office, package=refused, answer=Answer("refuse", REASON), now=NOW)
    withdraw_package(by=at.by_centre, package=withdrawn, reason=REASON, now=NOW)
    assert number("seats_funded", at.office) == 0
    answer_package(by=at.by_office, package=changed, answer=Answer("change", REASON, line(at), 10), now=NOW)
    accepted = funded(at, title="Garmen III")
    found = ask("seats_funded", at.office)
    assert (found.number, found.unknown) == (26, 0)
    assert {row.words for row in found.rows} == {
        f"10 kursi: Garmen II, {at.centre.name}", f"16 kursi: Garmen III, {at.centre.name}",
    }  # fmt: skip
    assert {row.by for row in found.rows} == {at.by_office.name}
    assert number("seats_funded", at.centre) == 0
    reopen_package(by=at.by_office, package=accepted, reason=REASON, now=NOW)
    assert number("seats_funded", at.office) == 10


@pytest.mark.parametrize(
    ("zone", "midnight"), [("Asia/Jakarta", 17), ("Asia/Pontianak", 17), ("Asia/Makassar", 16), ("Asia/Jayapura", 15)]
)
def test_the_day_of_the_answer_is_that_of_the_centre(zone: str, midnight: int) -> None:
    at = place(zone)
    one = funded(at, seats=1)
    answers = {
        datetime(2026, 2, 28, midnight - 1, 59, 59, tzinfo=UTC): 0,
        datetime(2026, 2, 28, midnight, tzinfo=UTC): date(2026, 3, 1),
        datetime(2026, 3, 31, midnight - 1, 59, 59, tzinfo=UTC): date(2026, 3, 31),
        datetime(2026, 3, 31, midnight, tzinfo=UTC): 0,
    }
    for answered, day in answers.items():
        Package.objects.filter(pk=one.pk).update(answered_at=answered)
        assert [row.on for row in ask("seats_funded", at.office).rows] == ([day] if day else [])


def test_a_centre_whose_place_is_not_known_is_counted_by_western_time() -> None:
    at = place("Asia/Jayapura")
    one = funded(at)
    Package.objects.filter(pk=one.pk).update(answered_at=datetime(2026, 2, 28, 16, tzinfo=UTC))
    assert number("seats_funded", at.office) == 16
    at.centre.region = None
    at.centre.save()
    assert number("seats_funded", at.office) == 0


def test_an_answer_without_a_day_is_not_judged() -> None:
    at = place()
    funded(at)
    Package.objects.update(answered_at=None)
    found = ask("seats_funded", at.office)
    assert (found.number, found.rows, found.unknown) == (0, (), 1)


def test_what_was_paid_is_summed_unless_taken_back() -> None:
    at, other = place(), place()
    package = funded(at)
    paid(at, package)
    mistaken = paid(at, package, 3_000_000)
    paid(other, funded(other))
    take_back_spending(by=at.by_office, spending=mistaken, reason=REASON, now=NOW)
    found = ask("money_disbursed", at.office)
    assert (found.number, found.unknown) == (2_000_000, 0)
    row = found.rows[0]
    assert (row.words, row.by, row.args) == ("Rp2.000.000: Garmen I", at.by_office.name, (package.pk,))
    assert number("money_disbursed", at.centre) == 0


def test_the_day_of_payment_decides() -> None:
    at = place()
    one = paid(at, funded(at), 1)
    is_counted_by_day("money_disbursed", at.office, lambda day: Spending.objects.filter(pk=one.pk).update(paid_on=day))
