"""Identifiers: time-ordered ids made by the client, and codes nobody can guess."""

import os
import secrets
import threading
import time
from uuid import UUID

_lock = threading.Lock()
_last = 0

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # without 0 O 1 I L, which are misread on paper


def uuid7() -> UUID:
    """RFC 9562 version 7, monotonic within the process: the id exists before the row does, so it can be authenticated data."""
    global _last
    with _lock:
        stamp = max(time.time_ns() * 4096 // 1_000_000, _last + 1)  # 48 bits of milliseconds, 12 bits below
        _last = stamp
    high = (stamp >> 12) << 16 | 0x7000 | (stamp & 0xFFF)
    low = 0x8000000000000000 | (int.from_bytes(os.urandom(8)) & 0x3FFFFFFFFFFFFFFF)
    return UUID(int=(high & (2**64 - 1)) << 64 | low)


def code(length: int = 12) -> str:
    """An unguessable code for people, `length` letters of 5 bits (12 = 60 bits)."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))
