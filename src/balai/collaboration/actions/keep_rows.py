"""Rows of one table of the workbook, kept in bulk inside the caller's transaction."""

from collections.abc import Mapping, Sequence
from typing import Any

from balai.collaboration.models import Period
from balai.collaboration.rules.cells import RowIn
from balai.collaboration.tables import Is, Table

CHUNK = 500
Codes = Mapping[str, Mapping[str, int]]


def keep_rows(
    table: Table, period: Period, rows: Sequence[RowIn], codes: Codes, more: Mapping[str, dict[str, Any]] | None = None
) -> dict[str, int]:
    """Writes new rows and overwrites those with the same code; ids by code. more: further fields by code.

    References to rows of the same table are set by the caller, once all of them have an id.
    """
    if not rows:
        return {}
    ones = [c for c in table.columns if c.kind is Is.ONE and c.to != table.name]
    made = []
    for row in rows:
        linked = {f"{c.name}_id": codes[c.to].get(row.one[c.name]) for c in ones}
        made.append(table.model(period=period, **row.values, **linked, **(more or {}).get(row.key, {})))
    fields = [*rows[0].values, *(c.name for c in ones), *next(iter((more or {"": {}}).values()), {})]
    kept = table.model._default_manager.bulk_create(
        made,
        batch_size=CHUNK,
        update_conflicts=True,
        unique_fields=["period", table.key],
        update_fields=[name for name in fields if name != table.key],
    )
    return {getattr(row, table.key): row.pk for row in kept}


def keep_links(table: Table, rows: Sequence[RowIn], pks: Mapping[str, int], codes: Codes) -> None:
    """The lists of the rows anew."""
    columns = [(c, c.link) for c in table.columns if c.link is not None]
    ids = list(pks.values())
    for model in {link.model for _column, link in columns}:
        for start in range(0, len(ids), CHUNK):
            model._default_manager.filter(row_id__in=ids[start : start + CHUNK]).delete()
    for column, link in columns:
        part = {"part": link.part} if link.part else {}
        links = [
            link.model(row_id=pks[row.key], **{f"{link.target}_id": codes[column.to][code]}, **part)
            for row in rows
            for code in row.many[column.name]
        ]
        link.model._default_manager.bulk_create(links, batch_size=CHUNK)
