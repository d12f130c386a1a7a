"""Rows of claims: made from what was said, sealed, and written many at a time."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any, Final

from django.db.models import Q
from django.db.models.base import ModelState

from balai.admissions.enums import ApplicationState
from balai.admissions.models import Application
from balai.admissions.models.application import nik_aad
from balai.admissions.rules.claims import CONSENT_VERSION, Claim
from balai.kernel.crypto import blind_index, seal
from balai.kernel.identifiers import code, uuid7
from balai.kernel.insert import insert_many
from balai.people.queries.identity import NIK_INDEX
from balai.people.rules.details import Tidied

Key = tuple[int, str]
"""Class and digest of the sender's key: one application each, by constraint."""

_OWN: Final = {
    "id": "uuid", "batch_id": "bigint", "code": "text", "key_digest": "text", "full_name": "text", "birth_date": "date",
    "sex": "text", "nik_sealed": "bytea", "nik_index": "bytea", "nik_tail": "text", "phone": "text", "region_code": "text",
    "education": "text", "aim": "text", "motivation": "text", "remarks": "text", "assisted_at_id": "bigint",
}  # fmt: skip
_SHARED: Final = (
    "consent_version", "state", "conflict", "submitted_by", "submitted_at", "expires_at", "verified_by", "rule",
    "decision_reason", "decided_by",
)  # fmt: skip


def key_of(claim: Claim) -> Key:
    return claim.batch_id, key_digest(claim.key)


def key_digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def new_claim(
    claim: Claim, digest: str, tidied: Tidied, *, said_by: str, now: datetime, lapses_in: timedelta, desk: int | None
) -> Application:
    """The row, not yet written. desk: the institution at whose desk it is typed in."""
    said = tidied.fields
    row = _blank()
    row.__dict__.update(
        batch_id=claim.batch_id, key_digest=digest, full_name=said["full_name"], birth_date=claim.birth_date,
        sex=said["sex"], phone=said["phone"], region_code=claim.region_code, education=claim.education, aim=claim.aim,
        motivation=claim.motivation.strip()[:2000], consent_version=CONSENT_VERSION, state=ApplicationState.CLAIMED,
        submitted_by=said_by, submitted_at=now, expires_at=now + lapses_in, assisted_at_id=desk,
        remarks=",".join([w.code for w in tidied.warnings])[:300],
    )  # fmt: skip
    digits = tidied.national_id.digits if tidied.national_id else ""
    if digits:
        row.nik_sealed = seal(digits, nik_aad(row.pk))
        row.nik_index, row.nik_tail = blind_index(NIK_INDEX, digits), digits[-2:]
    return row


def _blank() -> Application:
    """With its defaults, its own id and code. Setting 34 columns one by one costs a sixth of the whole application."""
    row = Application.__new__(Application)
    row.__dict__.update(_defaults(), _state=ModelState(), id=uuid7(), code=code())
    return row


@cache
def _defaults() -> dict[str, Any]:
    return {name: value for name, value in Application().__dict__.items() if name not in ("_state", "id", "code")}


def write_claims(fresh: Mapping[Key, Application]) -> list[Application]:
    """Those that went in; of the others somebody was faster with the same key: the constraint decides."""
    rows = [fresh[key] for key in sorted(fresh)]
    if not rows:
        return []
    shared = {name: getattr(rows[0], name) for name in _SHARED}
    cells = [[getattr(row, name) for name in _OWN] for row in rows]
    if insert_many("admissions_application", _OWN, cells, shared, unless="batch_id, key_digest") == len(rows):
        made = rows
    else:
        stored = known_claims(list(fresh))
        made = [row for key, row in fresh.items() if stored[key].pk == row.pk]
    for row in made:
        row._state.adding, row._state.db = False, "default"
    return made


def known_claims(keys: Sequence[Key]) -> dict[Key, Application]:
    if not keys:
        return {}
    wanted = Q(batch_id__in={batch for batch, _d in keys}, key_digest__in={digest for _b, digest in keys})
    rows = Application.objects.filter(wanted).select_related("batch", "person")
    asked = set(keys)
    return {(row.batch_id, row.key_digest): row for row in rows if (row.batch_id, row.key_digest) in asked}
