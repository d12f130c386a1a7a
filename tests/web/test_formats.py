from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from balai.kernel.formats import angka, of_hundred, persen, rupiah, tanggal, waktu


@pytest.mark.parametrize(
    ("amount", "written"),
    [(0, "Rp0"), (999, "Rp999"), (1_250_000, "Rp1.250.000"), (1_250_000_000, "Rp1.250.000.000"), (-5_000, "−Rp5.000")],
)
def test_rupiah_has_dots_and_no_cents(amount: int, written: str) -> None:
    assert rupiah(amount) == written


@pytest.mark.parametrize(
    ("value", "digits", "written"),
    [(12.4, 1, "12,4 persen"), (37.5, 0, "38 persen"), (62.5, 0, "63 persen"), (0.25, 1, "0,3 persen")],
)
def test_percentages_are_spelled_out_and_rounded_half_up(value: float, digits: int, written: str) -> None:
    assert persen(value, digits) == written


def test_large_numbers_are_grouped_with_dots() -> None:
    assert angka(1_250_000) == "1.250.000"
    assert angka(1234.56, 1) == "1.234,6"
    assert angka(-7) == "−7"


def test_dates_are_written_out() -> None:
    assert tanggal(date(2026, 9, 10)) == "10 September 2026"
    assert tanggal(date(2026, 11, 24), weekday=True) == "Selasa, 24 November 2026"


@pytest.mark.parametrize(
    ("zone", "written"),
    [
        ("Asia/Jakarta", "Selasa, 24 November 2026, 23.05 WIB"),
        ("Asia/Makassar", "Rabu, 25 November 2026, 00.05 WITA"),
        ("Asia/Jayapura", "Rabu, 25 November 2026, 01.05 WIT"),
    ],
)
def test_a_moment_carries_the_name_of_its_zone(zone: str, written: str) -> None:
    assert waktu(datetime(2026, 11, 24, 16, 5, tzinfo=UTC), ZoneInfo(zone)) == written


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        waktu(datetime(2026, 11, 24, 16, 5), ZoneInfo("Asia/Jakarta"))


def test_english_readers_get_english_figures() -> None:
    with translation.override("en"):
        assert rupiah(1_250_000) == "Rp1,250,000"
        assert persen(12.4) == "12.4 percent"
        assert waktu(datetime(2026, 11, 24, 1, 5, tzinfo=UTC), ZoneInfo("Asia/Jakarta")) == (
            "Tuesday, 24 November 2026, 08:05 WIB"
        )


def test_of_hundred_rounds_half_up() -> None:
    assert (of_hundred(18, 48), of_hundred(36, 48), of_hundred(5, 8), of_hundred(0, 3), of_hundred(3, 3)) == (
        38,
        75,
        63,
        0,
        100,
    )
