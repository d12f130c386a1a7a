"""After a key was exchanged: every file that is kept, sealed under the new key."""

from collections.abc import Iterator

from balai.documents.actions.store import place_of
from balai.documents.models import StoredFile
from balai.kernel.renewal import renew_file


def rotate_files() -> Iterator[int]:
    """A step a file: 1 when it was written. Raises CannotUnseal, FileNotFoundError: a file on record must be there."""
    for file in StoredFile.objects.kept().iterator():
        yield int(renew_file(place_of(file.pk), file.seal_name))
