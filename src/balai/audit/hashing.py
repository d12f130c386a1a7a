"""How an entry is hashed. Written down in one place so that another program can check a chain by itself:

hash = SHA-256(hash of the entry before, 32 zero bytes for the first
               + JSON [chain, seq, at, actor, on_behalf_of, verb, subject_type, subject_id, facts])
JSON: UTF-8, ASCII escapes, keys sorted, no blanks; `at` in UTC as 2026-01-02T03:04:05.678901+00:00.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from json import JSONEncoder
from typing import NamedTuple

GENESIS = bytes(32)

Scalar = int | str | bool | None
Fact = Scalar | list[Scalar]

_encode = JSONEncoder(sort_keys=True, separators=(",", ":"), check_circular=False, allow_nan=False).encode


class Content(NamedTuple):
    """What is hashed of an entry, in the order of its fields."""

    chain: int
    seq: int
    at: datetime
    actor: str
    on_behalf_of: int | None
    verb: str
    subject_type: str
    subject_id: str
    facts: Mapping[str, Fact]


def entry_hash(previous: bytes, content: Content) -> bytes:
    chain, seq, at, *rest = content
    return sha256(previous + canonical([chain, seq, instant(at), *rest])).digest()


def canonical(content: object) -> bytes:
    return _encode(content).encode("ascii")


def instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")
