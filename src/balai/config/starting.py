"""What stops a start before it began, said in a sentence: port taken, folder closed, disk full."""

import errno
import os
import shutil
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError

ROOM = 300_000_000
"""Bytes the demonstration with its regions and static files needs, and some to work in."""
FULL = (
    "Cakram penuh: tidak ada lagi tempat di {folder}. Kosongkan tempat (periksa dengan 'df -h'), lalu jalankan lagi. "
    "Yang sudah tersimpan tidak hilang."
)
CLOSED = "Folder {folder} tidak dapat ditulisi oleh pengguna ini. Beri izin tulis (chown), atau pilih folder lain dengan BALAI_VAR."


class CannotStart(Exception):
    """Its text is the sentence for whoever started it."""


@dataclass(slots=True)
class Trouble:
    status: int = 0


@contextmanager
def sentences_for_trouble() -> Iterator[Trouble]:
    """Prints the sentence and sets the status to 1 where a start fails for one of these reasons."""
    trouble = Trouble()
    try:
        yield trouble
    except CannotStart as no:
        sentence: str = str(no)
    except (OSError, DatabaseError) as problem:
        sentence = _sentence_for(problem)
        if not sentence:
            raise
    else:
        return
    print(sentence, file=sys.stderr)
    trouble.status = 1


def check_folder(*, room: int = 0) -> None:
    """Raises CannotStart when BALAI_VAR cannot be written or has less than `room` bytes left."""
    folder = Path(settings.VAR)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f".coba-{os.getpid()}"
        probe.write_bytes(b"x" * 4096)
        probe.unlink()
    except OSError as problem:
        words = FULL if problem.errno in (errno.ENOSPC, errno.EDQUOT) else CLOSED
        raise CannotStart(words.format(folder=folder)) from problem
    if shutil.disk_usage(folder).free < room:
        raise CannotStart(FULL.format(folder=folder))


def check_port(host: str, port: int) -> None:
    """Raises CannotStart when somebody else listens there, or nobody may."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((host, port))
        except PermissionError:
            raise CannotStart(
                f"Port {port} hanya boleh dipakai oleh root. Pilih port di atas 1023, misalnya PORT=8000."
            ) from None
        except OSError as problem:
            if problem.errno != errno.EADDRINUSE:
                raise CannotStart(f"Alamat {host} bukan alamat komputer ini. Periksa HOST.") from None
            raise CannotStart(
                f"Port {port} sudah dipakai program lain, mungkin Balai yang masih berjalan. Hentikan program itu, "
                f"atau pilih port lain, misalnya PORT={port + 1}."
            ) from None


def _sentence_for(problem: Exception) -> str:
    folder = settings.VAR
    said = str(problem)
    if getattr(problem, "errno", None) in (errno.ENOSPC, errno.EDQUOT) or "disk is full" in said or "No space" in said:
        return FULL.format(folder=folder)
    if isinstance(problem, PermissionError) or "readonly database" in said or "unable to open database" in said:
        return CLOSED.format(folder=folder)
    return ""
