"""Many rows in one statement, past the ORM: where thousands come a second, what it does for a row costs more than the row."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from json import dumps
from typing import Any, Final
from uuid import UUID

from django.db import connection

Cell = str | int | bytes | date | datetime | UUID | None
Row = Sequence[Cell]


def insert_many(
    table: str, own: Mapping[str, str], rows: Sequence[Row], shared: Mapping[str, Cell], *, unless: str = ""
) -> int:
    """How many went in.

    own: column -> PostgreSQL's type of it, in the order of the cells; shared: cells every row has. Defaults of
    models do not apply: name every column. unless: columns of a unique constraint whose rows stay out silently, where they
    are there already. Rows of one call that another may insert too come in one order, else two callers could wait for
    each other.
    """
    if not rows:
        return 0
    unless = f" ON CONFLICT ({unless}) DO NOTHING" if unless else ""
    into = f"INSERT INTO {table} ({', '.join([*shared, *own])})"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            kinds = ", ".join(f"{name} {kind}" for name, kind in own.items())
            chosen = ", ".join(["%s"] * len(shared) + list(own))
            # One JSON text is read faster than lists of cells are written.
            cells = dumps([dict(zip(own, row, strict=True)) for row in rows], default=_in_json)
            sql = f"{into} SELECT {chosen} FROM json_to_recordset(%s::json) AS t({kinds}){unless}"
            cursor.execute(sql, [*shared.values(), cells])
            return int(cursor.rowcount)
        marks = ", ".join(["%s"] * (len(shared) + len(own)))
        first = tuple(_adapted(cell) for cell in shared.values())
        cursor.executemany(f"{into} VALUES ({marks}){unless}", [first + tuple(map(_adapted, row)) for row in rows])
        return int(cursor.rowcount)


def count_up(table: str, amounts: Mapping[UUID, int], now: datetime, lasts: timedelta) -> dict[UUID, int]:
    """The counters after adding, by their id. A counter that is not there, or began longer than `lasts` ago, begins now.

    table: with the columns id, since, sent. Counted by the row itself, so of two callers each is told a number of its own;
    in one order, so that they cannot wait for each other in a circle.
    """
    sql = (
        f" ON CONFLICT (id) DO UPDATE SET sent = excluded.sent + CASE WHEN {table}.since > %s THEN {table}.sent ELSE 0 END,"
        f" since = CASE WHEN {table}.since > %s THEN {table}.since ELSE excluded.since END RETURNING id, sent"
    )
    rows = sorted(amounts.items())
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            given = dumps([{"id": str(key), "sent": sent} for key, sent in rows])
            into = f"INSERT INTO {table} (id, since, sent) SELECT id, %s, sent FROM json_to_recordset(%s::json)"
            cursor.execute(f"{into} AS t(id uuid, sent integer){sql}", [now, given, now - lasts, now - lasts])
            return dict(cursor.fetchall())
        told, begins = {}, [_adapted(now - lasts)] * 2
        for key, sent in rows:
            into = f"INSERT INTO {table} (id, since, sent) VALUES (%s, %s, %s){sql}"
            cursor.execute(into, [_adapted(key), _adapted(now), sent, *begins])
            told[key] = int(cursor.fetchone()[1])
        return told


def _in_json(cell: Any) -> str:
    return f"\\x{cell.hex()}" if isinstance(cell, bytes | memoryview) else str(cell)


def _adapted(cell: Cell) -> Any:
    adapt = _SQLITE.get(type(cell))
    return cell if adapt is None else adapt(cell)


_SQLITE: Final[dict[type, Callable[[Any], Any]]] = {
    UUID: lambda found: found.hex,
    date: str,
    datetime: lambda found: connection.ops.adapt_datetimefield_value(found),
}
