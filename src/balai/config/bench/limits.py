"""The least that writing these rows can cost: one COPY, one executemany, of rows that are ready."""

import sqlite3
from pathlib import Path
from typing import Any

from django.db import connection

from balai.config.bench.cost import cost_of
from balai.people.actions.bulk import COLUMNS

_COLUMNS = ", ".join(COLUMNS)


def ready_rows(file: str) -> dict[str, Any]:
    """Keep what our import wrote as COPY's text (PostgreSQL); SQLite is read from its own file."""
    sql = f"COPY people_person ({_COLUMNS}) TO STDOUT"
    with connection.cursor() as cursor, Path(file).open("wb") as target, cursor.copy(sql) as copied:
        for block in copied:
            target.write(block)
    return {}


def copy(file: str, indexed: bool) -> dict[str, Any]:
    """indexed: into our table with its constraints and indexes, else into one of the same columns without any."""
    content = Path(file).read_bytes()
    table = "people_person" if indexed else "bench_bare"
    if not indexed:
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE TABLE bench_bare AS SELECT {_COLUMNS} FROM people_person WHERE false")

    def work() -> int:
        with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({_COLUMNS}) FROM STDIN") as target:
            target.write(content)
        return content.count(b"\n")

    return cost_of(work)


def execute_many(source: str) -> dict[str, Any]:
    """source: the SQLite file our import has written; its rows go into this one, which has the same tables."""
    with sqlite3.connect(source) as other:
        rows = other.execute(f"SELECT {_COLUMNS} FROM people_person").fetchall()
    marks = ", ".join("?" * len(COLUMNS))

    def work() -> int:
        connection.ensure_connection()
        raw = connection.connection
        raw.execute("BEGIN IMMEDIATE")
        raw.executemany(f"INSERT INTO people_person ({_COLUMNS}) VALUES ({marks})", rows)
        raw.execute("COMMIT")
        return len(rows)

    return cost_of(work)
