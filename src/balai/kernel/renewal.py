"""After a key was exchanged: what a room keeps sealed is written anew, some rows at a time."""

import io
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

from django.db import models, transaction

from balai.kernel.crypto.files import MAGIC, open_file, seal_file
from balai.kernel.crypto.keyring import field_keys
from balai.kernel.crypto.sealing import CannotUnseal

M = TypeVar("M", bound=models.Model)


def renew_rows(
    rows: models.QuerySet[M], fields: Sequence[str], renew: Callable[[M], None], written: Callable[[list[Any]], object],
    *, batch: int = 500,
) -> Iterator[int]:  # fmt: skip
    """rows: all of them. renew: seals and hashes one row anew, in memory. written: told the ids, in the transaction.

    Yields how many were written after each step. Can be stopped and taken up anywhere, and repeated: a row that is under
    the new key already stays. Both keys must be set. Raises CannotUnseal.
    """
    last: Any = None
    while True:
        with transaction.atomic():
            ordered = rows.select_for_update().order_by("pk")
            some = list((ordered.filter(pk__gt=last) if last is not None else ordered)[:batch])
            changed = [row for row in some if _changes(row, fields, renew)]
            rows.model._default_manager.bulk_update(changed, fields, batch_size=100)
            if changed:
                written([row.pk for row in changed])
        yield len(changed)
        if len(some) < batch:
            return
        last = some[-1].pk


def renew_file(place: Path, aad: str) -> bool:
    """An upload, small enough for memory; complete under its name at any moment. False: it is under the current key already.

    Raises CannotUnseal, OSError.
    """
    with place.open("rb") as source:
        if _is_current(source.read(len(MAGIC) + 65)):
            return False
    content, unfinished = io.BytesIO(), place.with_suffix(".renewed")
    with place.open("rb") as source:
        open_file(source, content, aad)
    content.seek(0)
    with unfinished.open("wb") as target:
        seal_file(content, target, aad)
        target.flush()
        os.fsync(target.fileno())
    unfinished.replace(place)
    return True


def _is_current(head: bytes) -> bool:
    if not head.startswith(MAGIC) or len(head) < len(MAGIC) + 1:
        raise CannotUnseal("The file was not sealed by Balai")
    start = len(MAGIC) + 1
    return head[start : start + head[len(MAGIC)]].decode("ascii", errors="replace") == field_keys().current


def _changes(row: M, fields: Sequence[str], renew: Callable[[M], None]) -> bool:
    before = [_plain(getattr(row, name)) for name in fields]
    renew(row)
    return before != [_plain(getattr(row, name)) for name in fields]


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value
