"""Back to the beginning: a new world is made beside the old one and copied over it while the pages go on answering."""

import fcntl
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.db import connections
from django.utils import timezone

FRESH = "baru.sqlite3"
LIVE = "balai.sqlite3"
NIGHT = range(2, 5)
"""Hours in which nobody practises."""


def start_again() -> bool:
    """True when done, False when somebody else is doing it. Raises RuntimeError when the new world was not made."""
    folder = Path(settings.VAR)
    folder.mkdir(parents=True, exist_ok=True)
    with _alone(folder) as alone:
        if not alone:
            return False
        _forget_fresh(folder)
        try:
            _make_fresh(folder)
            _copy(folder / FRESH, folder / LIVE)
        finally:
            _forget_fresh(folder)
        connections.close_all()
        _forget_files()
        mark_begun(timezone.localdate())
    return True


def start_again_at_night(now: datetime) -> None:
    """The worker's task: once a night."""
    local = timezone.localtime(now)
    if local.hour in NIGHT and begun_on() < local.date():
        start_again()


def begun_on() -> date:
    """The day on which the present world was made; the first of all days when nobody wrote it down."""
    try:
        return date.fromisoformat(_mark().read_text().strip())
    except (OSError, ValueError):
        return date.min


def mark_begun(day: date) -> None:
    _mark().write_text(day.isoformat())


def _mark() -> Path:
    return Path(settings.VAR) / "dimulai"


@contextmanager
def _alone(folder: Path) -> Iterator[bool]:
    with (folder / "mulai.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def _make_fresh(folder: Path) -> None:
    command = [sys.executable, "-m", "balai.config.cli", "practice", "--prepare"]
    made = subprocess.run(command, env=os.environ | {"BALAI_PRACTICE_FRESH": "1"}, check=False)
    if made.returncode != 0 or not (folder / FRESH).exists():
        raise RuntimeError("Ruang latihan tidak dapat disiapkan dari awal; isi yang lama tetap ada.")


def _copy(fresh: Path, live: Path) -> None:
    """One transaction of SQLite's own backup: readers keep what they see until it is whole."""
    with closing(sqlite3.connect(fresh)) as source, closing(sqlite3.connect(live, timeout=60)) as target:
        target.execute("PRAGMA journal_mode=WAL")
        source.backup(target)


def _forget_fresh(folder: Path) -> None:
    for ending in ("", "-wal", "-shm"):
        (folder / f"{FRESH}{ending}").unlink(missing_ok=True)


def _forget_files() -> None:
    """Uploads of those who practised: their rows are gone."""
    from balai.documents.models import StoredFile

    kept = {str(pk) for pk in StoredFile.objects.values_list("pk", flat=True)}
    for file in (Path(settings.BALAI_FILES) / "documents").glob("*/*"):
        if file.name.partition(".")[0] not in kept:
            file.unlink(missing_ok=True)
