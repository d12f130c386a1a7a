"""The adapter around openbadgeslib: Open Badges 3.0 as a Verifiable Credential 2.0, and its Bitstring status list.

The library is imported at the first use (a quarter of a second), never when the web process starts. Its contexts are bundled:
nothing is fetched. Two forms: Data Integrity eddsa-rdfc-2022 (JSON-LD) and VC-JWT (EdDSA), which Balai's own key signs.
"""

import base64
import json
from datetime import UTC, date, datetime, time, timedelta
from html import escape
from typing import Any, Final

from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from balai.certification.credentials.issuer import Issuer, issuer
from balai.certification.credentials.statement import LIST_BITS, Kind, Statement, ended_places

LIST_LIVES: Final = timedelta(days=1)
"""A copy of the status list that is older proves nothing: a stale one could hide a revocation."""
LIST_TTL: Final = 300_000  # milliseconds a reader may keep it
_ACHIEVEMENT: Final = {
    "training": ("CertificateOfCompletion", "Pelatihan", "Mengikuti dan menyelesaikan pelatihan menurut penerbitnya."),
    "competence": ("Certification", "Uji kompetensi", "Diuji dan dinyatakan kompeten oleh lembaga sertifikasi."),
}


def as_file(said: Statement, form: str, base: str, now: datetime) -> tuple[bytes, str]:
    """The credential in one of its forms (json, jwt, svg) and the media type of that form."""
    by = issuer()
    if form == "jwt":
        return as_jwt(said, by, base).encode(), "application/vc+jwt"
    if form == "svg":
        return as_svg(said, by, base), "image/svg+xml"
    return json.dumps(as_json(said, by, base, now), ensure_ascii=False).encode(), "application/json"


def as_json(said: Statement, by: Issuer, base: str, now: datetime) -> dict[str, Any]:
    """The credential with its Data Integrity proof. base: the address of this installation, without a slash at the end."""
    from openbadgeslib.ob3.ldp import OB3LdpSigner  # noqa: PLC0415

    signed: dict[str, Any] = OB3LdpSigner(_pem(by), by.method).sign(_credential(said, by, base), created=now)
    return signed


def as_jwt(said: Statement, by: Issuer, base: str) -> str:
    """VC-JWT: the credential is the payload, with iss, jti, nbf and exp beside it."""
    return _jwt(_credential(said, by, base).to_jwt_payload(), by)


def as_svg(said: Statement, by: Issuer, base: str) -> bytes:
    """A small picture with the VC-JWT inside it, as wallets for badges take it."""
    from openbadgeslib import baking  # noqa: PLC0415

    baked: bytes = baking.bake_svg(
        _picture(said).encode(), as_jwt(said, by, base), element=baking.SVG_ELEMENT_OB3, namespace=baking.SVG_NS_OB3
    )
    return baked


def status_list(kind: Kind, number: int, by: Issuer, base: str, now: datetime) -> dict[str, Any]:
    """The signed list; reading the rows may raise DatabaseError, and then there is no list rather than an empty one."""
    from openbadgeslib.ob3.ldp import add_data_integrity_proof  # noqa: PLC0415
    from openbadgeslib.ob3.status_list import build_status_list_credential  # noqa: PLC0415

    unsigned = build_status_list_credential(
        by.did, list_address(base, kind, number), "revocation", ended_places(kind, number), size_bits=LIST_BITS,
        issued=now, valid_until=now + LIST_LIVES, ttl=LIST_TTL,
    )  # fmt: skip
    signed: dict[str, Any] = add_data_integrity_proof(unsigned, _pem(by), by.method, created=now)
    return signed


def list_address(base: str, kind: Kind, number: int) -> str:
    return f"{base}/api/v1/credentials/status/{kind}/{number}"


def _credential(said: Statement, by: Issuer, base: str) -> Any:
    from openbadgeslib.ob3 import credential as ob3  # noqa: PLC0415
    from openbadgeslib.ob3.status_list import status_entry  # noqa: PLC0415

    kind, sort, meaning = _ACHIEVEMENT[said.kind]
    return ob3.OpenBadgeCredential(
        id=f"{base}/api/v1/credentials/{said.code}",
        issuer=ob3.Issuer(id=by.did, name=said.issuer, url=base),
        recipient_id=None,
        achievement=ob3.Achievement(
            id=f"{base}/verifikasi/{said.code}/#pencapaian", name=said.title, achievement_type=kind,
            description=f"{sort}: {said.title}", criteria_narrative=_criteria(said, meaning),
        ),
        issuance_date=_midnight(said.issued_on),
        expiration_date=_midnight(said.valid_until + timedelta(days=1)) if said.valid_until else None,
        identifiers=[ob3.IdentityObject(identity_hash=said.holder, identity_type="name", hashed=False)],
        credential_status=[
            status_entry(list_address(base, said.kind, said.place // LIST_BITS), "revocation", said.place % LIST_BITS)
        ],
    )  # fmt: skip


def _criteria(said: Statement, meaning: str) -> str:
    lines = [meaning, f"Nomor sertifikat: {said.number}."]
    if said.lesson_hours is not None:
        lines.append(f"Jam pelajaran: {said.lesson_hours} (45 menit).")
    return " ".join(lines + [f"Unit: {unit}." for unit in said.units])


def _jwt(payload: dict[str, Any], by: Issuer) -> str:
    header = {"alg": "EdDSA", "typ": "vc+jwt", "kid": by.method}
    body = f"{_text(header)}.{_text(payload)}"
    return f"{body}.{_base64(by.key.sign(body.encode()))}"


def _text(part: dict[str, Any]) -> str:
    return _base64(json.dumps(part, ensure_ascii=False, separators=(",", ":")).encode())


def _base64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _pem(by: Issuer) -> bytes:
    return by.key.private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _picture(said: Statement) -> str:
    lines = (said.title, said.holder, said.issuer, said.issued_on.strftime("%d-%m-%Y"))
    words = "".join(
        f'<text x="24" y="{64 + 36 * place}" font-family="sans-serif" font-size="{22 if place == 0 else 17}" fill="#123">'
        f"{escape(line[:60])}</text>"
        for place, line in enumerate(lines)
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 220" width="640" height="220">'
        f'<rect x="4" y="4" width="632" height="212" rx="12" fill="#fff" stroke="#0b6b53" stroke-width="4"/>{words}</svg>'
    )
