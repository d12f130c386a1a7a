"""Put a message into the outbox; the worker sends it after the transaction has been committed."""

import re

from balai.kernel.refusal import Refused
from balai.notifications.models import Channel, Message

_IDENTITY_NUMBER = re.compile(r"(?<!\d)\d{16}(?!\d)")


def put(kind: str, address: str, body: str, *, subject: str = "", key: str | None = None) -> Message | None:
    """Queues one message. address: E.164 phone or e-mail. key: the same key is told once. None when there is no address.

    Raises Refused("identity_number_in_message") when a 16-digit number stands in the text: a NIK never leaves in a message.
    """
    if not address:
        return None
    if _IDENTITY_NUMBER.search(subject + body):
        raise Refused("identity_number_in_message", "A message must not carry an identity number.")
    channel = Channel.EMAIL if "@" in address else Channel.SMS
    row = Message(kind=kind, channel=channel, address=address, subject=subject[:200], body=body, key=key)
    if key is None:
        row.save()
    else:
        Message.objects.bulk_create([row], ignore_conflicts=True)
    return row
