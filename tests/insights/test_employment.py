"""The employment indicator as published: three counts, two bounds, small groups left out."""

import csv
import io

import pytest
import time_machine
from django.test import Client

from balai.insights.employment import COLUMNS, published_rows
from balai.outcomes.queries import ThreeWay
from tests import factories as make
from tests.outcomes.rows import NOW, finished_class, follow_up, graduate, said
from tests.ventures.rows import group, officer

pytestmark = [pytest.mark.data, pytest.mark.django_db]
ADDRESS = "/api/v1/indicators/employment"


@pytest.fixture(autouse=True)
def the_day():
    with time_machine.travel(NOW, tick=False):
        yield


def graduates(number: int, working: int, name: str) -> None:
    batch = finished_class(centre=make.institution(name))
    for place in range(number):
        one = follow_up(graduate(batch))
        if place < working:
            said(one, "employed")


def test_a_row_has_three_counts_and_two_bounds_and_the_metadata_say_how() -> None:
    graduates(8, 3, "BLK Contoh A")
    answer = Client().get(ADDRESS, {"by": "whole"}).json()
    assert answer["rows"] == [
        {"group": "semua lulusan", "graduates": 8, "working": 3, "not_working": 0, "unknown": 5, "low": 0.375, "high": 1.0,
         "apprentices": 0, "suppressed": False},
    ]  # fmt: skip
    assert (answer["metadata"]["wave_months"], answer["metadata"]["as_of"]) == (3, "2026-06-30")
    assert "kurang dari 5 lulusan" in answer["metadata"]["small_groups"]


def test_a_small_group_is_named_and_left_empty_and_cannot_be_had_by_subtraction() -> None:
    graduates(6, 2, "BLK Contoh A")
    graduates(9, 2, "BLK Contoh B")
    graduates(2, 1, "BLK Contoh C")
    rows = {row["group"][:12]: row for row in Client().get(ADDRESS).json()["rows"]}
    assert [rows[f"BLK Contoh {c}"]["suppressed"] for c in "ABC"] == [True, False, True]
    assert rows["BLK Contoh C"]["working"] is None and rows["BLK Contoh C"]["graduates"] is None
    assert rows["BLK Contoh B"]["graduates"] == 9


def test_two_small_groups_hide_nobody_else() -> None:
    rows = published_rows({"a": ThreeWay(unknown=2), "b": ThreeWay(unknown=3), "c": ThreeWay(unknown=9)}, 5)
    assert [row["suppressed"] for row in rows] == [True, True, False]


@pytest.mark.parametrize("by", ["whole", "centre", "field", "fund_source", "regency", "year", "nonsense"])
def test_each_grouping_answers(by: str) -> None:
    graduates(6, 2, "BLK Contoh A")
    for address in (ADDRESS, "/data/employment/"):
        assert Client().get(address, {"by": by, "wave": "x", "year": "²"}).status_code == 200
    assert Client().get(ADDRESS, {"by": by}).json()["rows"][0]["graduates"] == 6


def test_as_csv_with_its_metadata() -> None:
    graduates(6, 2, "BLK Contoh A")
    answer = Client().get(ADDRESS, {"by": "year", "format": "csv"})
    lines = [line for line in answer.content.decode().splitlines() if not line.startswith("#")]
    rows = list(csv.DictReader(io.StringIO("\n".join(lines))))
    assert tuple(rows[0]) == COLUMNS
    assert (rows[0]["group"], rows[0]["working"], rows[0]["unknown"]) == ("2026", "2", "4")


def test_it_is_counted_in_one_query_whatever_the_groups(django_assert_max_num_queries) -> None:
    for letter in "ABC":
        graduates(5, 1, f"BLK Contoh {letter}")
    with django_assert_max_num_queries(4):
        Client().get(ADDRESS)


def test_the_public_page_draws_it() -> None:
    graduates(6, 3, "BLK Contoh A")
    page = Client().get("/data/employment/", {"by": "centre"}).content.decode()
    assert "Antara 50 dan 100 dari 100 lulusan bekerja." in page
    assert "Tidak diterbitkan" not in page


def test_products_for_machines_name_no_person() -> None:
    from balai.ventures.actions.groups import change_group_state, show_business

    one = group()
    by = officer(one.office)
    change_group_state(by=by, group=one, state="running", reason="", now=NOW)
    show_business(by=by, group=one, product_note="Keripik pisang", contact="08123", today=NOW.date(), agreed=True)
    group(one.office)
    answer = Client().get("/api/v1/products").json()
    assert [(row["id"], row["product"]) for row in answer["rows"]] == [(one.pk, "Keripik pisang")]
    assert answer["next"] is None
