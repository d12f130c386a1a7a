"""Secret keys out of the settings: `id:base64key,id2:base64key2`; the first writes, all of them read."""

import base64
import binascii
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from django.conf import settings

KEY_BYTES = 32
_KEY_ID = re.compile(r"[A-Za-z0-9_-]{1,16}")


class KeyProblem(Exception):
    """A key setting is missing or malformed. The text is for the operator, in both languages, without the key."""


@dataclass(frozen=True)
class Keyring:
    """`keys`: 32 secret bytes by key id, in the order of the setting; `current`: the id that new writing uses."""

    current: str
    keys: Mapping[str, bytes] = field(repr=False)


def new_key(key_id: str) -> str:
    """A fresh random key in the form a setting takes: `id:base64`."""
    return f"{key_id}:{base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()}"


@lru_cache(maxsize=32)
def parse_keys(setting: str, text: str) -> Keyring:
    """Raises KeyProblem naming `setting`; called once at the start so that a bad key stops it with a sentence."""
    if not text.strip():
        raise KeyProblem(_missing(setting))
    keys: dict[str, bytes] = {}
    for position, part in enumerate((part.strip() for part in text.strip().rstrip(",").split(",")), start=1):
        key_id, colon, encoded = part.partition(":")
        if not colon or not _KEY_ID.fullmatch(key_id):
            raise KeyProblem(_malformed(setting, position, "tulis sebagai id:kunci", "write it as id:key"))
        if key_id in keys:
            raise KeyProblem(
                _malformed(setting, position, f"id {key_id} dipakai dua kali", f"id {key_id} is used twice")
            )
        keys[key_id] = decode_key(setting, position, encoded)
    return Keyring(current=next(iter(keys)), keys=keys)


def decode_key(setting: str, position: int, encoded: str) -> bytes:
    """32 bytes out of base64. Raises KeyProblem naming `setting` and the position of the key in it (from 1)."""
    try:
        key = base64.b64decode(encoded.strip(), validate=True)
    except (binascii.Error, ValueError):
        raise KeyProblem(_malformed(setting, position, "kuncinya bukan base64", "the key is not base64")) from None
    if len(key) != KEY_BYTES:
        indonesian = f"kuncinya {len(key)} byte, seharusnya {KEY_BYTES}"
        raise KeyProblem(_malformed(setting, position, indonesian, f"the key has {len(key)} bytes, not {KEY_BYTES}"))
    return key


def field_keys() -> Keyring:
    return parse_keys("BALAI_FIELD_KEYS", settings.BALAI_FIELD_KEYS)


def index_keys() -> Keyring:
    return parse_keys("BALAI_INDEX_KEY", settings.BALAI_INDEX_KEY)


def _missing(setting: str) -> str:
    return (
        f"{setting} belum diisi. Isi dengan id:kunci, misalnya k1: diikuti 32 byte acak dalam base64 "
        f"(openssl rand -base64 32), lalu simpan salinannya di luar komputer ini. / {setting} is not set. "
        f"Set it to id:key, for example k1: followed by 32 random bytes in base64, and keep a copy elsewhere."
    )


def _malformed(setting: str, position: int, indonesian: str, english: str) -> str:
    return f"{setting}, kunci ke-{position}: {indonesian}. / {setting}, key {position}: {english}."
