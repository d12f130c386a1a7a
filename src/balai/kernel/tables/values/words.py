"""Short answers: sex, yes or no, names, neighbourhood numbers."""

import datetime as dt
import re
from typing import Literal, NamedTuple

from django.utils.translation import gettext as _

from balai.kernel.tables.cells import Cell, text_of, was_number
from balai.kernel.tables.values.parsed import Parsed, says_nothing, shown

Sex = Literal["male", "female"]

_LONGEST_NAME = 200
# "P" is perempuan, never pria.
_MALE = frozenset({"l", "lk", "laki", "lakilaki", "laki2", "pria", "m", "male", "1"})
_FEMALE = frozenset({"p", "pr", "perempuan", "wanita", "w", "f", "female", "2"})
_YES = frozenset({"ya", "y", "yes", "true", "1", "ada", "sudah", "benar", "iya", "v", "✓", "√", "✔"})
_NO = frozenset({"tidak", "t", "tdk", "no", "n", "false", "0", "tidakada", "belum", "tak", "bukan", "tidakpernah"})
_NUMBERING = re.compile(r"^\d{1,4}[.)]\s+")
_RT = re.compile(r"\brt\W*(\d{1,3})(?!\d)", re.IGNORECASE | re.ASCII)
_RW = re.compile(r"\brw\W*(\d{1,3})(?!\d)", re.IGNORECASE | re.ASCII)
_BOTH = re.compile(r"^rt\W*rw\W*", re.IGNORECASE | re.ASCII)
_PAIR = re.compile(r"(\d{1,3})(?:\s*[/\-]\s*(\d{1,3}))?", re.IGNORECASE | re.ASCII)


class RtRw(NamedTuple):
    """Three digits each, as text; empty where the cell does not say."""

    rt: str
    rw: str


def _word(cell: Cell) -> str:
    return re.sub(r"[\s.\-_'()/]", "", text_of(cell).lower())


def parse_sex(cell: Cell) -> Parsed[Sex]:
    """L/P, Laki-laki, Perempuan, Pria, Wanita, 1/2."""
    if says_nothing(cell):
        return Parsed()
    word = "" if isinstance(cell, bool) else _word(cell)
    if word in _MALE:
        return Parsed("male")
    if word in _FEMALE:
        return Parsed("female")
    return Parsed(problem=_("“%(text)s” bukan jenis kelamin. Tulis L atau P.") % {"text": shown(cell)})


def parse_yes_no(cell: Cell) -> Parsed[bool]:
    """A cross is refused: some mean yes by it, some no."""
    if says_nothing(cell):
        return Parsed()
    word = _word(cell)
    if word in _YES:
        return Parsed(True)
    if word in _NO:
        return Parsed(False)
    return Parsed(problem=_("“%(text)s” tidak jelas. Tulis ya atau tidak.") % {"text": shown(cell)})


def parse_name(cell: Cell) -> Parsed[str]:
    """One name as written: a single word is a name, titles stay, capitals stay; numbering before it goes."""
    if says_nothing(cell):
        return Parsed()
    text = _NUMBERING.sub("", text_of(cell)).strip(" ,;")
    if was_number(cell) or not isinstance(cell, str) or not any(letter.isalpha() for letter in text):
        return Parsed(problem=_("“%(text)s” bukan nama. Tulis nama lengkapnya.") % {"text": shown(cell)})
    if len(text) > _LONGEST_NAME:
        return Parsed(problem=_("Nama ini terlalu panjang. Tulis paling banyak %(n)d huruf.") % {"n": _LONGEST_NAME})
    return Parsed("".join(letter for letter in text if letter.isprintable()))


def parse_rt_rw(cell: Cell) -> Parsed[RtRw]:
    """'003/005', 'RT 3 RW 5', 'RT.03'. A spreadsheet may have made a date of it, which is not guessed back."""
    if says_nothing(cell):
        return Parsed()
    if isinstance(cell, dt.date | dt.datetime):
        return Parsed(problem=_("Excel mengubah RT/RW ini menjadi tanggal. Tulis sebagai teks, misalnya 003/005."))
    text = _BOTH.sub("", text_of(cell))
    rt, rw = _RT.search(text), _RW.search(text)
    if rt or rw:
        return Parsed(RtRw(_three(rt[1] if rt else ""), _three(rw[1] if rw else "")))
    if found := _PAIR.fullmatch(text):
        return Parsed(RtRw(_three(found[1]), _three(found[2] or "")))
    return Parsed(problem=_("“%(text)s” bukan RT/RW. Tulis seperti 003/005.") % {"text": shown(cell)})


def _three(digits: str) -> str:
    return digits.zfill(3) if digits else ""
