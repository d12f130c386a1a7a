"""Send what waits in the outbox: e-mail through Django, SMS and WhatsApp through the gateway the operator configured.

Without a gateway a message to a telephone is not sendable here: it waits, is never called sent, and is let go after a day.
"""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.core.mail import send_mail
from django.db import models, transaction
from django.utils.module_loading import import_string

from balai.notifications.models import Channel, Message

MAX_ATTEMPTS = 8
ROUND_SECONDS: Final = 30.0
"""Of one round: the worker has other tasks, and nothing taken is taken a second time before it was tried."""
WAITS_FOR: Final = timedelta(days=1)
"""A message to a telephone that is older is of no use any more, and must not arrive the day a gateway is put in."""
TO_LOG: Final = "balai.notifications.send.to_log"

Gateway = Callable[[str, str, str, str], None]
"""(channel, address, body, key); raises OSError when the message could not be handed over, AddressRefused when it never
will be. key: the same for every try of one message."""


class NotHandedOver(OSError):
    """Says why in one word, which is kept with the message. Never what was in it."""


class AddressRefused(NotHandedOver):
    """Trying again is of no use."""


def reaches_phones() -> bool:
    """Whether messages to telephones leave this place (in the demonstration: are shown instead)."""
    return bool(settings.BALAI_DEMONSTRATION or settings.BALAI_SMS_GATEWAY not in ("", TO_LOG))


def send_waiting(now: datetime, limit: int = 50) -> int:
    """Sends up to `limit` messages, oldest first, each settled by itself; a failure is tried again later. Returns how many went."""
    sent, until = 0, time.monotonic() + ROUND_SECONDS
    for _message in range(limit):
        row = _take(now)
        if row is None:
            break
        sent += _try(row, now)
        if time.monotonic() > until:
            break
    return sent


def outbox_state(now: datetime) -> dict[str, Any]:
    """For whoever looks after the machine; numbers stop at 10,000."""
    phones = "demonstration" if settings.BALAI_DEMONSTRATION else "gateway" if reaches_phones() else "no_gateway"
    open_ = Message.objects.filter(sent_at=None, failed_at=None)
    by_phone = open_.exclude(channel=Channel.EMAIL)
    lately = Message.objects.filter(sent_at=None, failed_at__gt=now - timedelta(days=7))
    counted = {
        "phone_waiting": by_phone, "email_waiting": open_.filter(channel=Channel.EMAIL), "failed_in_7_days": lately,
    }  # fmt: skip
    return {"phones": phones} | {name: rows[:10_000].count() for name, rows in counted.items()}


def let_go_of_stale(now: datetime) -> int:
    """For the worker: messages to telephones that waited too long have failed. Returns how many."""
    stale = Message.objects.filter(sent_at=None, failed_at=None, created_at__lte=now - WAITS_FOR)
    why = "waited_too_long" if reaches_phones() else "no_gateway"
    return stale.exclude(channel=Channel.EMAIL).update(failed_at=now, last_error=why)


def _waiting(now: datetime) -> models.Q:
    due = models.Q(sent_at=None, failed_at=None) & (models.Q(not_before=None) | models.Q(not_before__lte=now))
    by_phone = ~models.Q(channel=Channel.EMAIL)
    return due & ~(by_phone & models.Q(created_at__lte=now - WAITS_FOR) if reaches_phones() else by_phone)


@transaction.atomic
def _take(now: datetime) -> Message | None:
    """The next one, not to be taken by another before its next try is due. Nobody's lock is held while it is handed over."""
    row = Message.objects.select_for_update(skip_locked=True).filter(_waiting(now)).order_by("id").first()
    if row is not None:
        row.attempts += 1
        row.not_before = now + timedelta(minutes=2**row.attempts)
        row.save(update_fields=["attempts", "not_before"])
    return row


def _try(row: Message, now: datetime) -> bool:
    try:
        _hand_over(row)
    except OSError as error:
        row.last_error = str(error)[:200] if isinstance(error, NotHandedOver) else type(error).__name__
        if row.attempts >= MAX_ATTEMPTS or isinstance(error, AddressRefused):
            row.failed_at = now
    else:
        row.sent_at, row.last_error = now, ""
    row.save(update_fields=["last_error", "failed_at", "sent_at"])
    return row.sent_at is not None


def _hand_over(row: Message) -> None:
    if settings.BALAI_DEMONSTRATION:
        return  # whatever is configured: nothing leaves a place whose people are invented
    if row.channel == Channel.EMAIL:
        send_mail(row.subject or "Balai", row.body, None, [row.address])
        return
    gateway: Gateway = import_string(settings.BALAI_SMS_GATEWAY)
    gateway(row.channel, row.address, row.body, f"balai-{row.pk}-{row.created_at:%Y%m%d%H%M%S%f}")


def to_log(channel: str, address: str, body: str, key: str) -> None:
    """Of the demonstration: the message stays readable in the outbox, nothing leaves the machine."""
