"""The calendar address of a forum: made once, shown once, renewed or ended at will. Whoever knows it reads the meetings."""

import hashlib
import secrets
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.audit.record import record
from balai.collaboration.models import Collaboration, ForumFeed
from balai.collaboration.rules.authority import check_may_keep
from balai.kernel.refusal import Refused


@transaction.atomic
def make_forum_feed(*, by: Actor, collaboration: Collaboration, now: datetime) -> tuple[ForumFeed, str]:
    """The feed and its secret, which is told this once; an older address stops working."""
    kept = Collaboration.objects.select_for_update(of=("self",)).get(pk=collaboration.pk)
    check_may_keep(by, kept)
    if by.user_id is None:
        raise Refused("no_account", _("Alamat kalender dibuat sesudah Anda masuk."))
    ForumFeed.objects.live().filter(collaboration=kept).update(ended_at=now)
    secret = secrets.token_urlsafe(32)
    feed = ForumFeed.objects.create(collaboration=kept, user_id=by.user_id, digest=_digest(secret), made_at=now)
    record(by, "collaboration.make_feed", feed)
    return feed, secret


@transaction.atomic
def end_forum_feed(*, by: Actor, collaboration: Collaboration, now: datetime) -> None:
    kept = Collaboration.objects.select_for_update(of=("self",)).get(pk=collaboration.pk)
    check_may_keep(by, kept)
    for row in ForumFeed.objects.live().filter(collaboration=kept):
        row.ended_at = now
        row.save(update_fields=["ended_at"])
        record(by, "collaboration.end_feed", row)


def feed_of(secret: str) -> ForumFeed | None:
    return ForumFeed.objects.live().filter(digest=_digest(secret)).select_related("collaboration__owner").first()


def _digest(secret: str) -> str:
    """The secret is 256 random bits, so a plain hash is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()
