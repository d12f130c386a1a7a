"""Put a message into the outbox; the worker sends it after the transaction has been committed."""

import re
from collections.abc import Sequence

from django.utils import timezone

from balai.kernel.insert import Cell, insert_many
from balai.kernel.refusal import Refused
from balai.notifications.models import Channel, Message

_IDENTITY_NUMBER = re.compile(r"(?<!\d)\d{16}(?!\d)")


def put(kind: str, address: str, body: str, *, subject: str = "", key: str | None = None) -> Message | None:
    """Queues one message. address: E.164 phone or e-mail. key: the same key is told once. None when there is no address.

    Raises Refused("identity_number_in_message") when a 16-digit number stands in the text: a NIK never leaves in a message.
    """
    if not address:
        return None
    _check(subject + body)
    row = Message(kind=kind, channel=_channel(address), address=address, subject=subject[:200], body=body, key=key)
    if key is None:
        row.save()
    else:
        Message.objects.bulk_create([row], ignore_conflicts=True)
    return row


def put_many(kind: str, told: Sequence[tuple[str, str]]) -> None:
    """Queues many messages of one kind: (address, body) each. Those without an address are left out. Raises as `put` does."""
    for _address, body in told:
        _check(body)
    rows = [(_channel(address), address, body) for address, body in told if address]
    shared: dict[str, Cell] = {
        "kind": kind,
        "subject": "",
        "created_at": timezone.now(),
        "attempts": 0,
        "last_error": "",
    }
    insert_many("notifications_message", {"channel": "text", "address": "text", "body": "text"}, rows, shared)


def _check(text: str) -> None:
    if _IDENTITY_NUMBER.search(text):
        raise Refused("identity_number_in_message", "A message must not carry an identity number.")


def _channel(address: str) -> str:
    return str(Channel.EMAIL if "@" in address else Channel.SMS)
