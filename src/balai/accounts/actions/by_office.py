"""A code an officer prints for somebody who stands at the counter: the way in without a telephone of one's own."""

import hmac
import secrets
from datetime import datetime, timedelta

from django.db import transaction

from balai.accounts import messages
from balai.accounts.actions.codes import MOST_ATTEMPTS, blank_code, digest
from balai.accounts.actions.create import LETTERS
from balai.accounts.actions.sessions import end_sessions
from balai.accounts.enums import CodeUse
from balai.accounts.models import OneTimeCode, User
from balai.accounts.rules.passwords import check_password_is_good
from balai.audit.record import HasName, record

DAYS = 7
LENGTH = 10


def print_code(*, by: HasName, user: User, paper: str, now: datetime) -> str:
    """The code in clear, this once; it ends every earlier one. Inside the caller's transaction."""
    OneTimeCode.objects.filter(user=user, use=CodeUse.BY_OFFICE, used_at=None).update(used_at=now)
    row = blank_code(use=CodeUse.BY_OFFICE, address="", user=user, now=now)
    code = "".join(secrets.choice(LETTERS) for _letter in range(LENGTH))
    row.code_digest, row.expires_at = digest(row.pk, code), now + timedelta(days=DAYS)
    row.save(update_fields=["code_digest", "expires_at"])
    record(by, "accounts.print_code", user, paper=paper)
    return f"{code[:5]}-{code[5:]}"


def set_password_by_printed_code(*, username: str, code: str, password: str, now: datetime) -> User | None:
    """None for a wrong name, code or time, so that the counted attempt is kept. Raises Refused("weak_password")."""
    with transaction.atomic():
        row = _waiting(username, now)
        if row is None or row.user is None:
            return None
        if not _is_right(row, code):
            row.attempts += 1
            row.save(update_fields=["attempts"])
            return None
        user = User.objects.select_for_update().get(pk=row.user.pk)
        check_password_is_good(password, user)
        user.set_password(password)
        user.save(update_fields=["password"])
        row.answered_at = row.used_at = now
        row.save(update_fields=["answered_at", "used_at"])
        end_sessions(user=user)
        record(f"user:{user.pk}", "accounts.set_password", user, proof="printed_code")
        messages.security_changed(user, "password_changed")
        return user


def _waiting(username: str, now: datetime) -> OneTimeCode | None:
    rows = OneTimeCode.objects.select_for_update(of=("self",)).select_related("user")
    found = rows.filter(
        use=CodeUse.BY_OFFICE, user__username__iexact=username.strip(), user__is_active=True, used_at=None,
        expires_at__gt=now, attempts__lt=MOST_ATTEMPTS,
    )  # fmt: skip
    return found.order_by("-asked_at").first()


def _is_right(row: OneTimeCode, code: str) -> bool:
    plain = "".join(sign for sign in code.casefold() if sign.isalnum())
    return row.code_digest is not None and hmac.compare_digest(bytes(row.code_digest), digest(row.pk, plain))
