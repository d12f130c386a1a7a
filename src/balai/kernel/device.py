"""What a device kept while there was no network, and what becomes of each piece: one mechanism for every room.

The device gives each item an id of its own; a room's unique constraint on it decides "exactly once". An answer is a receipt:
only with it in hand may the device forget the item.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID


class ReceiptState(StrEnum):
    DONE = "done"  # kept by the server, now or by an earlier sending
    DIFFERS = "differs"  # kept; somebody else said otherwise, and a human decides
    REFUSED = "refused"  # not kept; the sentence says what to do, the device keeps the item


OLDEST = timedelta(days=400)
AHEAD = timedelta(days=1)
"""How far a device's clock is believed: longer than a class, and any zone's midnight."""


def plausible(at: datetime, now: datetime) -> bool:
    """at: with its zone; a year that no other zone can say (1, 9999) is none."""
    try:
        return now - OLDEST <= at.astimezone(UTC) <= now + AHEAD
    except OverflowError:
        return False


@dataclass(frozen=True, slots=True)
class DeviceItem:
    """made_at: by the device's clock where it is plausible, else when it came; for the trace only.
    body: what the room asks for, unchecked."""

    id: UUID
    made_at: datetime
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Receipt:
    id: UUID
    state: ReceiptState
    message: str = ""
