"""Put an archive's rows into tables that stand ready, and its files into an empty directory."""

import datetime as dt
import os
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from decimal import Decimal
from pathlib import Path
from typing import Any, BinaryIO

from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.translation import gettext_lazy as _

from balai.config.backup.files import opened_inside
from balai.config.backup.frames import Kind
from balai.config.backup.values import microseconds, row_of
from balai.config.backup.verify import Event
from balai.config.backup.write import Progress

Insert = Callable[[str, Sequence[str], Iterable[list[Any]]], None]


def load(steps: Iterator[Event], *, insert: Insert, media: Path, progress: Progress) -> None:
    """Walk an archive that has been verified; `insert(table, columns, rows)` is called once a table."""
    media.mkdir(parents=True)
    with ExitStack() as files:
        stream: BinaryIO | None = None
        for event in steps:
            if event.kind is Kind.TABLE:
                insert(event.fields["name"], event.fields["columns"], rows_of(steps, event, progress=progress))
            elif event.kind is Kind.FILE:
                stream = files.enter_context(opened_inside(media, event.fields["name"]))
            elif event.kind is Kind.PIECE and stream:
                stream.write(event.payload)
            elif event.kind is Kind.FILE_END and stream:
                stream.flush()
                os.fsync(stream.fileno())
                files.close()


def rows_of(steps: Iterator[Event], table: Event, *, progress: Progress) -> Iterator[list[Any]]:
    """The rows that follow; ends at the table's end frame, which it takes from `steps`."""
    for event in steps:
        if event.kind is Kind.TABLE_END:
            if event.fields["rows"]:
                told = {"table": table.fields["name"], "rows": event.fields["rows"]}
                progress(str(_("%(table)s: %(rows)d baris dipulihkan") % told))
            return
        for line in event.payload.split(b"\n")[:-1]:
            yield row_of(line)


def sqlite_insert(connection: BaseDatabaseWrapper) -> Insert:
    quoted = connection.ops.quote_name

    def insert(table: str, columns: Sequence[str], rows: Iterable[list[Any]]) -> None:
        names, marks = ", ".join(map(quoted, columns)), ", ".join("?" * len(columns))
        statement = f"INSERT INTO {quoted(table)} ({names}) VALUES ({marks})"
        kept = ([sqlite_value(connection, value) for value in row] for row in rows)
        connection.connection.executemany(statement, kept)

    return insert


def sqlite_value(connection: BaseDatabaseWrapper, value: Any) -> Any:
    """As Django itself would have written it, so that equal values stay equal in an index."""
    if type(value) is dt.datetime:
        return connection.ops.adapt_datetimefield_value(value)
    write = SQLITE_TEXT.get(type(value))
    return write(value) if write else value


SQLITE_TEXT: dict[type, Callable[[Any], Any]] = {
    dt.date: str,
    dt.time: str,
    dt.timedelta: microseconds,
    uuid.UUID: lambda value: value.hex,
    Decimal: lambda value: format(value, "f"),
}


def postgresql_insert(connection: BaseDatabaseWrapper) -> Insert:
    quoted = connection.ops.quote_name

    def insert(table: str, columns: Sequence[str], rows: Iterable[list[Any]]) -> None:
        statement = f"COPY {quoted(table)} ({', '.join(map(quoted, columns))}) FROM STDIN"
        with connection.connection.cursor() as cursor, cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row(row)

    return insert
