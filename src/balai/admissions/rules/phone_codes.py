"""The six digits that a phone answers with: kept as a keyed hash, few tries, few sendings."""

import secrets
from datetime import datetime, timedelta
from hmac import compare_digest
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from balai.admissions.models import PhoneCheck
from balai.admissions.parameters import CODE_ATTEMPTS, CODE_MINUTES
from balai.kernel.crypto import blind_index, blind_index_candidates
from balai.kernel.refusal import Refused
from balai.parameters.queries import value_on

_PURPOSE = "admissions.phone_code"
_QUOTA = "admissions.phone_quota"
LENGTH = 6


def new_code() -> str:
    return f"{secrets.randbelow(10**LENGTH):0{LENGTH}}"


def code_hash(application_id: UUID, code: str) -> bytes:
    return blind_index(_PURPOSE, f"{application_id}:{code}")


def quota_of(phone: str) -> UUID:
    """Under which the codes of a phone are counted: half a keyed hash, so that the counter names nobody."""
    return UUID(bytes=blind_index(_QUOTA, phone)[:16])


def refusal_of(check: PhoneCheck | None, code: str, now: datetime) -> Refused | None:
    """None when the code is the one that was sent. The caller counts the try in either case."""
    if check is None:
        return Refused("code_not_sent", _("Belum ada kode yang dikirim. Minta kode dahulu."), "code")
    today = now.date()
    if check.attempts >= value_on(CODE_ATTEMPTS, today):
        return Refused("code_spent", _("Kode ini terlalu sering salah diketik. Minta kode yang baru."), "code")
    if now > check.sent_at + timedelta(minutes=value_on(CODE_MINUTES, today)):
        return Refused("code_old", _("Kode ini sudah lewat waktunya. Minta kode yang baru."), "code")
    digits = "".join(letter for letter in code if letter.isdigit() and letter.isascii())
    known = blind_index_candidates(_PURPOSE, f"{check.application_id}:{digits}")
    if not any(compare_digest(bytes(check.code_hash), one) for one in known):
        return Refused(
            "code_wrong", _("Kode tidak cocok. Lihat lagi pesan terakhir di telepon, lalu ketik enam angkanya."), "code"
        )
    return None
