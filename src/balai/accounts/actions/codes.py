"""One-time codes: asked for, sent, answered. Five wrong answers or fifteen minutes end one."""

import hmac
import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from balai.accounts import messages
from balai.accounts.enums import CodeUse
from balai.accounts.models import OneTimeCode, User
from balai.kernel.refusal import Refused

CODE_MINUTES = 15
MOST_ATTEMPTS = 5


def send_code(
    *, use: CodeUse, address: str, now: datetime, user: User | None = None, full_name: str = "", shared: bool = False
) -> OneTimeCode:
    """Inside the caller's transaction. shared: that number has an account already; the message says so."""
    row = blank_code(use=use, address=address, now=now, user=user, full_name=full_name)
    code = f"{secrets.randbelow(1_000_000):06}"
    row.code_digest = digest(row.pk, code)
    row.save(update_fields=["code_digest"])
    messages.code(use, address, code, user, shared)
    return row


def blank_code(
    *, use: CodeUse, address: str, now: datetime, user: User | None = None, full_name: str = ""
) -> OneTimeCode:
    """A row that no code opens: nobody learns from the page whether an account exists."""
    return OneTimeCode.objects.create(
        use=use, address=address, full_name=full_name, user=user, asked_at=now,
        expires_at=now + timedelta(minutes=CODE_MINUTES),
    )  # fmt: skip


@transaction.atomic
def answer_code(*, code_id: UUID, use: CodeUse, code: str, now: datetime) -> bool:
    """False for a wrong code, so that the counted attempt is kept. Raises Refused("code_over")."""
    row = OneTimeCode.objects.select_for_update().filter(pk=code_id, use=use).first()
    if row is None or row.used_at or row.expires_at <= now or row.attempts >= MOST_ATTEMPTS:
        raise Refused("code_over", _("“Kode”: masa berlakunya sudah habis. Mintalah kode baru."), "code")
    if row.answered_at:
        return True
    if row.code_digest is None or not hmac.compare_digest(bytes(row.code_digest), digest(row.pk, code.strip())):
        row.attempts += 1
        row.save(update_fields=["attempts"])
        return False
    row.answered_at = now
    row.save(update_fields=["answered_at"])
    return True


def use_code(*, code_id: UUID, use: CodeUse, now: datetime) -> OneTimeCode:
    """The answered row, spent by this call. Inside the caller's transaction; raises Refused("code_over")."""
    row = OneTimeCode.objects.select_for_update(of=("self",)).select_related("user").filter(pk=code_id, use=use).first()
    if row is None or row.used_at or not row.answered_at or row.expires_at <= now:
        raise Refused("code_over", _("“Kode”: masa berlakunya sudah habis. Mintalah kode baru."), "code")
    row.used_at = now
    row.save(update_fields=["used_at"])
    return row


def digest(pk: UUID, code: str) -> bytes:
    return hmac.digest(settings.SECRET_KEY.encode(), f"accounts.code:{pk}:{code}".encode(), sha256)
