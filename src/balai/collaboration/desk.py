"""What waits in a forum for the parties; each theme of this room has its own file and one question."""

from collections.abc import Iterator
from datetime import datetime

from balai.access.actor import Actor
from balai.collaboration.meeting_desk import meetings_waiting
from balai.collaboration.promise_desk import promises_waiting
from balai.kernel.registry import WorkItem


def waiting(actor: Actor, now: datetime) -> Iterator[WorkItem]:
    yield from meetings_waiting(actor, now)
    yield from promises_waiting(actor, now)
