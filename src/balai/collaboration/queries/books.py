"""Books of many periods at once: as many queries as the workbook has tables and lists, however many the periods and rows."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from balai.collaboration.enums import NOT_HELD
from balai.collaboration.models import Period
from balai.collaboration.tables import LIST_MARK, TABLES, Column, Is, Link, Table

Cells = dict[str, str]
Codes = dict[str, dict[int, str]]
"""By table: id of a row -> its code."""


def tables_of(periods: Sequence[int], names: Sequence[str] = ()) -> dict[int, dict[str, list[Cells]]]:
    """By period: every table of its workbook, or those named with all they refer to. A table without rows is an empty list: the
    source holds nothing of the kind."""
    tables = [table for table in TABLES if not names or table.name in names]
    found: dict[int, dict[str, list[Cells]]] = {pk: {table.name: [] for table in tables} for pk in periods}
    codes: Codes = {}
    for table in tables:
        codes[table.name] = _fill(table, periods, codes, found)
    return found


def _fill(
    table: Table, periods: Sequence[int], codes: Codes, found: dict[int, dict[str, list[Cells]]]
) -> dict[int, str]:
    """The table's rows, each into the workbook of its period; their codes."""
    said = [c for c in table.columns if c.link is None]
    rows = _rows(table, periods, [f"{c.name}_id" if c.kind is Is.ONE else c.name for c in said])
    here = {row[0]: row[2 + said.index(_key(table))] or "" for row in rows}
    known = codes | {table.name: here}
    turned = [known[c.to] if c.kind is Is.ONE else None for c in said]
    names, blank = [c.name for c in said], dict.fromkeys(table.names, "")
    lists = _lists(table, periods, known)
    for row in rows:
        cells = blank | dict(zip(names, map(_cell, row[2:], turned), strict=True))
        for name, members in lists:
            cells[name] = LIST_MARK.join(members.get(row[0], ()))
        found[row[1]][table.name].append(cells)
    return here


def _key(table: Table) -> Column:
    return next(c for c in table.columns if c.name == table.key)


def _rows(table: Table, periods: Sequence[int], fields: list[str]) -> list[tuple[Any, ...]]:
    """(id, period, the fields), in the order they came."""
    if table.name == "case":
        return list(Period.objects.filter(pk__in=periods).order_by("pk").values_list("pk", "pk", *fields))
    rows = table.model._default_manager.filter(period__in=periods)
    if table.name == "meetings":
        rows = rows.exclude(convening__state__in=NOT_HELD)
    return list(rows.order_by("pk").values_list("pk", "period_id", *fields))


def _cell(value: Any, codes: Mapping[int, str] | None) -> str:
    if value is None:
        return ""
    if codes is not None:
        return codes.get(value, "")
    return value if type(value) is str else str(value)


def _lists(table: Table, periods: Sequence[int], codes: Codes) -> list[tuple[str, dict[int, list[str]]]]:
    """By column of lists: id of a row -> the codes in it. One query a model of links, also where it holds two columns."""
    columns = [(c, c.link) for c in table.columns if c.link is not None]
    read = {link.model: _linked(link, periods) for _column, link in columns}
    found = []
    for column, link in columns:
        to = codes[column.to]
        lists: dict[int, list[str]] = defaultdict(list)
        for row_id, target, *part in read[link.model]:
            if (not part or part[0] == link.part) and target in to:
                lists[row_id].append(to[target])
        found.append((column.name, lists))
    return found


def _linked(link: Link, periods: Sequence[int]) -> Iterable[tuple[Any, ...]]:
    rows = link.model._default_manager.filter(row__period__in=periods).order_by("pk")
    return list(rows.values_list("row_id", f"{link.target}_id", *(["part"] if link.part else [])))
