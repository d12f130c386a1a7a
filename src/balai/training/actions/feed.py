"""A private address for a calendar, one's own or that of a class: made once, shown once, renewed or ended at will."""

import hashlib
import secrets
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.accounts.models import User
from balai.audit.record import record
from balai.kernel.refusal import Refused
from balai.planning.models import Batch
from balai.training.models import CalendarFeed
from balai.training.rules.authority import check_may_mark


def digest_of(secret: str) -> str:
    """The secret is 256 random bits, so a plain hash is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def make_feed(*, by: Actor, now: datetime) -> tuple[CalendarFeed, str]:
    """The feed and its secret, which is told this once; an older address stops working."""
    if by.user_id is None:
        raise Refused("no_account", _("Alamat kalender dibuat sesudah Anda masuk."))
    User.objects.select_for_update().get(pk=by.user_id)
    CalendarFeed.objects.live().personal().filter(user_id=by.user_id).update(ended_at=now)
    secret = secrets.token_urlsafe(32)
    feed = CalendarFeed.objects.create(user_id=by.user_id, digest=digest_of(secret), made_at=now)
    record(by, "training.make_feed", feed)
    return feed, secret


@transaction.atomic
def end_feed(*, by: Actor, now: datetime) -> None:
    _end(by, CalendarFeed.objects.personal().filter(user_id=by.user_id or 0), now)


@transaction.atomic
def make_class_feed(*, by: Actor, batch: Batch, now: datetime) -> tuple[CalendarFeed, str]:
    """As make_feed, for everybody of a class: whoever knows the address reads its timetable, so it can be renewed."""
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    check_may_mark(by, batch)
    if by.user_id is None:
        raise Refused("no_account", _("Alamat kalender dibuat sesudah Anda masuk."))
    CalendarFeed.objects.live().filter(batch=batch).update(ended_at=now)
    secret = secrets.token_urlsafe(32)
    feed = CalendarFeed.objects.create(user_id=by.user_id, batch=batch, digest=digest_of(secret), made_at=now)
    record(by, "training.make_class_feed", feed, batch=batch.pk)
    return feed, secret


@transaction.atomic
def end_class_feed(*, by: Actor, batch: Batch, now: datetime) -> None:
    check_may_mark(by, batch)
    _end(by, CalendarFeed.objects.filter(batch=batch), now)


def _end(by: Actor, rows: QuerySet[CalendarFeed], now: datetime) -> None:
    for row in rows.filter(ended_at__isnull=True).select_for_update():
        row.ended_at = now
        row.save(update_fields=["ended_at"])
        record(by, "training.end_feed", row)


def feed_of(secret: str) -> CalendarFeed | None:
    """A person's own address stops with their account; that of a class outlives whoever made it."""
    rows = CalendarFeed.objects.live().filter(Q(user__is_active=True) | Q(batch__isnull=False))
    return rows.filter(digest=digest_of(secret)).select_related("batch").first()
