"""Under which name and keys this installation signs, and which keys others may believe.

The private keys are those of BALAI_SIGNING_KEY (balai.kernel.crypto.signing): the first signs, the others were used before.
With BALAI_PUBLIC_URL the issuer is did:web at that host; without a public address it is did:key, which needs none.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import quote, urlsplit

from django.conf import settings

from balai.certification.models import IssuerKey
from balai.kernel.crypto import SigningKey, signing_keys

_ED25519_PUBLIC: Final = b"\xed\x01"  # multicodec
_BASE58: Final = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Issuer:
    """did: the issuer's name; method: the address of the key that signs, as verifiers resolve it."""

    did: str
    method: str
    key: SigningKey


@dataclass(frozen=True, slots=True)
class PublishedKey:
    """public: 32 bytes. current: signs today. distrusted_on: from that day nothing under it is believed."""

    id: str
    public: bytes
    current: bool = False
    since: date | None = None
    distrusted_on: date | None = None

    @property
    def multibase(self) -> str:
        return multibase(self.public)


def issuer() -> Issuer:
    key = signing_keys()[0]
    name = multibase(key.public)
    web = did_web()
    return Issuer(web, f"{web}#{key.id}", key) if web else Issuer(f"did:key:{name}", f"did:key:{name}#{name}", key)


def did_web() -> str:
    """Empty without a public https address. A port is written %3A, as the method asks."""
    parts = urlsplit(settings.BALAI_PUBLIC_URL)
    return f"did:web:{quote(parts.netloc, safe='')}" if parts.scheme == "https" and parts.netloc else ""


def base_of(root: str) -> str:
    """The address that credentials carry: the public one, else the one this was asked under (`root`)."""
    return str(settings.BALAI_PUBLIC_URL or root.rstrip("/"))


def keyring() -> list[PublishedKey]:
    """What the environment alone knows, without the database: the current key first."""
    return [PublishedKey(key.id, key.public, current=place == 0) for place, key in enumerate(signing_keys())]


def published_keys() -> list[PublishedKey]:
    """The keyring and every key that ever was in it."""
    known = {row.key_id: row for row in IssuerKey.objects.order_by("-first_seen_on", "-pk")}
    ring = [
        PublishedKey(key.id, key.public, key.current, *(_days(known.pop(key.id)) if key.id in known else ()))
        for key in keyring()
    ]
    return ring + [PublishedKey(row.key_id, bytes.fromhex(row.public), False, *_days(row)) for row in known.values()]


def did_document(keys: Sequence[PublishedKey], did: str) -> dict[str, object]:
    """Old keys stay as verification methods; those no longer believed are left out altogether."""
    believed = [key for key in keys if key.distrusted_on is None]
    return {
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
        "id": did,
        "verificationMethod": [
            {"id": f"{did}#{key.id}", "type": "Multikey", "controller": did, "publicKeyMultibase": key.multibase}
            for key in believed
        ],
        "assertionMethod": [f"{did}#{key.id}" for key in believed],
    }


def multibase(public: bytes) -> str:
    """An Ed25519 public key as Multikey text: z, then base58btc of the multicodec prefix and the 32 bytes."""
    number, digits = int.from_bytes(_ED25519_PUBLIC + public, "big"), ""
    while number:
        number, digit = divmod(number, 58)
        digits = _BASE58[digit] + digits
    return "z" + digits


def _days(row: IssuerKey) -> tuple[date, date | None]:
    return row.first_seen_on, row.distrusted_on
