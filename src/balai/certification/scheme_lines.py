"""Units of a scheme as a certifier pastes them: a unit a line, its elements and their criteria below it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from balai.kernel.refusal import Refused
from balai.skills.rules import looks_like_code

MOST_LINES = 2000
_BETWEEN = re.compile(r"\t|;|\|")
_CRITERION = re.compile(r"(?:\d+\.\d+\.?|[*•])\s*(.+)")
_ELEMENT = re.compile(r"(?:\d+[.)]|[-–])\s*(.+)")


@dataclass(slots=True)
class ElementLine:
    title: str
    criteria: list[str] = field(default_factory=list)


@dataclass(slots=True)
class UnitLine:
    code: str
    title: str
    elements: list[ElementLine] = field(default_factory=list)


def read_scheme_units(text: str) -> list[UnitLine]:
    """Lines of "code; title" for a unit, "1. title" or "- title" for an element, "1.1 words" or "* words" for a criterion.

    Raises Refused("line_unreadable", "units") naming the line, ("too_many_lines"), ("unit_twice").
    """
    units: list[UnitLine] = []
    lines = [
        (number, " ".join(re.sub(r"[\t;|]+", ";", one).split())) for number, one in enumerate(text.splitlines(), 1)
    ]
    if len(lines) > MOST_LINES:
        raise Refused(
            "too_many_lines", _("Paling banyak %(most)s baris unit dan elemen.") % {"most": MOST_LINES}, "units"
        )
    for number, line in lines:
        if line.strip("; "):
            _take(units, number, line.strip("; "))
    codes = [unit.code for unit in units]
    for code in codes:
        if codes.count(code) > 1:
            raise Refused("unit_twice", _("Unit %(code)s tertulis dua kali. Sisakan satu.") % {"code": code}, "units")
    return units


def _take(units: list[UnitLine], number: int, line: str) -> None:
    first, *rest = (cell.strip() for cell in _BETWEEN.split(line))
    if looks_like_code(first) and any(rest):
        units.append(UnitLine(first.upper()[:40], next(cell for cell in rest if cell)[:300]))
        return
    words = " ".join(filter(None, [first, *rest]))
    if units and (found := _CRITERION.fullmatch(words)) and units[-1].elements:
        units[-1].elements[-1].criteria.append(found[1][:500])
        return
    if units and (found := _ELEMENT.fullmatch(words)):
        units[-1].elements.append(ElementLine(found[1][:300]))
        return
    raise Refused(
        "line_unreadable",
        _(
            "Baris %(number)s tidak terbaca. Tulis unit sebagai “kode; judul”, di bawahnya elemen sebagai “1. judul” dan "
            "kriteria sebagai “1.1 isi”."
        )
        % {"number": number},
        "units",
    )


def scheme_units_written(units: Iterable[UnitLine]) -> str:
    """As they would be pasted."""
    lines: list[str] = []
    for unit in units:
        lines.append(f"{unit.code}; {unit.title}")
        for place, element in enumerate(unit.elements, 1):
            lines.append(f"{place}. {element.title}")
            lines += [f"{place}.{order} {words}" for order, words in enumerate(element.criteria, 1)]
    return "\n".join(lines)
