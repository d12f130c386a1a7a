"""Field encryption: AES-256-GCM under a rotatable key, bound to the row it belongs to.

A token is: 1 byte length of the key id, key id, 12 bytes nonce, ciphertext with its 16 byte tag.
The additional data (`aad`, such as `people.person.nik:<uuid>`) makes a token copied to another row unreadable.
"""

import os
from collections.abc import Iterable
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from balai.kernel.crypto.keyring import Keyring, field_keys

NONCE_BYTES = 12


class CannotUnseal(Exception):
    """The token is damaged, belongs to another row, or its key is not in BALAI_FIELD_KEYS."""


def seal(plain: str, aad: str) -> bytes:
    header, cipher = _writer(field_keys())
    nonce = os.urandom(NONCE_BYTES)
    return header + nonce + cipher.encrypt(nonce, plain.encode(), header + aad.encode())


def seal_many(pairs: Iterable[tuple[str, str]]) -> list[bytes]:
    """Tokens for (plain, aad) pairs, in order."""
    header, cipher = _writer(field_keys())
    urandom, encrypt = os.urandom, cipher.encrypt
    return [
        header + (nonce := urandom(NONCE_BYTES)) + encrypt(nonce, plain.encode(), header + aad.encode())
        for plain, aad in pairs
    ]


def unseal(token: bytes | memoryview, aad: str) -> str:
    """Raises CannotUnseal."""
    raw = bytes(token)
    header, key_id = read_header(raw)
    cipher = reader(field_keys(), key_id)
    body = len(header)
    try:
        nonce = raw[body : body + NONCE_BYTES]
        return cipher.decrypt(nonce, raw[body + NONCE_BYTES :], header + aad.encode()).decode()
    except (InvalidTag, ValueError):
        raise CannotUnseal("The token is damaged or belongs to another row") from None


def unseal_many(pairs: Iterable[tuple[bytes | memoryview, str]]) -> list[str]:
    """Raises CannotUnseal at the first (token, aad) pair that does not open."""
    return [unseal(token, aad) for token, aad in pairs]


def needs_rotation(token: bytes | memoryview) -> bool:
    return read_header(bytes(token))[1] != field_keys().current


def rotate(token: bytes | memoryview, aad: str) -> bytes:
    """The same content under the current key; an unchanged token when it is there already. Raises CannotUnseal."""
    return seal(unseal(token, aad), aad) if needs_rotation(token) else bytes(token)


def header_for(key_id: str) -> bytes:
    return bytes([len(key_id)]) + key_id.encode("ascii")


def read_header(raw: bytes) -> tuple[bytes, str]:
    """The header (bound as additional data) and the key id in it. Raises CannotUnseal."""
    end = 1 + raw[0] if raw else 1
    try:
        return raw[:end], raw[1:end].decode("ascii")
    except UnicodeDecodeError:
        raise CannotUnseal("The token has no readable key id") from None


def reader(ring: Keyring, key_id: str) -> AESGCM:
    key = ring.keys.get(key_id)
    if key is None:
        raise CannotUnseal("The key of this token is not in BALAI_FIELD_KEYS")
    return _cipher(key)


def _writer(ring: Keyring) -> tuple[bytes, AESGCM]:
    return header_for(ring.current), _cipher(ring.keys[ring.current])


@lru_cache(maxsize=32)
def _cipher(key: bytes) -> AESGCM:
    return AESGCM(key)
