"""File encryption in pieces of 64 KiB with bounded memory, for uploads and backups.

Layout: `BALAIF1`, key id (as in a token), 32 bytes salt, then pieces of AES-256-GCM under a key derived for this file
alone. The number of each piece and whether it is the last are its nonce: a cut or reordered file is refused.
"""

import os
from collections.abc import Iterator
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from balai.kernel.crypto.keyring import Keyring, field_keys
from balai.kernel.crypto.sealing import CannotUnseal, header_for

MAGIC = b"BALAIF1"
PIECE = 64 * 1024
_SALT = 32
_TAG = 16


def seal_file(source: IO[bytes], target: IO[bytes], aad: str, *, keys: Keyring | None = None) -> None:
    """Reads `source` to its end. `keys`: another ring than BALAI_FIELD_KEYS, for example a backup's own."""
    ring = keys or field_keys()
    header, salt = header_for(ring.current), os.urandom(_SALT)
    cipher = _cipher_for(ring.keys[ring.current], salt)
    bound = MAGIC + header + aad.encode()
    target.write(MAGIC + header + salt)
    for number, piece, last in _pieces(source, PIECE):
        target.write(cipher.encrypt(_nonce(number, last), piece, bound))


def open_file(source: IO[bytes], target: IO[bytes], aad: str, *, keys: Keyring | None = None) -> None:
    """Raises CannotUnseal. A cut shows only at the end: write to a place of your own and drop it when this raises."""
    for piece in open_pieces(source, aad, keys=keys):
        target.write(piece)


def open_pieces(source: IO[bytes], aad: str, *, keys: Keyring | None = None) -> Iterator[bytes]:
    """The content piece by piece. Raises CannotUnseal, for a cut file only after the pieces before the cut."""
    ring = keys or field_keys()
    header, cipher = _opener(source, ring)
    bound = MAGIC + header + aad.encode()
    for number, piece, last in _pieces(source, PIECE + _TAG):
        try:
            yield cipher.decrypt(_nonce(number, last), piece, bound)
        except (InvalidTag, ValueError):
            raise CannotUnseal(f"The file is damaged, cut or belongs elsewhere (piece {number + 1})") from None


def _opener(source: IO[bytes], ring: Keyring) -> tuple[bytes, AESGCM]:
    if _read(source, len(MAGIC)) != MAGIC:
        raise CannotUnseal("The file was not sealed by Balai")
    length = _read(source, 1)
    header = length + _read(source, length[0] if length else 0)
    salt = _read(source, _SALT)
    key = ring.keys.get(header[1:].decode("ascii", errors="replace"))
    if key is None or len(salt) != _SALT:
        raise CannotUnseal("The key of this file is not known, or the file is cut")
    return header, _cipher_for(key, salt)


def _cipher_for(key: bytes, salt: bytes) -> AESGCM:
    return AESGCM(HKDF(algorithm=SHA256(), length=32, salt=salt, info=b"balai/file").derive(key))


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


def _pieces(source: IO[bytes], size: int) -> Iterator[tuple[int, bytes, bool]]:
    """(number from 0, piece, is it the last); an empty source has one empty last piece."""
    number, piece = 0, _read(source, size)
    while following := _read(source, size):
        yield number, piece, False
        number, piece = number + 1, following
    yield number, piece, True


def _read(source: IO[bytes], size: int) -> bytes:
    """Exactly `size` bytes unless the source ends: sockets and pipes answer with less than asked."""
    read = source.read(size)
    while read and len(read) < size and (more := source.read(size - len(read))):
        read += more
    return read
