"""Time-ordered ids made by the client (RFC 9562, version 7): needed before the insert, as they are bound into seals."""

import os
import time
from threading import Lock
from uuid import UUID

_COUNTER_BITS = 42
_TAIL_BITS = 32
_lock = Lock()
_last_ms = 0
_counter = 0


def uuid7() -> UUID:
    """Strictly growing within a process: 48 bits of milliseconds, a 42 bit counter, 32 random bits."""
    global _last_ms, _counter
    random = int.from_bytes(os.urandom(10), "big")
    tail = random & 0xFFFF_FFFF
    now = time.time_ns() // 1_000_000
    with _lock:
        if now > _last_ms:
            # The top bit of the counter starts empty, which leaves it room to grow within the millisecond.
            _last_ms, _counter = now, (random >> _TAIL_BITS) & ((1 << (_COUNTER_BITS - 1)) - 1)
        else:
            _counter += 1
            if _counter >> _COUNTER_BITS:
                _last_ms, _counter = _last_ms + 1, 0
        ms, counter = _last_ms, _counter
    high, low = counter >> 30, counter & 0x3FFF_FFFF
    return UUID(int=(ms & 0xFFFF_FFFF_FFFF) << 80 | 0x7 << 76 | high << 64 | 0b10 << 62 | low << _TAIL_BITS | tail)
