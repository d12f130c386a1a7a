"""Send what waits in the outbox: e-mail through Django, SMS and WhatsApp through the gateway the operator configured."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import send_mail
from django.db import models, transaction
from django.utils.module_loading import import_string

from balai.notifications.models import Channel, Message

MAX_ATTEMPTS = 8

Gateway = Callable[[str, str, str], None]
"""(channel, address, body); raises OSError when the message could not be handed over."""


def send_waiting(now: datetime, limit: int = 50) -> int:
    """Sends up to `limit` messages, oldest first, each in its own transaction; a failure is tried again later. Returns how many went."""
    return sum(_send_one(now) for _ in range(limit) if Message.objects.filter(_waiting(now)).exists())


def _waiting(now: datetime) -> models.Q:
    return models.Q(sent_at=None, failed_at=None) & (models.Q(not_before=None) | models.Q(not_before__lte=now))


@transaction.atomic
def _send_one(now: datetime) -> bool:
    row = Message.objects.select_for_update(skip_locked=True).filter(_waiting(now)).order_by("id").first()
    if row is None:
        return False
    row.attempts += 1
    try:
        _hand_over(row)
    except OSError as error:
        row.last_error = type(error).__name__
        if row.attempts >= MAX_ATTEMPTS:
            row.failed_at = now
        else:
            row.not_before = now + timedelta(minutes=2**row.attempts)
    else:
        row.sent_at = now
    row.save(update_fields=["attempts", "last_error", "failed_at", "not_before", "sent_at"])
    return row.sent_at is not None


def _hand_over(row: Message) -> None:
    if settings.BALAI_DEMONSTRATION:
        return  # whatever is configured: nothing leaves a place whose people are invented
    if row.channel == Channel.EMAIL:
        send_mail(row.subject or "Balai", row.body, None, [row.address])
        return
    gateway: Gateway = import_string(settings.BALAI_SMS_GATEWAY)
    gateway(row.channel, row.address, row.body)


def to_log(channel: str, address: str, body: str) -> None:
    """The gateway of an office without one: the message stays readable in the outbox, nothing leaves the machine."""
