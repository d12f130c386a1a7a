"""The ladder of contact: message, call, somebody who knows the person, visit. Silence climbs it; it ends, and then says so."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from balai.outcomes.enums import ContactChannel, ContactResult

_BY_PHONE = (ContactChannel.MESSAGE, ContactChannel.CALL)


@dataclass(frozen=True, slots=True)
class Rung:
    """days: to wait for an answer before the next rung."""

    channel: ContactChannel
    days: int


@dataclass(frozen=True, slots=True)
class Reach:
    """What is possible for one person. messages, others: with their consent (reminders, people who know them)."""

    phone: bool
    messages: bool
    others: bool


@dataclass(frozen=True, slots=True)
class Tried:
    channel: str
    result: str


def next_rung(ladder: Iterable[Rung], tried: Iterable[Tried], reach: Reach) -> Rung | None:
    """The first rung that is possible and not yet tried; None when the ladder is exhausted or the person said no."""
    done = list(tried)
    if any(t.result == ContactResult.REFUSED for t in done):
        return None
    dead = any(t.result == ContactResult.WRONG_NUMBER and t.channel in _BY_PHONE for t in done)
    left = Counter(t.channel for t in done)
    for rung in ladder:
        if left[rung.channel] > 0:
            left[rung.channel] -= 1
        elif is_possible(rung.channel, reach, dead):
            return rung
    return None


def is_possible(channel: str, reach: Reach, dead_number: bool = False) -> bool:
    """A number that is wrong ends messages and calls; nobody is asked about a person who did not agree to it."""
    if channel in _BY_PHONE:
        return reach.phone and not dead_number and (channel != ContactChannel.MESSAGE or reach.messages)
    return channel != ContactChannel.CONTACT_PERSON or reach.others
