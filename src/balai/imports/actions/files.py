"""The file of a run that is still open: sealed in the private directory, gone once the run is saved or abandoned."""

import io
from pathlib import Path

from django.conf import settings

from balai.imports.models import ImportRun
from balai.kernel.crypto import open_file, seal_file


def keep_file(run: ImportRun, content: bytes) -> None:
    place = _place(run)
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.open("wb") as target:
        seal_file(io.BytesIO(content), target, _name(run))


def kept_file(run: ImportRun) -> bytes:
    """Raises FileNotFoundError once the run is closed."""
    target = io.BytesIO()
    with _place(run).open("rb") as source:
        open_file(source, target, _name(run))
    return target.getvalue()


def drop_file(run: ImportRun) -> None:
    _place(run).unlink(missing_ok=True)


def _place(run: ImportRun) -> Path:
    return Path(settings.BALAI_FILES) / "imports" / f"{run.pk}.sealed"


def _name(run: ImportRun) -> str:
    return f"imports.importrun.file:{run.pk}"
