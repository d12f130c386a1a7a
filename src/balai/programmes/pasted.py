"""Units of a curriculum as offices paste them: one a line, from a spreadsheet (tab) or typed with semicolons."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from balai.kernel.refusal import Refused
from balai.skills.rules import looks_like_code

MOST_UNITS = 200
MOST_HOURS = 2000
_BETWEEN = re.compile(r"\t|;|\|")


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One part of a curriculum as typed; code empty for parts that are no competence unit. Hours of 45 minutes."""

    title: str
    code: str = ""
    theory_hours: int = 0
    practice_hours: int = 0


def read_units(text: str) -> list[UnitRow]:
    """Lines of `code; title; theory; practice`; code and hours may be missing. Refused names the line and what to do."""
    rows = [_row(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip(" \t;|")]
    if len(rows) > MOST_UNITS:
        raise Refused("too_many_units", _("Paling banyak %(most)s baris unit.") % {"most": MOST_UNITS}, "units")
    return rows


def _row(number: int, line: str) -> UnitRow:
    cells = [" ".join(cell.split()) for cell in _BETWEEN.split(line)]
    code = cells.pop(0).upper() if looks_like_code(cells[0]) else ""
    while cells and not cells[0]:
        cells.pop(0)
    title = cells.pop(0) if cells else ""
    if not title or title.isdigit():
        raise Refused(
            "unit_without_title",
            _("Baris %(number)s tidak punya judul. Tulis: kode; judul; jam teori; jam praktik.") % {"number": number},
            "units",
        )
    hours = [_hours(number, cell) for cell in cells if cell][:2]
    theory, practice = [*hours, 0, 0][:2]
    return UnitRow(title[:300], code[:40], theory, practice)


def _hours(number: int, cell: str) -> int:
    figure = cell.upper().removesuffix("JP").strip()
    if not figure.isdecimal() or int(figure) > MOST_HOURS:
        raise Refused(
            "hours_not_a_number",
            _("Baris %(number)s: “%(cell)s” bukan jumlah jam pelajaran. Tulis angka bulat, misalnya 24.")
            % {"number": number, "cell": cell[:40]},
            "units",
        )
    return int(figure)


def written(rows: list[UnitRow]) -> str:
    """The rows as they would be pasted, for a next version to start from."""
    return "\n".join(f"{r.code}; {r.title}; {r.theory_hours}; {r.practice_hours}".removeprefix("; ") for r in rows)
