"""The file of a run that is still open: sealed in the private directory, gone once the run is saved or abandoned."""

import io
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from balai.imports.models import ImportRun
from balai.imports.models.run import OPEN, QUEUED
from balai.kernel.crypto import CannotUnseal, open_file, seal_file
from balai.kernel.refusal import Refused
from balai.kernel.renewal import renew_file

KEPT_FOR: Final = timedelta(days=30)


class FileGone(Refused):
    """The run is closed, its term is over, or the file was lost or damaged on the disk."""

    def __init__(self) -> None:
        super().__init__("file_gone", _("Berkas ini sudah tidak disimpan. Unggah berkasnya lagi."), "file")


def keep_file(run: ImportRun, content: bytes) -> None:
    place = _place(run.pk)
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.open("wb") as target:
        seal_file(io.BytesIO(content), target, _name(run))


def kept_file(run: ImportRun) -> bytes:
    """Raises FileGone."""
    target = io.BytesIO()
    try:
        with _place(run.pk).open("rb") as source:
            open_file(source, target, _name(run))
    except (OSError, CannotUnseal) as error:
        raise FileGone from error
    return target.getvalue()


def renew_kept_file(run: ImportRun) -> bool:
    """Sealed anew under the current key; False where there is none or it is already. Raises CannotUnseal."""
    try:
        return renew_file(_place(run.pk), _name(run))
    except FileNotFoundError:
        return False


def drop_file(run: ImportRun) -> None:
    _place(run.pk).unlink(missing_ok=True)


def drop_leftovers(now: datetime) -> int:
    """Files of runs that are closed (a kill came before the file went) or were left open for a month. Returns how many."""
    folder = _folder()
    kept = {place.stem: place for place in folder.glob("*.sealed")} if folder.is_dir() else {}
    runs = ImportRun.objects.filter(pk__in=[UUID(name) for name in kept], state__in=(*OPEN, *QUEUED))
    needed = {str(pk) for pk in runs.filter(started_at__gt=now - KEPT_FOR).values_list("pk", flat=True)}
    left = [place for name, place in kept.items() if name not in needed]
    for place in left:
        place.unlink(missing_ok=True)
    return len(left)


def _folder() -> Path:
    return Path(settings.BALAI_FILES) / "imports"


def _place(run_id: UUID) -> Path:
    return _folder() / f"{run_id}.sealed"


def _name(run: ImportRun) -> str:
    return f"imports.importrun.file:{run.pk}"
