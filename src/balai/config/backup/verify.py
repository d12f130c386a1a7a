"""Read an archive from end to end and believe nothing: counts, digests, order. Touches no database."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from balai.config.backup.container import Header, damaged, unsealed
from balai.config.backup.frames import Kind, frames


@dataclass(frozen=True)
class Event:
    """One step through an archive: `fields` for the JSON frames, `payload` for rows and pieces."""

    kind: Kind
    fields: dict[str, Any] = field(default_factory=dict)
    payload: bytes = b""


@dataclass
class Contents:
    """What a complete archive holds: rows by table, digests by table and by file."""

    rows: dict[str, int] = field(default_factory=dict)
    table_digests: dict[str, str] = field(default_factory=dict)
    file_digests: dict[str, str] = field(default_factory=dict)
    sequences: dict[str, int] = field(default_factory=dict)
    schema: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Archive:
    """An opened archive that has been read through once and found whole."""

    stream: BinaryIO
    key: bytes = field(repr=False)
    header: Header
    contents: Contents

    def events(self) -> Iterator[Event]:
        return events(self.stream, key=self.key)


# What may follow what; anything else is not an archive this program wrote.
ORDER: dict[Kind, set[Kind]] = {
    Kind.MANIFEST: {Kind.TABLE, Kind.FILE, Kind.END},
    Kind.TABLE: {Kind.ROWS, Kind.TABLE_END},
    Kind.ROWS: {Kind.ROWS, Kind.TABLE_END},
    Kind.TABLE_END: {Kind.TABLE, Kind.FILE, Kind.END},
    Kind.FILE: {Kind.PIECE, Kind.FILE_END},
    Kind.PIECE: {Kind.PIECE, Kind.FILE_END},
    Kind.FILE_END: {Kind.FILE, Kind.END},
    Kind.END: set(),
}


def events(stream: BinaryIO, *, key: bytes) -> Iterator[Event]:
    """The archive's frames, each chunk authenticated before it is used. Raises Refused at the first fault."""
    allowed = {Kind.MANIFEST}
    for kind, payload in frames(unsealed(stream, key=key)):
        if kind not in allowed:
            raise damaged()
        allowed = ORDER[kind]
        raw = kind in (Kind.ROWS, Kind.PIECE)
        yield Event(kind, payload=payload) if raw else Event(kind, fields=json.loads(payload))
    if allowed:
        raise damaged()


def verify(stream: BinaryIO, *, key: bytes) -> Contents:
    """Raises Refused unless every chunk, count and digest holds."""
    contents, name, digest, size = Contents(), "", hashlib.sha256(), 0
    for event in events(stream, key=key):
        if event.kind in (Kind.TABLE, Kind.FILE):
            name, digest, size = event.fields["name"], hashlib.sha256(), 0
        elif event.kind in (Kind.ROWS, Kind.PIECE):
            digest.update(event.payload)
            size += event.payload.count(b"\n") if event.kind is Kind.ROWS else len(event.payload)
        else:
            close_part(contents, event, name=name, digest=digest.hexdigest(), size=size)
    return contents


def close_part(contents: Contents, event: Event, *, name: str, digest: str, size: int) -> None:
    if event.kind is Kind.MANIFEST:
        contents.rows = dict.fromkeys(event.fields["tables"], -1)
        contents.sequences, contents.schema = event.fields["sequences"], event.fields["schema"]
    elif event.kind is Kind.TABLE_END:
        agree({"rows": size, "sha256": digest}, event.fields)
        contents.rows[name], contents.table_digests[name] = size, digest
    elif event.kind is Kind.FILE_END:
        agree({"size": size, "sha256": digest}, event.fields)
        contents.file_digests[name] = digest
    else:
        rows, files = contents.rows, len(contents.file_digests)
        agree({"tables": len(contents.table_digests), "rows": sum(rows.values()), "files": files}, event.fields)


def agree(found: dict[str, Any], promised: dict[str, Any]) -> None:
    if found != promised:
        raise damaged()
