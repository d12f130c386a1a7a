"""The embedded database: build a new file beside the old one, prove it, then put it in its place."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.management import call_command
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.translation import gettext_lazy as _

from balai.config.backup.load import load, sqlite_insert
from balai.config.backup.schema import default_database_at, is_behind, migrate_to
from balai.config.backup.swap import Move, finish_interrupted_restore, fresh_beside, remove, write_journal
from balai.config.backup.tables import row_counts, table_names
from balai.config.backup.verify import Archive, Contents
from balai.config.backup.write import Progress
from balai.kernel.refusal import Refused


def put_in_place(archive: Archive, *, target: BaseDatabaseWrapper, media: Path, progress: Progress) -> None:
    place = Path(str(target.settings_dict["NAME"]))
    database, files = Move(fresh_beside(place), place), Move(fresh_beside(media), media)
    connections.close_all()
    with alone(place) as old:
        clear(database, files)
        try:
            with default_database_at(str(database.fresh)) as new:
                build(archive, new=new, media=files.fresh, progress=progress)
        except BaseException:
            clear(database, files)
            raise
        sync_file(database.fresh)
        if old:
            # The kept copy must be whole without its -wal, which would otherwise stay beside the new file.
            old.execute("PRAGMA journal_mode=DELETE")
        write_journal(media, [database, files])
        finish_interrupted_restore(media, connection=target)


def clear(database: Move, files: Move) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        remove(database.fresh.with_name(database.fresh.name + suffix))
    remove(files.fresh)
    database.place.parent.mkdir(parents=True, exist_ok=True)
    files.place.parent.mkdir(parents=True, exist_ok=True)


@contextmanager
def alone(place: Path) -> Iterator[sqlite3.Connection | None]:
    """Hold the old file so that no other process has it open until the new one stands there."""
    if not place.exists():
        yield None
        return
    old = sqlite3.connect(place, timeout=1, isolation_level=None)
    try:
        old.execute("PRAGMA locking_mode=EXCLUSIVE")
        try:
            old.execute("BEGIN EXCLUSIVE")
            old.execute("COMMIT")
        except sqlite3.OperationalError:
            raise Refused(
                "restore_in_use",
                _("Balai masih berjalan di basis data ini. Hentikan dahulu, lalu ulangi pemulihan."),
            ) from None
        yield old
    finally:
        old.close()


def build(archive: Archive, *, new: BaseDatabaseWrapper, media: Path, progress: Progress) -> None:
    progress(str(_("Menyiapkan tabel")))
    with new.cursor() as cursor:
        # Nobody else sees this file before it is complete and synced.
        cursor.execute("PRAGMA synchronous=OFF")
        cursor.execute("PRAGMA foreign_keys=OFF")
    make_tables(new, archive)
    with transaction.atomic(using=new.alias), without_triggers(new):
        for name in table_names(new):
            new.connection.execute(f"DELETE FROM {new.ops.quote_name(name)}")
        load(archive.events(), insert=sqlite_insert(new), media=media, progress=progress)
        set_sequences(new, archive.contents.sequences)
    check_loaded(new, archive.contents)
    if is_behind(archive.header.migrations):
        progress(str(_("Menyesuaikan cadangan lama dengan Balai yang sekarang")))
        call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    with new.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def make_tables(new: BaseDatabaseWrapper, archive: Archive) -> None:
    """As they were when the archive is of an embedded database too; else by the migrations it was taken at."""
    if not archive.contents.schema:
        migrate_to(new, archive.header.migrations)
        return
    with transaction.atomic(using=new.alias):
        for statement in archive.contents.schema:
            new.connection.execute(statement)


@contextmanager
def without_triggers(new: BaseDatabaseWrapper) -> Iterator[None]:
    """Triggers that refuse changes or write rows of their own stand aside and come back as they were."""
    connection = new.connection
    triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _sql in triggers:
        connection.execute(f"DROP TRIGGER {new.ops.quote_name(name)}")
    yield
    for _name, sql in triggers:
        connection.execute(sql)


def set_sequences(new: BaseDatabaseWrapper, numbers: dict[str, int]) -> None:
    with new.cursor() as cursor:
        cursor.execute("SELECT name, seq FROM sqlite_sequence")
        reached = dict(cursor.fetchall())
        # Tables of Django's keep numbers here; a key given out by the other side (UUID) has none.
        counted = [name for name in numbers if name in reached or has_counter(new, name)]
        cursor.execute("DELETE FROM sqlite_sequence")
        for name in sorted({*counted, *reached}):
            last = max(numbers.get(name, 0), reached.get(name, 0))
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [name, last])


def has_counter(new: BaseDatabaseWrapper, name: str) -> bool:
    with new.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = %s", [name])
        found = cursor.fetchone()
    return bool(found) and "AUTOINCREMENT" in found[0].upper()


def check_loaded(new: BaseDatabaseWrapper, contents: Contents) -> None:
    """The new file must hold what the archive promised, with every reference met, before it replaces anything."""
    new.check_constraints()
    with new.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        sound = cursor.fetchall() == [("ok",)]
    if not sound or row_counts(new, list(contents.rows)) != contents.rows:
        raise Refused("restore_incomplete", _("Hasil pemulihan tidak lengkap, jadi tidak ada yang diganti."))


def sync_file(place: Path) -> None:
    descriptor = os.open(place, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
