"""What need not be kept: codes after a month, devices whose session is over, sessions past their day."""

from datetime import datetime, timedelta

from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Exists, OuterRef

from balai.accounts.models import OneTimeCode, SignIn

CODES_KEPT = timedelta(days=30)


@transaction.atomic
def forget(now: datetime) -> int:
    """Rows removed. No audit row: nothing here is anybody's record."""
    codes, _kinds = OneTimeCode.objects.filter(asked_at__lt=now - CODES_KEPT).delete()
    sessions, _kinds = Session.objects.filter(expire_date__lt=now).delete()
    alive = Session.objects.filter(session_key=OuterRef("session_key"))
    devices, _kinds = SignIn.objects.filter(~Exists(alive)).delete()
    return codes + sessions + devices
