"""Values: every spelling comes back as what it means, and nothing a person can type raises."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balai.kernel.tables import Cell
from balai.kernel.tables.values import (
    Parsed,
    parse_date,
    parse_date_range,
    parse_decimal,
    parse_digits,
    parse_integer,
    parse_name,
    parse_percent,
    parse_phones,
    parse_place_and_date,
    parse_rt_rw,
    parse_rupiah,
    parse_sex,
    parse_yes_no,
)  # fmt: skip

TODAY = dt.date(2026, 11, 1)
TENTH = dt.date(2019, 9, 10)
LONG = (
    [
        "Januari",
        "Februari",
        "Maret",
        "April",
        "Mei",
        "Juni",
        "Juli",
        "Agustus",
        "September",
        "Oktober",
        "November",
        "Desember",
    ],
    ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agt", "Sept", "Okt", "Nov", "Des"],
)
SPELLINGS: list[Callable[[dt.date], Cell]] = [
    lambda day: day,
    lambda day: dt.datetime(day.year, day.month, day.day, 7, 30),
    lambda day: f"{day:%d/%m/%Y}",
    lambda day: f"{day:%d-%m-%Y}",
    lambda day: f"{day:%d.%m.%Y}",
    lambda day: f"{day.day}-{day.month}-{day.year}",
    lambda day: f" {day.day} / {day.month} / {day.year} ",
    lambda day: f"{day:%Y-%m-%d}",
    lambda day: f"{day:%Y-%m-%dT00:00:00}",
    lambda day: f"{day:%d/%m/%Y 00:00}",
    lambda day: f"{day.day} {LONG[0][day.month - 1]} {day.year}",
    lambda day: f"{day.day} {LONG[1][day.month - 1]} {day.year}".upper(),
    lambda day: f"{day.day}-{LONG[1][day.month - 1]}-{day.year}",
    lambda day: f"Selasa, {day.day}\u00a0{LONG[0][day.month - 1]} {day.year}",
    lambda day: float((day - dt.date(1899, 12, 30)).days),
    lambda day: str((day - dt.date(1899, 12, 30)).days),
]
anything: st.SearchStrategy[Cell] = st.one_of(
    st.text(max_size=60), st.integers(), st.floats(), st.booleans(), st.dates(), st.datetimes(), st.times(),
    st.timedeltas(), st.from_regex(r"\A[0-9lLpP rRtTwW,./%+()s-]{0,25}\Z"),
    st.from_regex(r"\A[0-9]{1,2}[-/. ]([0-9]{1,2}|[A-Za-z]{3,9})[-/. ][0-9]{2,4}( s/d | - )?[0-9a-z ]{0,12}\Z"),
)  # fmt: skip
PARSERS: list[Callable[[Cell], Parsed[Any]]] = [
    lambda cell: parse_date(cell, today=TODAY),
    lambda cell: parse_date(cell, today=TODAY, past=True),
    lambda cell: parse_date_range(cell, today=TODAY),
    lambda cell: parse_place_and_date(cell, today=TODAY),
    parse_decimal, parse_integer, parse_percent, parse_rupiah, parse_phones, parse_sex, parse_yes_no, parse_name,
    parse_rt_rw,
]  # fmt: skip


@given(cell=anything)
def test_nothing_raises_and_a_value_never_comes_with_a_problem(cell: Cell) -> None:
    for parse in PARSERS:
        parsed = parse(cell)
        assert parsed.value is None or not parsed.problem
        assert parsed.is_empty == (parsed.value is None and not parsed.problem)
    digits = parse_digits(cell, 16)
    assert digits.value == "" or digits.value.isdigit()
    assert digits.is_empty or digits.problem or len(digits.value) == 16


@pytest.mark.parametrize("empty", ["", "  ", "-", "–", "\u00a0", "n/a"])
def test_an_empty_cell_says_nothing_and_is_no_problem(empty: str) -> None:
    assert all(parse(empty).is_empty for parse in PARSERS)
    assert parse_digits(empty, 16).is_empty


@given(day=st.dates(dt.date(1930, 1, 1), dt.date(2099, 12, 31)))
def test_every_spelling_of_a_day_is_that_day(day: dt.date) -> None:
    for spell in SPELLINGS:
        assert parse_date(spell(day), today=TODAY).value == day, spell(day)


@given(day=st.dates(dt.date(1927, 1, 1), TODAY))
def test_two_digit_years_of_birth_lie_in_the_past_and_are_the_latest_that_do(day: dt.date) -> None:
    parsed = parse_date(f"{day:%d/%m/%y}", today=TODAY, past=True).value
    assert parsed == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("12 Agt 98", dt.date(1998, 8, 12)),
        ("12-08-'05", dt.date(2005, 8, 12)),
        ("1 Nopember 1990", dt.date(1990, 11, 1)),
        ("10Sept2019", TENTH),
        ("10-IX-2019", TENTH),
        ("September 10, 2019", TENTH),
        ("10092019", TENTH),
        ("01022003", dt.date(2003, 2, 1)),
        ("20190910", TENTH),
        (9092019.0, dt.date(2019, 9, 9)),
        (43718.75, TENTH),
    ],
)
def test_rarer_spellings(text: Cell, day: dt.date) -> None:
    assert parse_date(text, today=TODAY).value == day


@pytest.mark.parametrize(
    "text",
    ["31/02/2000", "09/13/2019", "32-01-2000", "00/01/2000", "2019", 2019.0, 1998, "10 2019", "10/09/0019", "besok",
     "10-09-2019 10-09-2019", "1012 2019", True, 0.5, dt.time(8)],
)  # fmt: skip
def test_what_is_no_day_is_refused_with_the_way_to_write_it(text: Cell) -> None:
    parsed = parse_date(text, today=TODAY)
    assert parsed.value is None and "10-09-2019" in parsed.problem


def test_a_birth_in_the_future_is_refused() -> None:
    assert "belum terjadi" in parse_date("10-09-2030", today=TODAY, past=True).problem


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("10 s/d 12 Sept 2019", TENTH, dt.date(2019, 9, 12)),
        ("30 Okt s/d 1 Nov 2019", dt.date(2019, 10, 30), dt.date(2019, 11, 1)),
        ("28 Des s.d. 3 Jan 2020", dt.date(2019, 12, 28), dt.date(2020, 1, 3)),
        ("10 - 12 September 2019", TENTH, dt.date(2019, 9, 12)),
        ("10-12 September 2019", TENTH, dt.date(2019, 9, 12)),
        ("10–12 September 2019", TENTH, dt.date(2019, 9, 12)),
        ("30 Okt-1 Nov 2019", dt.date(2019, 10, 30), dt.date(2019, 11, 1)),
        ("10/09/2019 - 12/09/2019", TENTH, dt.date(2019, 9, 12)),
        ("10 September 2019 sampai dengan 12 September 2019", TENTH, dt.date(2019, 9, 12)),
        ("10 hingga 12 Sept 2019", TENTH, dt.date(2019, 9, 12)),
        ("10-09-2019", TENTH, TENTH),
        (43718, TENTH, TENTH),
    ],
)
def test_ranges(text: Cell, start: dt.date, end: dt.date) -> None:
    assert parse_date_range(text, today=TODAY).value == (start, end)


@pytest.mark.parametrize(
    "text", ["12 s/d 10 Sept 2019", "10 s/d 31 Feb 2019", "s/d", "10 s/d", "31 s/d 2 Nov 2019 s/d"]
)
def test_impossible_ranges_are_refused(text: str) -> None:
    parsed = parse_date_range(text, today=TODAY)
    assert parsed.value is None and "tanggal" in parsed.problem


def test_place_and_day_of_birth_in_one_cell() -> None:
    for text in ("Batusangkar, 10-09-1998", "Batusangkar/10 September 1998", "Batusangkar 10 Sep 98"):
        assert parse_place_and_date(text, today=TODAY).value == ("Batusangkar", dt.date(1998, 9, 10))
    assert parse_place_and_date("Kab. 50 Kota, 10-09-1998", today=TODAY).value == ("Kab. 50 Kota", dt.date(1998, 9, 10))
    assert parse_place_and_date("Padang", today=TODAY).value == ("Padang", None)
    assert parse_place_and_date("Padang, 31-02-1998", today=TODAY).problem


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("0812-3456-7890", ["+6281234567890"]),
        ("+62 812 3456 7890", ["+6281234567890"]),
        ("6281134567890", ["+6281134567890"]),
        ("(0812) 3456.7890", ["+6281234567890"]),
        (81234567890.0, ["+6281234567890"]),
        (6281234567890, ["+6281234567890"]),
        ("0812-3456-7890/0813 4567 8901", ["+6281234567890", "+6281345678901"]),
        ("081234567890; 081345678901", ["+6281234567890", "+6281345678901"]),
        ("081234567890\n081345678901", ["+6281234567890", "+6281345678901"]),
        ("081234567890 081345678901", ["+6281234567890", "+6281345678901"]),
        ("0812-3456-7890 - 0813-4567-8901", ["+6281234567890", "+6281345678901"]),
        ("HP: 081234567890 (istri), WA 081234567890", ["+6281234567890"]),
        ("0752 71234", ["+6275271234"]),
    ],
)
def test_phone_cells(text: Cell, numbers: list[str]) -> None:
    parsed = parse_phones(text)
    assert parsed.value == tuple(numbers) and not parsed.note


def test_a_part_that_is_no_phone_is_named() -> None:
    parsed = parse_phones("081234567890 / 0812")
    assert parsed.value == ("+6281234567890",) and "0812" in parsed.note
    for text in ("0812", "08412345678", "+60123456789", "tidak ada", 7523456.0, "08123456789012345"):
        assert "0812-3456-7890" in parse_phones(text).problem


@given(national=st.from_regex(r"\A8[1-35-9][0-9]{7,10}\Z"))
def test_every_mobile_number_survives_every_way_of_writing(national: str) -> None:
    dashed = "-".join(("0" + national)[at : at + 4] for at in range(0, len(national) + 1, 4))
    for text in ("0" + national, "+62" + national, "62" + national, dashed, "+62 (0)" + national, int(national)):
        assert parse_phones(text).value == ("+62" + national,), text


@given(number=st.integers(-(10**12), 10**12))
def test_integers_with_dots_between_thousands(number: int) -> None:
    dotted = f"{number:,}".replace(",", ".")
    for text in (
        dotted,
        dotted.replace(".", " "),
        str(number),
        number,
        float(number),
        dotted + ",00",
        dotted + " orang",
    ):
        assert parse_integer(text).value == number, text
    if number >= 0:
        for money in (f"Rp{dotted}", f"Rp. {dotted},-", f"{dotted},00", number):
            assert parse_rupiah(money).value == number, money


def test_numbers_that_may_have_been_thousands_are_not_guessed() -> None:
    assert "bilangan bulat" in parse_integer(41.363).problem
    for text in ("376.69", "1,234", "12 34", "1.2.3", "dua", "12a", "--5"):
        assert parse_integer(text).problem, text


@given(number=st.decimals(-(10**6), 10**6, places=2))
def test_decimals_with_a_comma(number: Decimal) -> None:
    written = f"{number:,.2f}".translate(str.maketrans(",.", ".,"))
    assert parse_decimal(written).value == number
    assert parse_decimal(float(number)).value == number
    assert parse_percent(written + "%").value == number


def test_percent_cells_are_shares_and_say_so() -> None:
    assert parse_percent("12,38%").value == Decimal("12.38")
    assert parse_percent("12,38 %").value == Decimal("12.38")
    assert parse_percent(12.38).value == Decimal("12.38")
    share = parse_percent(0.1238)
    assert share.value == Decimal("12.38") and "12,38" in share.note


def test_rupiah_in_words() -> None:
    assert parse_rupiah("1,5 juta").value == 1_500_000
    assert parse_rupiah("Rp 2 milyar").value == 2_000_000_000
    assert parse_rupiah("Rp1.000,50").problem


@pytest.mark.parametrize("text", ["L", "l", "Laki-laki", "LAKI - LAKI", "Pria", "Lk.", 1, 1.0])
def test_male(text: Cell) -> None:
    assert parse_sex(text).value == "male"


@pytest.mark.parametrize("text", ["P", "Pr", "perempuan", "WANITA", 2.0, "2"])
def test_female(text: Cell) -> None:
    assert parse_sex(text).value == "female"


def test_unclear_answers_are_refused() -> None:
    assert "L atau P" in parse_sex("X").problem and parse_sex(True).problem
    assert "ya atau tidak" in parse_yes_no("x").problem
    assert [parse_yes_no(text).value for text in ("Ya", "tdk", 1, False, "Tidak ada")] == [
        True,
        False,
        True,
        False,
        False,
    ]


def test_names_keep_mononyms_and_titles() -> None:
    assert parse_name(" Suharti ").value == "Suharti"
    assert parse_name("Dr.  H.\u00a0Ahmad Fauzi,  S.Pd.").value == "Dr. H. Ahmad Fauzi, S.Pd."
    assert parse_name("12. Siti\nAminah").value == "Siti Aminah"
    assert parse_name(12).problem and parse_name("123").problem and parse_name("a" * 300).problem


def test_rt_rw() -> None:
    for text in ("003/005", "3/5", "RT 3 RW 5", "RT.003/RW.005", "RT/RW 3/5"):
        assert parse_rt_rw(text).value == ("003", "005"), text
    assert parse_rt_rw("RT 03").value == ("003", "")
    assert parse_rt_rw(3.0).value == ("003", "")
    assert "teks" in parse_rt_rw(dt.date(2025, 5, 3)).problem
    assert parse_rt_rw("RT satu").problem


def test_digits_are_never_guessed() -> None:
    whole = parse_digits("9901 0145.0690-0001", 16)
    assert (whole.value, whole.was_number, whole.problem) == ("9901014506900001", False, "")
    assert parse_digits("'9901014506900001", 16).value == "9901014506900001"
    lost = parse_digits(9901014506900001.0, 16)
    assert (lost.value, lost.was_number, lost.lost_precision) == ("990101450690000", True, True)
    assert "teks" in lost.problem
    csv = parse_digits("9,90101E+15", 16)
    assert (csv.value, csv.was_number, csv.lost_precision) == ("990101", True, True)
    short = parse_digits(1234.0, 5)
    assert (short.value, short.lost_precision) == ("1234", False) and "teks" in short.problem
    assert parse_digits(27211.0, 5) == parse_digits(27211, 5)
    assert parse_digits(27211, 5).value == "27211" and not parse_digits(27211, 5).problem
    assert "16 angka" in parse_digits("990101450690000", 16).problem
    assert parse_digits("99010145069OOOO1", 16).problem
