"""The digits that a phone answers with: kept as a keyed hash, few tries, few sendings.

Six of them answer the claim they were sent for. The last message a phone gets of a day carries twelve, which answer every
claim with that phone for a day: strangers who name somebody's phone use up its messages, never its owner's way in. Twelve,
because claims are free and each has its own tries: guessing them is hopeless at any number of claims.
"""

import secrets
from datetime import datetime, timedelta
from hmac import compare_digest
from typing import Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from balai.admissions.models import PhoneCheck
from balai.admissions.parameters import CODE_ATTEMPTS, CODE_MINUTES
from balai.kernel.crypto import blind_index, blind_index_candidates
from balai.kernel.refusal import Refused
from balai.parameters.queries import value_on

_PURPOSE = "admissions.phone_code"
_QUOTA = "admissions.phone_quota"
LENGTH: Final = 6
LONG: Final = 12
A_DAY: Final = timedelta(days=1)


def new_code(length: int = LENGTH) -> str:
    return f"{secrets.randbelow(10**length):0{length}}"


def code_hash(of: UUID, code: str) -> bytes:
    """of: the application, or the quota of a long code."""
    return blind_index(_PURPOSE, f"{of}:{code}")


def digits_of(typed: str) -> str:
    return "".join(letter for letter in typed if letter.isdigit() and letter.isascii())


def quota_of(phone: str) -> UUID:
    """Under which the codes of a phone are counted: half a keyed hash, so that the counter names nobody."""
    return UUID(bytes=blind_index(_QUOTA, phone)[:16])


def quotas_of(phone: str) -> list[UUID]:
    """Also under keys that are being let go."""
    return [UUID(bytes=one[:16]) for one in blind_index_candidates(_QUOTA, phone)]


def refusal_of(check: PhoneCheck | None, code: str, now: datetime) -> Refused | None:
    """None when the code is the one that was sent. The caller counts the try in either case."""
    if check is None:
        return Refused("code_not_sent", _("Belum ada kode yang dikirim. Minta kode dahulu."), "code")
    today = now.date()
    if check.attempts >= value_on(CODE_ATTEMPTS, today):
        return Refused("code_spent", _("Kode ini terlalu sering salah diketik. Minta kode yang baru."), "code")
    lasts = A_DAY if check.quota else timedelta(minutes=value_on(CODE_MINUTES, today))
    if now > check.sent_at + lasts:
        return Refused("code_old", _("Kode ini sudah lewat waktunya. Minta kode yang baru."), "code")
    known = blind_index_candidates(_PURPOSE, f"{check.quota or check.application_id}:{digits_of(code)}")
    if not any(compare_digest(bytes(check.code_hash), one) for one in known):
        return Refused(
            "code_wrong",
            _("Kode tidak cocok. Lihat lagi pesan terakhir di telepon, lalu ketik semua angkanya."),
            "code",
        )
    return None
