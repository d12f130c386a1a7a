"""After a key was exchanged: the rows that wait, and the files of open runs, under the new key."""

from collections.abc import Iterator
from functools import partial

from balai.access.actor import Actor
from balai.audit.record import record_batch
from balai.imports.actions.files import renew_kept_file
from balai.imports.actions.rows import fingerprints
from balai.imports.models import ImportRow, ImportRun
from balai.kernel.crypto import rotate
from balai.kernel.renewal import renew_rows


def rotate_imports(*, by: Actor, batch: int = 500) -> Iterator[int]:
    """Steps, with how many were written in each. Raises CannotUnseal."""
    told = partial(record_batch, by, "imports.rotate_keys", "imports.importrow")
    kept = ImportRow.objects.select_related("run")
    yield from renew_rows(kept, ["raw", "fingerprint"], _renew, told, batch=batch)
    for run in ImportRun.objects.iterator():
        yield int(renew_kept_file(run))


def _renew(row: ImportRow) -> None:
    if row.raw:
        row.fingerprint = fingerprints(row.run, [row.content()])[0]
        row.raw = rotate(row.raw, row.seal_name)
