"""Restore: believe nothing, refuse early, change everything or nothing."""

from pathlib import Path
from typing import BinaryIO

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.translation import gettext_lazy as _

from balai.config.backup import restore_postgresql, restore_sqlite
from balai.config.backup.container import read_header
from balai.config.backup.files import stored_files
from balai.config.backup.schema import check_known
from balai.config.backup.tables import is_occupied
from balai.config.backup.verify import Archive, Contents, verify
from balai.config.backup.write import Progress
from balai.kernel.refusal import Refused


def restore(
    path: Path, *, key: bytes, target: BaseDatabaseWrapper, media: Path, replace: bool, progress: Progress
) -> Contents:
    """Put the archive's rows and files in the place of the target's.

    Raises Refused, with the target untouched, when the archive is damaged, from another key or a newer Balai, when
    the target holds rows or files and `replace` is not set, or when another process is using the target.
    """
    with path.open("rb") as stream:
        progress(str(_("Memeriksa seluruh cadangan")))
        archive = checked(stream, key=key)
        if not replace:
            check_empty(target, media)
        way = restore_postgresql if target.vendor == "postgresql" else restore_sqlite
        way.put_in_place(archive, target=target, media=media, progress=progress)
    connections.close_all()
    return archive.contents


def checked(stream: BinaryIO, *, key: bytes) -> Archive:
    """The whole archive read once, nothing written. This alone is `balai restore FILE --check`."""
    header = read_header(stream)
    contents = verify(stream, key=key)
    check_known(header.migrations)
    return Archive(stream, key, header, contents)


def check_empty(target: BaseDatabaseWrapper, media: Path) -> None:
    if is_occupied(target) or next(stored_files(media), None) is not None:
        raise Refused(
            "restore_not_empty",
            _(
                "Basis data atau folder unggahan tujuan sudah berisi. Kalau isinya memang boleh diganti oleh cadangan, "
                "ulangi perintah dengan tambahan --replace."
            ),
        )
