"""Devices: where somebody is signed in, and signing them out."""

from datetime import datetime

from django.contrib.sessions.models import Session
from django.db import transaction

from balai.accounts.models import SignIn, User
from balai.audit.record import HasName, record


@transaction.atomic
def remember_sign_in(*, user: User, session_key: str, device: str, now: datetime) -> SignIn:
    row, _made = SignIn.objects.update_or_create(
        session_key=session_key, defaults={"user": user, "device": device[:60], "at": now}
    )
    record(f"user:{user.pk}", "accounts.sign_in", user)
    return row


@transaction.atomic
def sign_out_elsewhere(*, by: HasName, user: User, keep: str) -> int:
    """Every device but this one; how many were still signed in."""
    ended = end_sessions(user=user, keep=keep)
    record(by, "accounts.sign_out_elsewhere", user, devices=ended)
    return ended


def end_sessions(*, user: User, keep: str = "") -> int:
    """Inside the caller's transaction."""
    keys = list(SignIn.objects.filter(user=user).exclude(session_key=keep).values_list("session_key", flat=True))
    ended, _kinds = Session.objects.filter(session_key__in=keys).delete()
    SignIn.objects.filter(session_key__in=keys).delete()
    return ended
