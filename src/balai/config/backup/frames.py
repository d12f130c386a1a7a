"""Frames inside the sealed box: one zlib stream of (kind, length, payload). Bounded memory in both directions."""

import enum
import json
import struct
import zlib
from collections.abc import Iterable, Iterator
from typing import Any

from balai.config.backup.container import damaged

HEAD = struct.Struct(">cI")
INFLATE_STEP = 1 << 20


class Kind(enum.Enum):
    MANIFEST = b"M"
    TABLE = b"T"
    ROWS = b"R"
    TABLE_END = b"t"
    FILE = b"F"
    PIECE = b"P"
    FILE_END = b"f"
    END = b"E"


def packed(kind: Kind, payload: bytes) -> bytes:
    return HEAD.pack(kind.value, len(payload)) + payload


def packed_json(kind: Kind, fields: dict[str, Any]) -> bytes:
    return packed(kind, json.dumps(fields, ensure_ascii=False).encode())


def deflated(plain: Iterable[bytes]) -> Iterator[bytes]:
    deflate = zlib.compressobj(level=4)
    for part in plain:
        yield deflate.compress(part)
    yield deflate.flush()


def inflated(chunks: Iterable[bytes]) -> Iterator[bytes]:
    inflate = zlib.decompressobj()
    for chunk in chunks:
        while chunk:
            yield inflate.decompress(chunk, INFLATE_STEP)
            chunk = inflate.unconsumed_tail
    yield inflate.flush()
    if not inflate.eof:
        raise damaged()


def frames(chunks: Iterable[bytes]) -> Iterator[tuple[Kind, bytes]]:
    """Every frame in order. Raises Refused when the stream ends inside a frame."""
    waiting = bytearray()
    for plain in inflated(chunks):
        waiting += plain
        at = 0
        while len(waiting) - at >= HEAD.size:
            kind, length = HEAD.unpack_from(waiting, at)
            end = at + HEAD.size + length
            if len(waiting) < end:
                break
            yield Kind(kind), bytes(waiting[at + HEAD.size : end])
            at = end
        del waiting[:at]
    if waiting:
        raise damaged()
