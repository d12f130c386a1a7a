"""Take an upload in, give it out again, let go of it after its term."""

import hashlib
import io
import logging
import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Protocol
from uuid import UUID

from django.conf import settings

from balai.access.actor import Actor
from balai.documents import redraw
from balai.documents.enums import DocumentKind
from balai.documents.models import StoredFile
from balai.documents.rules import MOST_BYTES, Inside, check_inside, check_size, refusal_for
from balai.documents.sample import SAMPLE_NAME, sample_sheet
from balai.kernel.clock import add_months
from balai.kernel.crypto import CannotUnseal, open_file, seal_file

log = logging.getLogger(__name__)
_SCRIPT = Path(redraw.__file__)
_MEDIA: dict[Inside, str] = {"picture": "image/jpeg", "pdf": "application/pdf"}


class Upload(Protocol):
    """What Django's uploaded files are."""

    @property
    def size(self) -> int | None: ...
    def read(self, length: int = ..., /) -> bytes: ...


class FileGone(Exception):
    """The term is over and the content was removed."""


class FileDamaged(FileGone):
    """The content should be there and cannot be opened. For who asks it is gone; the log tells the operator."""


def store_upload(
    *,
    by: Actor,
    name: str,
    content: bytes | Upload,
    kind: DocumentKind,
    keep_months: int,
    now: datetime,
    most_bytes: int = MOST_BYTES,
) -> StoredFile:
    """Checked, drawn anew, sealed on disk. Raises Refused (field "file") with what to do.

    In the practice room a sample sheet is kept in its place: nobody's real card or diploma stays there.

    Call it before the transaction that needs the file: drawing takes a second, a lock should not.
    """
    taken = _taken(content, most_bytes)
    inside = check_inside(taken[:1024])
    if settings.BALAI_PRACTICE:
        inside, name, taken = "picture", SAMPLE_NAME, sample_sheet()
    drawn, pages = _drawn(inside, taken)
    row = StoredFile(
        kind=kind,
        original_name=_plain_name(name),
        media_type=_MEDIA[inside],
        size=len(drawn),
        sha256=hashlib.sha256(drawn).hexdigest(),
        pages=pages,
        uploaded_by=by.name,
        keep_until=add_months(now.date(), keep_months),
    )
    _write(row, drawn)
    row.save(force_insert=True)
    return row


def store_made(
    *, by: Actor, name: str, content: bytes, keep_months: int, now: datetime, media_type: str = _MEDIA["pdf"]
) -> StoredFile:
    """What Balai made itself, kept byte for byte: nothing strange can be hidden in it, so it is not drawn anew."""
    row = StoredFile(
        kind=DocumentKind.REPORT,
        original_name=_plain_name(name),
        media_type=media_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        uploaded_by=by.name,
        keep_until=add_months(now.date(), keep_months),
    )
    _write(row, content)
    row.save(force_insert=True)
    return row


def open_stored(file: StoredFile) -> bytes:
    """Raises FileGone after the term, FileDamaged when the content is lost or not what was sealed."""
    if file.deleted_at is not None:
        raise FileGone(str(file.pk))
    target = io.BytesIO()
    try:
        with place_of(file.pk).open("rb") as source:
            open_file(source, target, file.seal_name)
    except (CannotUnseal, OSError) as broken:
        log.error("stored file %s cannot be opened: %s", file.pk, type(broken).__name__)
        raise FileDamaged(str(file.pk)) from broken
    return target.getvalue()


def delete_expired(now: datetime) -> int:
    """Removes the content of files past their term; the row stays and says that there was one. Returns how many."""
    due = StoredFile.objects.kept().filter(keep_until__lt=now.date())
    removed = 0
    for file in due.iterator():
        place_of(file.pk).unlink(missing_ok=True)
        file.deleted_at, file.original_name = now, ""
        file.save(update_fields=["deleted_at", "original_name"])
        removed += 1
    return removed


def remove_stored(*, by: Actor, file: StoredFile, now: datetime) -> None:
    """Before its term, when the person it is about asks for it."""
    place_of(file.pk).unlink(missing_ok=True)
    StoredFile.objects.filter(pk=file.pk).update(deleted_at=now, original_name="")


def place_of(file_id: UUID) -> Path:
    return Path(settings.BALAI_FILES) / "documents" / file_id.hex[-2:] / f"{file_id}.sealed"


def _taken(content: bytes | Upload, most: int) -> bytes:
    if not isinstance(content, bytes):
        check_size(content.size if content.size is not None else 1, most)
        content = content.read(most + 1)
    check_size(len(content), most)
    return content


def _drawn(inside: Inside, content: bytes) -> tuple[bytes, int]:
    command = [sys.executable, "-I", str(_SCRIPT), inside]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=60, check=False)
    except subprocess.TimeoutExpired:
        raise refusal_for("too_many_pixels") from None
    if done.returncode != 0:
        # Killed by the system (negative status): it wanted more memory or time than any honest file needs.
        raise refusal_for(redraw.REFUSALS.get(done.returncode, "unreadable"))
    return done.stdout[2:], int.from_bytes(done.stdout[:2], "big")


def _plain_name(name: str) -> str:
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(c for c in last if c.isprintable())[:200] or "berkas"


def _write(row: StoredFile, drawn: bytes) -> None:
    """Complete under its name or not there at all."""
    place = place_of(row.pk)
    place.parent.mkdir(parents=True, exist_ok=True)
    unfinished = place.with_suffix(".part")
    with unfinished.open("wb") as target:
        seal_file(io.BytesIO(drawn), target, row.seal_name)
        target.flush()
        os.fsync(target.fileno())
    unfinished.replace(place)
