"""Blind index: a keyed hash by which a sealed value is found without being read.

The key is apart from the field keys (a NIK has so few possibilities that a hash without a secret would be guessed)
and every purpose has its own derived key, so that the same digits kept for two purposes cannot be joined.
"""

import hashlib
import hmac
from collections.abc import Iterable
from functools import lru_cache

from balai.kernel.crypto.keyring import index_keys


def blind_index(purpose: str, value: str) -> bytes:
    """32 bytes, HMAC-SHA256 under the current index key. The caller normalises `value` first."""
    ring = index_keys()
    mac = _keyed(ring.keys[ring.current], purpose).copy()
    mac.update(value.encode())
    return mac.digest()


def blind_index_many(purpose: str, values: Iterable[str]) -> list[bytes]:
    ring = index_keys()
    fresh = _keyed(ring.keys[ring.current], purpose).copy
    found = []
    for value in values:
        mac = fresh()
        mac.update(value.encode())
        found.append(mac.digest())
    return found


def blind_index_candidates(purpose: str, value: str) -> list[bytes]:
    """The hash under every index key, current first: search with these while a re-index is under way."""
    macs = [_keyed(key, purpose).copy() for key in index_keys().keys.values()]
    for mac in macs:
        mac.update(value.encode())
    return [mac.digest() for mac in macs]


@lru_cache(maxsize=64)
def _keyed(key: bytes, purpose: str) -> hmac.HMAC:
    derived = hmac.digest(key, b"balai/blind-index/" + purpose.encode(), hashlib.sha256)
    return hmac.new(derived, digestmod=hashlib.sha256)
