"""The signed form in the QR code: small enough to scan, complete enough to be checked without a network.

    B1.<payload>.<signature>          both parts base64url without "="

payload: UTF-8, ten lines joined by one newline each, in this order:
    kind (p = training, k = competence), code, holder, title, issuer, number, issued on, valid until or empty,
    signed on, key id                 days as YYYY-MM-DD; key id = first 16 hex digits of SHA-256 of the public key
signature: Ed25519 over the bytes "balai-certificate-1" newline payload.

In a QR code it stands behind the "#" of the certificate's own address: a telephone opens the page and the page's address
never carries the name to the server. It proves "genuine, signed on ..."; whether it was revoked later it cannot know.
"""

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal

from balai.certification.credentials.issuer import PublishedKey
from balai.certification.credentials.statement import Kind, Statement
from balai.kernel.crypto import SigningKey, verify_signature

LONGEST: Final = 490
"""Characters in one QR code, with the address before it."""
_PREFIX: Final = b"balai-certificate-1\n"
_KINDS: Final[dict[Kind, str]] = {"training": "p", "competence": "k"}
_LINES: Final = 10

Finding = Literal["genuine", "forged", "unknown_key", "distrusted_key"]


class Unreadable(ValueError):
    """Not this form, or cut off while it was copied."""


@dataclass(frozen=True, slots=True)
class Signed:
    """What the text says; nothing in it is to be believed before `finding` is genuine."""

    kind: Kind
    code: str
    holder: str
    title: str
    issuer: str
    number: str
    issued_on: date
    valid_until: date | None
    signed_on: date
    key_id: str
    finding: Finding


def qr_text(said: Statement, key: SigningKey, base: str, signed_on: date) -> str:
    """The address of the certificate's page and behind # the signed form; long names are cut with "…" to stay scannable."""
    address = f"{base}/verifikasi/{said.code}/#"
    fields = {"title": said.title, "issuer": said.issuer, "holder": said.holder, "number": said.number}
    while True:
        text = address + signed_text(replace(said, **fields), key, signed_on)  # type: ignore[arg-type]
        name = max(fields, key=lambda one: len(fields[one]))
        if len(text) <= LONGEST or len(fields[name]) < 12:
            return text
        fields[name] = fields[name][:-5].rstrip("…") + "…"


def signed_text(said: Statement, key: SigningKey, signed_on: date) -> str:
    until = said.valid_until.isoformat() if said.valid_until else ""
    lines = (
        _KINDS[said.kind], said.code, said.holder, said.title, said.issuer, said.number, said.issued_on.isoformat(), until,
        signed_on.isoformat(), key.id,
    )  # fmt: skip
    payload = "\n".join(" ".join(line.split()) for line in lines).encode()
    return f"B1.{_encoded(payload)}.{_encoded(key.sign(_PREFIX + payload))}"


def looks_signed(text: str) -> bool:
    return _bare(text).startswith("B1.")


def read_signed(text: str, keys: Sequence[PublishedKey]) -> Signed:
    """Raises Unreadable. Works without a network and without a database when given the keys."""
    parts = _bare(text).split(".")
    if len(parts) != 3 or parts[0] != "B1":
        raise Unreadable
    payload, signature = _decoded(parts[1]), _decoded(parts[2])
    lines = _lines(payload)
    key = next((one for one in keys if one.id == lines[9]), None)
    try:
        kind: Kind = next(kind for kind, letter in _KINDS.items() if letter == lines[0])
        days = [date.fromisoformat(line) if line else None for line in lines[6:9]]
    except (StopIteration, ValueError):
        raise Unreadable from None
    if days[0] is None or days[2] is None:
        raise Unreadable
    return Signed(kind, lines[1], lines[2], lines[3], lines[4], lines[5], days[0], days[1], days[2], lines[9],
                  _finding(key, payload, signature))  # fmt: skip


def _finding(key: PublishedKey | None, payload: bytes, signature: bytes) -> Finding:
    if key is None:
        return "unknown_key"
    if not verify_signature(key.public, signature, _PREFIX + payload):
        return "forged"
    return "genuine" if key.distrusted_on is None else "distrusted_key"


def _bare(text: str) -> str:
    """Without the address before it and the line breaks a message may have put in."""
    return "".join(text.split()).rsplit("#", 1)[-1]


def _lines(payload: bytes) -> list[str]:
    try:
        lines = payload.decode().split("\n")
    except UnicodeDecodeError:
        raise Unreadable from None
    if len(lines) != _LINES:
        raise Unreadable
    return lines


def _encoded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise Unreadable from None
