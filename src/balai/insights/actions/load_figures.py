"""The area figures that come with the product are brought into the database; again and again without a change."""

from typing import Any

from django.db import transaction

from balai.access.actor import Actor
from balai.audit.record import record
from balai.insights.figure_sets import SETS, Cell, FigureSet
from balai.insights.models import AreaFigure
from balai.regions.models import Region

FIELDS = ("place", "period", "category", "measure", "value_text", "value", "unit", "trap", "note")


def load_figures(*, by: Actor) -> dict[str, int]:
    """Rows that are new or different, by set. Regions are tied by code where the list of regions is loaded."""
    with transaction.atomic():
        changed = {one.name: _load(one) for one in SETS}
        if any(changed.values()):
            record(by, "insights.load_figures", None, changed=sum(changed.values()))
    return changed


def _load(one: FigureSet) -> int:
    cells = one.cells()
    codes = {cell.region for cell in cells if cell.region}
    regions = dict(Region.objects.current().filter(code__in=codes).values_list("code", "pk"))
    kept = {row.position: row for row in AreaFigure.objects.select_for_update().filter(indicator=one.name)}
    wrong = []
    for position, cell in enumerate(cells, start=1):
        row = AreaFigure(indicator=one.name, position=position, region_id=regions.get(cell.region), **_facts(cell))
        old = kept.get(position)
        if old is None or _as_kept(old) != _as_kept(row):
            wrong.append(row)
    AreaFigure.objects.bulk_create(
        wrong, update_conflicts=True, unique_fields=["indicator", "position"], update_fields=[*FIELDS, "region"]
    )
    AreaFigure.objects.filter(indicator=one.name, position__gt=len(cells)).delete()
    return len(wrong)


def _facts(cell: Cell) -> dict[str, Any]:
    return {name: getattr(cell, name) for name in FIELDS}


def _as_kept(row: AreaFigure) -> tuple[Any, ...]:
    return (row.region_id, *(getattr(row, name) for name in FIELDS))
