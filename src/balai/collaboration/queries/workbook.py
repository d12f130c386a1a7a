"""A period as the workbook it came from: the same tables, the same cells. What was empty comes back empty."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Model, QuerySet

from balai.collaboration.enums import NOT_HELD
from balai.collaboration.models import Period
from balai.collaboration.queries.books import Cells, tables_of
from balai.collaboration.tables import BY_NAME, LIST_MARK, Is, Link, Table

BATCH = 500


def rows_of(table: Table, period: Period) -> "QuerySet[Any]":
    """The table's rows of a period in the order they came, with the rows they refer to."""
    ones = [c.name for c in table.columns if c.kind is Is.ONE]
    if table.name == "case":
        return Period.objects.filter(pk=period.pk)
    rows = table.model._default_manager.filter(period=period)
    if table.name == "meetings":
        rows = rows.exclude(convening__state__in=NOT_HELD)
    return rows.select_related(*ones).order_by("pk")


def cells_of(table: Table, rows: Sequence[Any]) -> list[Cells]:
    """One query a column of lists, however many the rows."""
    lists = {c.name: _lists(c.link, rows) for c in table.columns if c.link is not None}
    return [{c.name: _cell(c.kind, row, c.name, lists.get(c.name)) for c in table.columns} for row in rows]


def workbook(period: Period) -> dict[str, list[Cells]]:
    """Every table of the period. A table without rows is an empty list: the source holds nothing of the kind."""
    return tables_of([period.pk])[period.pk]


def table_of(name: str, period: Period) -> list[Cells]:
    table = BY_NAME[name]
    return [cells for part in parts(rows_of(table, period)) for cells in cells_of(table, part)]


def parts(rows: Iterable[Any]) -> Iterable[list[Any]]:
    part: list[Any] = []
    for row in rows:
        part.append(row)
        if len(part) == BATCH:
            yield part
            part = []
    if part:
        yield part


def _lists(link: Link, rows: Sequence[Model]) -> dict[Any, list[str]]:
    found: dict[Any, list[str]] = defaultdict(list)
    kept = link.model._default_manager.filter(row_id__in=[row.pk for row in rows])
    if link.part:
        kept = kept.filter(part=link.part)
    for row_id, code in kept.order_by("pk").values_list("row_id", f"{link.target}__code"):
        found[row_id].append(code)
    return found


def _cell(kind: Is, row: Any, name: str, lists: dict[Any, list[str]] | None) -> str:
    if lists is not None:
        return LIST_MARK.join(lists.get(row.pk, ()))
    value = getattr(row, name)
    if kind is Is.ONE:
        return value.code if value is not None else ""
    return "" if value is None else str(value)
