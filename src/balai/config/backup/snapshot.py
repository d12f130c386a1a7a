"""One moment of the database, read over a connection of its own while everybody else goes on writing."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

from balai.config.backup.tables import Table

BATCH = 1000
# Written out by hand: Django's atomic() would begin IMMEDIATE on SQLite and keep every writer waiting.
BEGIN = {"sqlite": "BEGIN DEFERRED", "postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"}


@contextmanager
def snapshot(connection: BaseDatabaseWrapper) -> Iterator[BaseDatabaseWrapper]:
    reader = connection.copy()
    try:
        with reader.cursor() as cursor:
            cursor.execute(BEGIN[reader.vendor])
            # The moment is fixed by the first read, not by BEGIN.
            cursor.execute("SELECT 1 FROM django_migrations LIMIT 1")
            cursor.fetchall()
            yield reader
            cursor.execute("ROLLBACK")
    finally:
        reader.close()


def batches(reader: BaseDatabaseWrapper, table: Table) -> Iterator[list[tuple[Any, ...]]]:
    """The table's rows as plain Python values, BATCH at a time; the whole table is never in memory."""
    quoted = reader.ops.quote_name
    select = f"SELECT {', '.join(quoted(column) for column in table.columns)} FROM {quoted(table.name)}"
    with reader.cursor() as cursor:
        if reader.vendor == "postgresql":
            cursor.execute(f"DECLARE balai_rows NO SCROLL CURSOR FOR {select}")
            yield from fetched(cursor, table, fetch=f"FETCH {BATCH} FROM balai_rows")
            cursor.execute("CLOSE balai_rows")
        else:
            cursor.execute(select)
            yield from fetched(cursor, table, fetch=None)


def fetched(cursor: Any, table: Table, *, fetch: str | None) -> Iterator[list[tuple[Any, ...]]]:
    while True:
        if fetch:
            cursor.execute(fetch)
        rows = cursor.fetchall() if fetch else cursor.fetchmany(BATCH)
        if not rows:
            return
        yield [table.read(row) for row in rows]
