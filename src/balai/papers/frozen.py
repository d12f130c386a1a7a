"""The lists of a paper as they stood when it was made: kept sealed beside its PDF, read again for the workbook and the page."""

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from balai.documents.actions.store import FileGone, open_stored
from balai.documents.models import StoredFile
from balai.kernel.papers.blocks import Column
from balai.papers.enums import PaperKind as K
from balai.papers.lists import LISTS, Cell, Listing
from balai.papers.models import ClassPaper
from balai.papers.records import Records

MEDIA_TYPE = "application/json"
FREEZES: Mapping[str, tuple[str, ...]] = {
    K.SELECTION: ("selection",), K.DECREE: ("participants",), K.HANDOVER: ("equipment",),
    K.ATTENDANCE: ("meetings", "attendance", "phases"), K.RESULTS: ("results", "units", "certificates"), K.ALLOWANCE: ("allowance",),
}  # fmt: skip
"""Kind of paper -> names of lists that are kept with it."""
KEPT_WITH = {name: kind for kind, names in FREEZES.items() for name in names}


def lists_to_keep(records: Records, kind: str) -> bytes | None:
    """None where the paper has no list."""
    names = FREEZES.get(kind)
    if not names:
        return None
    told = {name: _as_kept(LISTS[name](records)) for name in names}
    return json.dumps(told, ensure_ascii=False, sort_keys=True).encode()


def kept_lists(paper: ClassPaper, base: str) -> dict[str, Listing]:
    """Empty for a paper made before lists were kept, and after its term. base: see Records.evidence_base."""
    file: StoredFile | None = paper.listed
    if file is None:
        return {}
    try:
        told = json.loads(open_stored(file))
    except (FileGone, ValueError):
        return {}
    return {name: _from_kept(kept, base) for name, kept in told.items()}


def _as_kept(one: Listing) -> dict[str, Any]:
    return {
        "title": one.title, "columns": [[c.label, c.width, c.align] for c in one.columns],
        "rows": [_cells(row) for row in one.rows], "codes": list(one.codes), "foot": _cells(one.foot),
        "money": sorted(one.money),
    }  # fmt: skip


def _cells(row: Sequence[Cell]) -> list[Any]:
    """A decimal stays exact: in a list of its own."""
    return [[str(value)] if isinstance(value, Decimal) else value for value in row]


def _from_kept(kept: dict[str, Any], base: str) -> Listing:
    columns = [Column(label, width, align) for label, width, align in kept["columns"]]
    rows = [_values(row) for row in kept["rows"]]
    return Listing(kept["title"], columns, rows, kept["codes"], _values(kept["foot"]), frozenset(kept["money"]), base)


def _values(row: Sequence[Any]) -> list[Cell]:
    return [Decimal(value[0]) if isinstance(value, list) else value for value in row]
