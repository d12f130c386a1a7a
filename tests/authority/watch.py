"""A client that remembers what a request wrote."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction

WRITES = re.compile(r"^\s*(INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM|REPLACE INTO|COPY)\s+\"?(\w+)", re.IGNORECASE)
SAVEPOINT = re.compile(r"^(SAVEPOINT|ROLLBACK TO SAVEPOINT) (\S+)")
BOOKKEEPING = {"django_session", "balai_cache"}
"""Who is signed in, and how often an address asked for a code: no row of anybody's."""


@contextmanager
def writes() -> Iterator[list[str]]:
    """Tables written to, in order, "UPDATE people_person". Left out: what was rolled back, and bookkeeping of sessions."""
    found: list[str] = []
    before: dict[str, int] = {}

    def look(execute: Any, sql: str, parameters: Any, many: bool, context: Any) -> Any:
        if point := SAVEPOINT.match(sql):
            if point[1] == "SAVEPOINT":
                before[point[2]] = len(found)
            else:
                del found[before.get(point[2], 0) :]
        said = WRITES.match(sql)
        if said and said[2] not in BOOKKEEPING:
            found.append(f"{said[1].upper()} {said[2]}")
        return execute(sql, parameters, many, context)

    with connection.execute_wrapper(look):
        yield found


@contextmanager
def taken_back() -> Iterator[None]:
    """Whatever happens inside has not happened afterwards, in the database and in the folder of files."""
    place = Path(settings.BALAI_FILES)
    kept = {file: file.read_bytes() for file in place.rglob("*") if file.is_file()}
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    for file, content in kept.items():
        if not file.exists():
            file.write_bytes(content)
