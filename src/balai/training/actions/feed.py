"""A private address for a calendar: made once, shown once, ended at will."""

import hashlib
import secrets
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.accounts.models import User
from balai.audit.record import record
from balai.kernel.refusal import Refused
from balai.training.models import CalendarFeed


def digest_of(secret: str) -> str:
    """The secret is 256 random bits, so a plain hash is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def make_feed(*, by: Actor, now: datetime) -> tuple[CalendarFeed, str]:
    """The feed and its secret, which is told this once; an older address stops working."""
    if by.user_id is None:
        raise Refused("no_account", _("Alamat kalender dibuat sesudah Anda masuk."))
    User.objects.select_for_update().get(pk=by.user_id)
    CalendarFeed.objects.live().filter(user_id=by.user_id).update(ended_at=now)
    secret = secrets.token_urlsafe(32)
    feed = CalendarFeed.objects.create(user_id=by.user_id, digest=digest_of(secret), made_at=now)
    record(by, "training.make_feed", feed)
    return feed, secret


@transaction.atomic
def end_feed(*, by: Actor, now: datetime) -> None:
    rows = list(CalendarFeed.objects.visible_to(by).live().select_for_update())
    for row in rows:
        row.ended_at = now
        row.save(update_fields=["ended_at"])
        record(by, "training.end_feed", row)


def feed_of(secret: str) -> CalendarFeed | None:
    return CalendarFeed.objects.live().filter(digest=digest_of(secret), user__is_active=True).first()
