"""Write one archive: snapshot, tables, files, read back, then give it its name."""

import datetime as dt
import fcntl
import hashlib
import os
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.translation import gettext_lazy as _

from balai.config.backup.container import Header, seal
from balai.config.backup.files import PIECE, stored_files
from balai.config.backup.frames import Kind, deflated, packed, packed_json
from balai.config.backup.snapshot import batches, snapshot
from balai.config.backup.swap import sync_directory
from balai.config.backup.tables import Table, migrations_applied, schema_statements, sequences, tables
from balai.config.backup.values import line_of
from balai.config.backup.verify import Contents, verify
from balai.kernel.refusal import Refused

Progress = Callable[[str], None]


def backup(path: Path, *, key: bytes, source: BaseDatabaseWrapper, media: Path, progress: Progress) -> Contents:
    """Write the whole database and every file under `media` to `path`, which appears only when it is complete.

    `key` is 32 bytes. Returns what was counted while reading the finished archive back.
    Raises Refused when `path` exists, when a backup to it is already running, or when the database has no tables.
    """
    if path.exists():
        raise Refused("backup_exists", _("Berkas %(name)s sudah ada. Pilih nama lain.") % {"name": path.name})
    with unfinished(path) as stream:
        with snapshot_of_migrated(source) as reader:
            write_archive(stream, reader, key=key, media=media, progress=progress)
        stream.flush()
        os.fsync(stream.fileno())
        progress(str(_("Membaca ulang dan memeriksa cadangan")))
        contents = verify(stream, key=key)
        os.rename(partial(path), path)
        sync_directory(path.parent)
    return contents


@contextmanager
def snapshot_of_migrated(source: BaseDatabaseWrapper) -> Iterator[BaseDatabaseWrapper]:
    if not migrations_applied(source):
        raise Refused("backup_nothing", _("Basis data masih kosong. Jalankan dahulu: balai migrate."))
    with snapshot(source) as reader:
        yield reader


def partial(path: Path) -> Path:
    return path.with_name(f".{path.name}.sebagian")


@contextmanager
def unfinished(path: Path) -> Iterator[BinaryIO]:
    """The archive under a name that no one takes for a finished one; what a killed run left is written over."""
    place = partial(path)
    descriptor = os.open(place, os.O_RDWR | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "r+b") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refused(
                "backup_running", _("Pencadangan ke berkas ini sedang berjalan. Tunggu sampai selesai.")
            ) from None
        stream.truncate(0)
        try:
            yield stream
        except BaseException:
            place.unlink(missing_ok=True)
            raise


def write_archive(
    stream: BinaryIO, reader: BaseDatabaseWrapper, *, key: bytes, media: Path, progress: Progress
) -> None:
    created_at = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    header = Header(created_at=created_at, vendor=reader.vendor, migrations=migrations_applied(reader))
    seal(stream, header, deflated(plain_archive(reader, media=media, progress=progress)), key=key)


def plain_archive(reader: BaseDatabaseWrapper, *, media: Path, progress: Progress) -> Iterator[bytes]:
    kept = tables(reader)
    names = [table.name for table in kept]
    numbers, schema = sequences(reader, names), schema_statements(reader)
    yield packed_json(Kind.MANIFEST, {"tables": names, "sequences": numbers, "schema": schema})
    rows = files = 0
    for table in kept:
        rows += yield from table_frames(reader, table, progress=progress)
    for name in stored_files(media):
        files += yield from file_frames(media, name)
    progress(str(_("%(files)d berkas unggahan tersimpan") % {"files": files}))
    yield packed_json(Kind.END, {"tables": len(kept), "rows": rows, "files": files})


def table_frames(reader: BaseDatabaseWrapper, table: Table, *, progress: Progress) -> Generator[bytes, None, int]:
    """Returns the number of rows."""
    digest, count = hashlib.sha256(), 0
    yield packed_json(Kind.TABLE, {"name": table.name, "columns": table.columns})
    for rows in batches(reader, table):
        lines = b"".join(line_of(row) for row in rows)
        digest.update(lines)
        yield packed(Kind.ROWS, lines)
        count += len(rows)
        if count % 50_000 == 0:
            progress(str(_("%(table)s: %(rows)d baris") % {"table": table.name, "rows": count}))
    yield packed_json(Kind.TABLE_END, {"rows": count, "sha256": digest.hexdigest()})
    if count:
        progress(str(_("%(table)s: %(rows)d baris tersimpan") % {"table": table.name, "rows": count}))
    return count


def file_frames(media: Path, name: str) -> Generator[bytes, None, int]:
    """Returns 1, or 0 when the file was deleted since it was listed (its term ended)."""
    digest, size = hashlib.sha256(), 0
    try:
        stream = (media / name).open("rb")
    except FileNotFoundError:
        return 0
    with stream:
        yield packed_json(Kind.FILE, {"name": name})
        while piece := stream.read(PIECE):
            digest.update(piece)
            size += len(piece)
            yield packed(Kind.PIECE, piece)
    yield packed_json(Kind.FILE_END, {"size": size, "sha256": digest.hexdigest()})
    return 1
