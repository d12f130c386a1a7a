"""Units of a curriculum as offices paste them: one a line, from a spreadsheet (tab) or typed with semicolons."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from balai.institutions.enums import RoomKind
from balai.kernel.refusal import Refused
from balai.programmes.enums import NeedKind, Phase
from balai.programmes.words import PHASE_WORDS, kind_of, kind_stated, kind_written, phase_stated
from balai.skills.rules import looks_like_code

MOST_UNITS = 200
MOST_HOURS = 2000
MOST_NEEDS = 60
_ROOMS = {"ruang": RoomKind.ROOM, "ruang kelas": RoomKind.ROOM, "kelas": RoomKind.ROOM,
          "bengkel": RoomKind.WORKSHOP, "bengkel praktik": RoomKind.WORKSHOP}  # fmt: skip
_BETWEEN = re.compile(r"\t|;|\|")


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One part of a curriculum as typed; code empty for parts that are no competence unit. Hours of 45 minutes.

    kind: PartKind where it is stated, "" where code and title say it.
    """

    title: str
    code: str = ""
    theory_hours: int = 0
    practice_hours: int = 0
    phase: str = ""
    kind: str = ""

    @property
    def part_kind(self) -> str:
        return self.kind or kind_of(self.code, self.title)


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
    phase = kind = ""
    while cells and not (phase and kind):
        said, meant = phase_stated(cells[-1]), kind_stated(cells[-1])
        if cells[-1] and not ((said and not phase) or (meant and not kind)):
            break
        phase, kind = phase or said, kind or meant
        cells.pop()
    hours = [_hours(number, cell) for cell in cells if cell][:2]
    theory, practice = [*hours, 0, 0][:2]
    kind = "" if kind == kind_of(code, title) else kind
    return UnitRow(title[:300], code[:40], theory, practice, phase, kind)


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
    return "\n".join("; ".join(_cells(row)) for row in rows)


def _cells(row: UnitRow) -> list[str]:
    said = [PHASE_WORDS[Phase(row.phase)] if row.phase else "", kind_written(row.kind)]
    hours = [str(row.theory_hours), str(row.practice_hours)]
    return [*filter(None, (row.code,)), row.title, *hours, *filter(None, said)]


@dataclass(frozen=True, slots=True)
class NeedRow:
    """kind "room" with room_kind, or "equipment" with a name and how many sound ones a class needs."""

    kind: str
    name: str
    quantity: int = 1
    room_kind: str = ""


def read_needs(text: str) -> list[NeedRow]:
    """Lines of `what; how many`; "bengkel" or "ruang kelas" is a room. Refused names the line and what to do."""
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip(" \t;|")]
    if len(lines) > MOST_NEEDS:
        raise Refused(
            "too_many_needs", _("Paling banyak %(most)s baris ruang dan alat.") % {"most": MOST_NEEDS}, "needs"
        )
    return [_need(number, line) for number, line in lines]


def _need(number: int, line: str) -> NeedRow:
    cells = [" ".join(cell.split()) for cell in _BETWEEN.split(line)]
    name, figure = cells[0][:160], (cells[1] if len(cells) > 1 else "1")
    if not name or not figure.isdecimal() or not 1 <= int(figure) <= 10_000:
        raise Refused(
            "need_unreadable",
            _("Baris %(number)s tidak terbaca. Tulis nama lalu jumlahnya, misalnya: Mesin jahit; 16.")
            % {"number": number},
            "needs",
        )
    if name.casefold() in _ROOMS:
        return NeedRow(NeedKind.ROOM, "", 1, _ROOMS[name.casefold()])
    return NeedRow(NeedKind.EQUIPMENT, name, int(figure))


def needs_written(rows: list[NeedRow]) -> str:
    """As they would be pasted, for a next version to start from."""
    rooms = {RoomKind.ROOM: "ruang kelas", RoomKind.WORKSHOP: "bengkel praktik"}
    return "\n".join(
        rooms[RoomKind(r.room_kind)] if r.kind == NeedKind.ROOM else f"{r.name}; {r.quantity}" for r in rows
    )
