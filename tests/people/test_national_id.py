"""NIK: what is an error, what is only a warning, and what is never guessed. No number here can belong to anybody
except where an existing province is the point; those carry a date that has not come yet or the serial 0000."""

from datetime import date

import pytest
from django.utils.translation import override

from balai.people.rules.national_id import PROVINCES, NationalId, invented_national_id, mask, read_national_id

BORN = date(1990, 6, 5)
MAN = invented_national_id(born=BORN, is_female=False, serial=1)
WOMAN = invented_national_id(born=BORN, is_female=True, serial=1)


def codes(read: NationalId) -> tuple[list[str], list[str]]:
    return [one.code for one in read.errors], [one.code for one in read.warnings]


def test_invented_numbers_have_the_form_and_a_region_that_does_not_exist() -> None:
    assert (MAN, WOMAN) == ("9901010506900001", "9901014506900001")
    assert "99" not in PROVINCES and len(PROVINCES) == 38
    with pytest.raises(ValueError):
        invented_national_id(born=BORN, is_female=False, serial=0)


@pytest.mark.parametrize(("number", "is_female"), [(MAN, False), (WOMAN, True)])
def test_date_and_sex_are_read(number: str, is_female: bool) -> None:
    read = read_national_id(number, birth_date=BORN, is_female=is_female)
    assert codes(read) == ([], ["nik_unknown_province"])
    assert (read.digits, read.birth_date, read.is_female, read.is_usable) == (number, BORN, is_female, True)


@pytest.mark.parametrize("prefix", ["92", "93", "95", "96", "91", "94", "9271", "3219", "1401"])
def test_every_province_of_today_and_codes_frozen_at_issue_are_taken(prefix: str) -> None:
    read = read_national_id(f"{prefix:0<6}0506900000", birth_date=BORN, is_female=False)
    assert codes(read) == ([], ["nik_serial_zero"])


@pytest.mark.parametrize("prefix", ["54", "00", "99", "20"])
def test_an_unknown_province_is_only_a_warning(prefix: str) -> None:
    assert codes(read_national_id(f"{prefix}01010506900000")) == ([], ["nik_serial_zero", "nik_unknown_province"])


@pytest.mark.parametrize(
    ("middle", "error"),
    [
        ("000190", "nik_wrong_day"),
        ("320190", "nik_wrong_day"),
        ("400190", "nik_wrong_day"),
        ("720190", "nik_wrong_day"),
        ("810190", "nik_wrong_day"),
        ("010090", "nik_wrong_month"),
        ("011390", "nik_wrong_month"),
        ("300290", "nik_no_such_date"),
        ("700290", "nik_no_such_date"),
        ("310490", "nik_no_such_date"),
        ("710690", "nik_no_such_date"),
        ("290201", "nik_no_such_date"),
    ],
)
def test_a_birth_date_no_calendar_has_is_an_error(middle: str, error: str) -> None:
    read = read_national_id(f"990101{middle}0001")
    assert codes(read) == ([error], []) and not read.is_usable


@pytest.mark.parametrize("middle", ["010190", "310190", "410190", "710190", "290204", "690296"])
def test_the_edges_of_the_calendar_are_taken(middle: str) -> None:
    assert read_national_id(f"990101{middle}0001").is_usable


@pytest.mark.parametrize("born", [date(2005, 1, 2), date(1905, 1, 2)])
def test_the_stated_birth_date_decides_the_century(born: date) -> None:
    read = read_national_id(invented_national_id(born=born, is_female=True, serial=7), birth_date=born)
    assert read.birth_date == born and codes(read) == ([], ["nik_unknown_province"])


def test_without_a_stated_date_the_century_is_not_guessed() -> None:
    assert read_national_id(invented_national_id(born=date(2005, 1, 2), is_female=True, serial=7)).birth_date is None


def test_29_february_00_exists_in_one_century_only() -> None:
    number = "9901012902000001"
    assert read_national_id(number).is_usable
    assert read_national_id(number, birth_date=date(2000, 2, 29)).birth_date == date(2000, 2, 29)
    assert codes(read_national_id(number, birth_date=date(1901, 2, 28)))[0] == ["nik_no_such_date"]
    assert read_national_id(number, birth_date=date(1999, 12, 31)).birth_date == date(2000, 2, 29)


def test_what_differs_from_the_statement_is_a_warning() -> None:
    read = read_national_id(MAN, birth_date=date(1990, 6, 6), is_female=True)
    assert codes(read) == ([], ["nik_unknown_province", "nik_birth_date_differs", "nik_sex_differs"])


@pytest.mark.parametrize(
    "written",
    [
        " 9901 0105 0690 0001 ",
        "99.01.01.050690.0001",
        "990101-050690-0001",
        "'9901010506900001",
        "9901010506900001\u00a0",
    ],
)
def test_a_number_may_be_written_in_groups(written: str) -> None:
    assert read_national_id(written).digits == MAN


@pytest.mark.parametrize(
    ("written", "error"),
    [
        ("", "nik_empty"),
        (" - ", "nik_empty"),
        ("99010105069", "nik_wrong_length"),
        (MAN + "1", "nik_wrong_length"),
        ("99010105O6900001", "nik_not_digits"),
        ("٩٩٠١٠١٠٥٠٦٩٠٠٠٠١", "nik_not_digits"),
        ("９９０１０１０５０６９００００１", "nik_not_digits"),
        (12345.0, "nik_wrong_length"),
        (float("nan"), "nik_not_digits"),
        (float("inf"), "nik_not_digits"),
    ],
)
def test_a_wrong_form_is_an_error(written: str | float, error: str) -> None:
    read = read_national_id(written)
    assert codes(read) == ([error], []) and read.digits == "" and read.hint == ""


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        (9901010506900000.0, MAN[:15]),
        (9901010506900000, MAN[:15]),
        (990101050690000.0, MAN[:15]),
        (MAN[:15], MAN[:15]),
        ("9901010506900000.0", MAN[:15]),
        ("9901010506900000,00", MAN[:15]),
        ("9.90101050690000E+15", MAN[:15]),
        ("9,90101E+15", "990101"),
        ("9E+15", "9"),
    ],
)
def test_a_number_that_lost_its_last_digit_is_kept_as_a_hint_and_never_completed(
    written: str | float, hint: str
) -> None:
    read = read_national_id(written, birth_date=BORN, is_female=False)
    assert codes(read) == (["nik_last_digit_lost"], []) and (read.digits, read.hint) == ("", hint)


def test_every_sentence_names_the_field_in_indonesian_and_never_repeats_the_number() -> None:
    with override("id"):
        for written in (
            "",
            "x",
            "1",
            MAN[:15],
            "9901018106900001",
            "9901010513900001",
            "9901013002900001",
            "5401010506900000",
        ):
            read = read_national_id(written, birth_date=date(1991, 1, 1), is_female=True)
            for remark in (*read.errors, *read.warnings):
                assert "NIK" in str(remark.sentence) and str(remark.sentence).endswith(".")
                assert len(written) < 2 or written not in str(remark.sentence)


def test_neither_the_mask_nor_the_representation_gives_it_away() -> None:
    assert mask(MAN) == "••••••••••••••01" and mask("") == ""
    assert MAN[:6] not in repr(read_national_id(MAN)) and MAN[:6] not in repr(read_national_id(MAN[:15]))
