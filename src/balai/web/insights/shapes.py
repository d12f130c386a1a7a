"""From printed cells to the shape of their page: columns that add up, counts, tiles, target beside realised."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from balai.insights.enums import ShownAs, Trap
from balai.insights.models import AreaFigure
from balai.web.parts import Tile

Rows = list[AreaFigure]


@dataclass(slots=True)
class Bar:
    """width: percent of the longest, as SVG wants it; empty where nothing is drawn."""

    figure: AreaFigure
    width: str = ""


@dataclass(slots=True)
class Line:
    label: str
    cells: list[Bar] = field(default_factory=list)


def _width(figure: AreaFigure, longest: float) -> str:
    if figure.value is None or figure.trap == Trap.NOT_A_RATE:
        return ""
    return f"{100 * float(figure.value) / longest:.2f}%"


def _distribution(rows: Rows) -> dict[str, Any]:
    periods = sorted({row.period for row in rows})
    total = _("Jumlah")
    lines: dict[str, Line] = {}
    for row in rows:
        width = "" if row.category == total else _width(row, 100)
        lines.setdefault(row.category, Line(row.category)).cells.append(Bar(row, width))
    copied = sorted({row.period for row in rows if row.trap == Trap.COPIED})
    return {"periods": [(period, period in copied) for period in periods], "lines": list(lines.values())}


def _counts(rows: Rows) -> dict[str, Any]:
    counted = [row for row in rows if row.trap != Trap.NOT_A_RATE]
    aside = {row.period: row for row in rows if row.trap == Trap.NOT_A_RATE}
    longest = max((float(row.value) for row in counted if row.value is not None), default=1) or 1
    return {"lines": [(Bar(row, _width(row, longest)), aside.get(row.period)) for row in counted]}


def _tiles(rows: Rows) -> dict[str, Any]:
    tiles, counts = {}, {"yes": 0, "no": 0, "unknown": 0}
    for row in rows:
        state, words = _presence(row)
        counts[state] += 1
        if row.region is not None:
            tiles[row.region.code] = Tile(state, words)  # type: ignore[arg-type]
    key = [
        ("yes", _("memiliki UPTP (dihitung)")),
        ("no", _("belum memiliki UPTP (disebut sumber)")),
        ("unknown", _("belum ada pada 2020")),
    ]
    return {"tiles": tiles, "key": key, "told": [(row, _presence(row)[1]) for row in rows], "counts": counts}


def _presence(row: AreaFigure) -> tuple[str, str]:
    if row.trap == Trap.NOT_YET:
        return "unknown", _("belum ada pada 2020")
    if row.value:
        return "yes", _("memiliki UPTP (dihitung)")
    return "no", _("belum memiliki UPTP (disebut sumber)")


def _outputs(rows: Rows) -> dict[str, Any]:
    lines: dict[str, dict[str, AreaFigure]] = {}
    for row in rows:
        lines.setdefault(row.category, {})[row.measure.replace(" ", "_")] = row
    sums = {
        measure: sum(int(row.value) for row in rows if row.measure == measure and row.value is not None)
        for measure in ("sasaran", "realisasi")
    }
    return {"lines": list(lines.items()), "sums": sums}


def _funnel(rows: Rows) -> dict[str, Any]:
    longest = max((float(row.value) for row in rows if row.value is not None), default=1) or 1
    return {"lines": [Bar(row, _width(row, longest)) for row in rows]}


FILLED: dict[ShownAs, Callable[[Rows], dict[str, Any]]] = {
    ShownAs.DISTRIBUTION: _distribution,
    ShownAs.COUNT: _counts,
    ShownAs.PRESENCE: _tiles,
    ShownAs.OUTPUT: _outputs,
    ShownAs.FUNNEL: _funnel,
}
