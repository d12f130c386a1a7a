"""How an entry is hashed. Written down in one place so that another program can check a chain by itself:

hash = SHA-256(hash of the entry before, 32 zero bytes for the first
               + JSON [chain, seq, at, actor, on_behalf_of, verb, subject_type, subject_id, facts])
JSON: ASCII escapes, keys sorted, no blanks; `at` in UTC as "2026-01-02T03:04:05.678901+00:00".
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256
from json import JSONEncoder, loads
from json.encoder import encode_basestring_ascii as quoted
from typing import NamedTuple

GENESIS = bytes(32)
_SHORT = 500

Scalar = int | str | bool | None
Fact = Scalar | list[Scalar]

canonical = JSONEncoder(sort_keys=True, separators=(",", ":"), allow_nan=False).encode


class Content(NamedTuple):
    """What is hashed of an entry; `at` from `instant`, `facts` from `facts_text`."""

    chain: int
    seq: int
    at: str
    actor: str
    on_behalf_of: int | None
    verb: str
    subject_type: str
    subject_id: str
    facts: str


def entry_hash(previous: bytes, content: Content) -> bytes:
    """Raises TypeError or ValueError where a value is not of its type, as only tampering makes it."""
    chain, seq, at, actor, on_behalf_of, verb, subject_type, subject_id, facts = content
    institution = "null" if on_behalf_of is None else int(on_behalf_of)
    # Put together by hand: a verification of millions of entries spends most of its time here.
    text = (
        f"[{chain},{seq},{quoted(at)},{quoted(actor)},{institution},{quoted(verb)}"
        f",{quoted(subject_type)},{quoted(subject_id)},{facts}]"
    )
    return sha256(previous + text.encode("ascii")).digest()


def facts_text(facts: Mapping[str, Fact]) -> str:
    return canonical(facts)


def stored_facts_text(stored: str) -> str:
    """The canonical text of facts as a database gives them back. Raises ValueError."""
    return _short_facts(stored) if len(stored) < _SHORT else canonical(loads(stored))


def instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


@lru_cache(maxsize=4096)
def _short_facts(stored: str) -> str:
    return canonical(loads(stored))
