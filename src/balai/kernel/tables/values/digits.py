"""Numbers that are names: identity, tax and postal codes. A spreadsheet that computes with them damages them."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from balai.kernel.tables.cells import Cell, clean_text, number_text
from balai.kernel.tables.values.parsed import says_nothing

_SIGNIFICANT = 15
_NOISE = re.compile(r"[\s.\-–'`‘’]")
_SCIENTIFIC = re.compile(r"(\d)(?:[.,](\d+))?e\+?(\d{1,3})", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True, slots=True)
class Digits:
    """`value` holds only digits that are certain: all of them, or the first ones when `lost_precision`.

    `was_number`: leading zeros may be missing, and more than 15 digits are never certain.
    """

    value: str = ""
    was_number: bool = False
    lost_precision: bool = False
    problem: str = ""

    @property
    def is_empty(self) -> bool:
        return not self.value and not self.problem


def parse_digits(cell: Cell, length: int) -> Digits:
    """Exactly `length` digits; spaces, dots and dashes between them are dropped. Nothing is guessed or filled up."""
    if says_nothing(cell):
        return Digits()
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _from_number(cell, length)
    if not isinstance(cell, str):
        return Digits(problem=_wrong(length))
    text = clean_text(cell)
    if found := _SCIENTIFIC.fullmatch(text):
        return _from_scientific(found[1] + (found[2] or ""), int(found[3]) + 1, length)
    bare = _NOISE.sub("", text)
    if not (bare.isascii() and bare.isdigit() and len(bare) == length):
        return Digits(problem=_wrong(length))
    return Digits(bare)


def _from_number(number: int | float, length: int) -> Digits:
    text = number_text(number)
    if not (text.isascii() and text.isdigit()):
        return Digits(was_number=True, problem=_wrong(length))
    return _judged(text[:_SIGNIFICANT], len(text), length)


def _from_scientific(digits: str, whole: int, length: int) -> Digits:
    """'9,90101E+15': what a CSV keeps of a long number; trailing zeros of the shown part are not certain either."""
    known = digits[:_SIGNIFICANT]
    return _judged(known if len(known) <= whole else known[:whole], whole, length)


def _judged(known: str, whole: int, length: int) -> Digits:
    lost = len(known) < whole
    problem = _was_number(length) if lost or whole != length else ""
    return Digits(known, was_number=True, lost_precision=lost, problem=problem)


def _wrong(length: int) -> str:
    return _("Harus tepat %(length)d angka. Periksa dengan dokumennya, lalu tulis ulang.") % {"length": length}


def _was_number(length: int) -> str:
    return _(
        "Excel mengubahnya menjadi bilangan sehingga sebagian angkanya hilang. "
        "Ubah kolomnya menjadi teks, lalu tulis ulang %(length)d angkanya dari dokumen."
    ) % {"length": length}
