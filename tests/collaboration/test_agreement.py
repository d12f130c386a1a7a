"""Agreement of two coders against examples counted by hand; and words that lead to one person."""

from fractions import Fraction as F

import pytest

from balai.collaboration.agreement import Agreement, agreement, by_subject, in_all
from balai.collaboration.rules.bench import check_codes, check_dated, check_nobody_is_named
from balai.kernel.refusal import Refused


def test_twenty_yes_five_ten_fifteen_is_four_tenths() -> None:
    """Both yes 20, only the first 5, only the second 10, both no 15: p_o 35/50, p_e 25/50 * 30/50 + 25/50 * 20/50 = 1/2."""
    first = ["y"] * 20 + ["y"] * 5 + ["n"] * 10 + ["n"] * 15
    second = ["y"] * 20 + ["n"] * 5 + ["y"] * 10 + ["n"] * 15
    assert agreement(first, second) == Agreement(50, 35, F(2, 5))
    assert agreement(second, first) == agreement(first, second)


def test_three_categories_counted_by_hand() -> None:
    """Six of ten alike; a 4 and 5, b 4 and 3, c 2 and 2 times: p_e = (20 + 12 + 4) / 100. Then seven; p_e = (20 + 16 + 2) / 100."""
    first, second = list("aaaabbbbcc"), list("aaababbcca")
    assert agreement(first, second) == Agreement(10, 6, F(60 - 36, 100 - 36))
    assert agreement(list("aaaabbbbcc"), list("aaababbbca")) == Agreement(10, 7, F(70 - 38, 100 - 38))


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("", "", Agreement(0, 0, None)),
        ("aaaa", "aaaa", Agreement(4, 4, None)),  # one category: chance alone gives everything
        ("a", "b", Agreement(1, 0, F(0))),
        ("aabb", "bbaa", Agreement(4, 0, F(-1))),
        ("aabb", "aabb", Agreement(4, 4, F(1))),
        ("aaaa", "aaab", Agreement(4, 3, F(0))),  # one coder used one category: no better than chance
    ],
)
def test_the_edges(first: str, second: str, told: Agreement) -> None:
    assert agreement(list(first), list(second)) == told
    assert agreement([], []).share is None


def test_other_units_are_no_pairs() -> None:
    with pytest.raises(ValueError, match="different units"):
        agreement(["a"], [])


def test_by_subject_and_in_all() -> None:
    """Four quotations. Trust: first + - . +, second + + . . (two of four alike); dialogue: both once, alike but unclear."""
    first = [{"trust": "positive"}, {"trust": "negative"}, {"dialogue": "unclear"}, {"trust": "positive"}]
    second = [{"trust": "positive"}, {"trust": "positive"}, {"dialogue": "unclear"}, {}]
    found = by_subject(first, second)
    # trust: categories + 2/2, - 1/0, none 1/2: p_e = (4 + 0 + 2) / 16
    assert found["trust"] == Agreement(4, 2, F(4 * 2 - 6, 16 - 6))
    assert found["dialogue"] == Agreement(4, 4, F(1))
    assert list(found) == ["trust", "dialogue"]
    # in all: {+} 2/2, {-} 1/0, {dialogue} 1/1, nothing 0/1: p_e = 5/16
    assert in_all(first, second) == Agreement(4, 2, F(8 - 5, 16 - 5))
    assert (
        in_all([{"trust": "positive", "dialogue": "unclear"}], [{"dialogue": "unclear", "trust": "positive"}]).same == 1
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("NIK 9901014506900001", "nik_found"),
        ("9901 0145 0690 0001", "nik_found"),
        ("no. 99.01.01.450690.0001", "nik_found"),
        ("hubungi 0812-3456-7890", "phone_found"),
        ("WA +62 812 3456 789", "phone_found"),
        ("telepon (0752) 71234", "phone_found"),
        ("０８１２３４５６７８９０", "phone_found"),
        ("tulis ke kepala@contoh.id ya", "mail_found"),
    ],
)
def test_what_leads_to_one_person_is_refused_and_why(text: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        check_nobody_is_named(text, "role")
    assert refused.value.code == code and refused.value.field == "role"
    assert "Hapus" in str(refused.value)


@pytest.mark.parametrize(
    "text",
    [
        "kepala bidang, 12 tahun bekerja",
        "Rp 1.250.000.000 pada 2019",
        "Perda 8/2019, hlm. 12-14",
        "rekaman 00:14:30",
        "16 peserta",
    ],
)
def test_what_leads_to_nobody_stays(text: str) -> None:
    assert check_nobody_is_named(f" {text} ", "text") == text


def test_codes_and_days_are_as_the_workbook_knows_them() -> None:
    assert check_codes([("trust", "negative"), ("dialogue", "unclear")]) == {"trust": "negative", "dialogue": "unclear"}
    for wrong in ([("nonsense", "positive")], [("trust", "")], [("trust", "positive"), ("trust", "negative")],
                  [(one, "positive") for one in ("trust", "dialogue", "levy", "funding", "location")]):  # fmt: skip
        with pytest.raises(Refused):
            check_codes(wrong)
    assert [check_dated(one) for one in ("", "2019", "09-2019", "10-09-2019")] == ["", "2019", "2019-09", "2019-09-10"]
    with pytest.raises(Refused):
        check_dated("kemarin")
