"""Put the restored database and files in the place of the old ones, so that a kill leaves all old or all new.

A journal beside the uploads names every move before the first is made. Before the journal: all old. After it:
`finish_interrupted_restore`, called at every start of Balai, makes the moves that are missing. PostgreSQL commits its
rows by itself, so there the journal carries the transaction's number and the server is asked how it ended.
"""

import fcntl
import json
import os
import shutil
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper


@dataclass(frozen=True)
class Move:
    """`fresh` takes the place of `place`; what stood there is kept beside it."""

    fresh: Path
    place: Path

    @property
    def kept(self) -> Path:
        return self.place.with_name(self.place.name + ".before-restore")


def fresh_beside(place: Path) -> Path:
    return place.with_name(place.name + ".restoring")


def journal_of(media: Path) -> Path:
    return media.with_name(media.name + ".restore.json")


def write_journal(media: Path, moves: Sequence[Move], *, transaction: str | None = None) -> None:
    journal = journal_of(media)
    written = journal.with_name(journal.name + ".new")
    plan = {"moves": [[str(move.fresh), str(move.place)] for move in moves], "transaction": transaction}
    with written.open("w") as stream:
        stream.write(json.dumps(plan))
        stream.flush()
        os.fsync(stream.fileno())
    os.rename(written, journal)
    sync_directory(journal.parent)


def finish_interrupted_restore(media: Path, *, connection: BaseDatabaseWrapper) -> bool:
    """Complete or give up what a killed restore left. True when the restored state was put in place."""
    journal = journal_of(media)
    try:
        stream = journal.open()
    except FileNotFoundError:
        return False
    with stream:
        # Server and worker may start together: the second waits, and then finds nothing left to do.
        fcntl.flock(stream, fcntl.LOCK_EX)
        return carry_out(journal, json.load(stream), connection) if journal.exists() else False


def carry_out(journal: Path, plan: dict[str, Any], connection: BaseDatabaseWrapper) -> bool:
    moves = [Move(Path(fresh), Path(place)) for fresh, place in plan["moves"]]
    committed = plan["transaction"] is None or was_committed(connection, plan["transaction"])
    if committed:
        make(moves)
    for move in moves:
        remove(move.fresh)
    journal.unlink()
    sync_directory(journal.parent)
    return committed


def was_committed(connection: BaseDatabaseWrapper, transaction: str, *, patience: int = 600) -> bool:
    """How the server ended the transaction. Waits up to `patience` seconds while it is still ending it."""
    for _second in range(patience):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_xact_status(%s::xid8)", [transaction])
            (status,) = cursor.fetchone()
        if status != "in progress":
            return bool(status == "committed")
        time.sleep(1)
    raise TimeoutError("the server has not ended the restore's transaction")


def make(moves: Sequence[Move]) -> None:
    """Every step may be repeated after a kill at any point."""
    for move in moves:
        if not move.fresh.exists():
            continue
        if move.place.is_dir():
            remove(move.kept)
            os.rename(move.place, move.kept)
        elif move.place.exists():
            # A second name first, then one replace: there is no moment without a database.
            remove(move.kept)
            os.link(move.place, move.kept)
        os.replace(move.fresh, move.place)
        sync_directory(move.place.parent)


def remove(place: Path) -> None:
    if place.is_dir():
        shutil.rmtree(place)
    else:
        place.unlink(missing_ok=True)


def sync_directory(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
