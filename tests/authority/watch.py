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
    kept = {file: _content(file) for file in place.rglob("*") if file.is_file()}
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    for file, content in kept.items():
        if not file.exists():
            file.write_bytes(content)


_READ: dict[Path, tuple[tuple[int, int, int], bytes]] = {}
"""What was read of a file and when it was written: thousands of requests ask for the same few."""


def _content(file: Path) -> bytes:
    found = file.stat()
    written = (found.st_ino, found.st_size, found.st_mtime_ns)
    if file not in _READ or _READ[file][0] != written:
        _READ[file] = (written, file.read_bytes())
    return _READ[file][1]
