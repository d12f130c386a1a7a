"""Every address, asked by every role and a stranger, with a row of their own regency and with one of the neighbour's."""

import os
from pathlib import Path

import pytest

from tests.authority.addresses import addresses
from tests.authority.compare import LEFT_OUT, complaints
from tests.authority.table import table
from tests.authority.walk import EVERYBODY
from tests.authority.world import Both

pytestmark = [pytest.mark.data, pytest.mark.django_db]


def test_the_table_has_every_address_and_no_other() -> None:
    known = set(addresses()) - LEFT_OUT
    assert sorted(known - set(table())) == []
    assert sorted(set(table()) - known) == []
    assert all(set(row) == set(EVERYBODY) for row in table().values())


def test_both_regencies_have_a_row_for_every_argument(both: Both) -> None:
    missing = {name for side in (both.own, both.neighbour) for name, value in side.rows.items() if not value}
    assert sorted(missing) == []
    assert all(a.url(side.rows) for a in addresses().values() for side in (both.own, both.neighbour))


@pytest.mark.parametrize("who", EVERYBODY)
def test_answers_are_as_the_table_says_and_show_no_more(both: Both, who: str) -> None:
    found = complaints(both, who)
    if place := os.environ.get("BALAI_MATRIX_TOLD"):
        with Path(place).open("a") as told:
            told.writelines(f"{line}\n" for line in found)
    assert found == []
