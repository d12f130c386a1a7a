"""What waits in a forum. Each theme of this room has its own file; whether anything of any theme waits is one question."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from django.db.models import Exists, QuerySet

from balai.access.actor import Actor
from balai.accounts.models import User
from balai.collaboration.adaptation_desk import adaptations_that_wait, adaptations_waiting
from balai.collaboration.addendum_desk import addenda_that_wait, addenda_waiting
from balai.collaboration.citizen_desk import (
    alarms_that_wait,
    alarms_waiting,
    citizens_that_wait,
    citizens_waiting,
)
from balai.collaboration.deliberation_desk import (
    interests_that_wait,
    interests_waiting,
    questions_that_wait,
    questions_waiting,
)
from balai.collaboration.meeting_desk import meetings_that_wait, meetings_waiting
from balai.collaboration.obstacle_desk import obstacles_that_wait, obstacles_waiting
from balai.collaboration.pledge_desk import pledges_that_wait, pledges_waiting
from balai.collaboration.promise_desk import promises_that_wait, promises_waiting
from balai.collaboration.pulse_desk import pulses_that_wait, pulses_waiting
from balai.kernel.registry import WorkItem

Find = Callable[[Actor, datetime], "QuerySet[Any] | None"]
Tell = Callable[[Actor, datetime], Iterator[WorkItem]]
THEMES: tuple[tuple[Find, Tell], ...] = (
    (meetings_that_wait, meetings_waiting),
    (addenda_that_wait, addenda_waiting),
    (promises_that_wait, promises_waiting),
    (pledges_that_wait, pledges_waiting),
    (pulses_that_wait, pulses_waiting),
    (questions_that_wait, questions_waiting),
    (interests_that_wait, interests_waiting),
    (obstacles_that_wait, obstacles_waiting),
    (adaptations_that_wait, adaptations_waiting),
    (citizens_that_wait, citizens_waiting),
    (alarms_that_wait, alarms_waiting),
)
"""Rows that wait for the actor, None where nothing can; and the items they make."""


def waiting(actor: Actor, now: datetime) -> Iterator[WorkItem]:
    found = [(rows, tell) for find, tell in THEMES if (rows := find(actor, now)) is not None]
    if not found:
        return
    asked = User.objects.filter(pk=actor.user_id or 0).values_list(*(Exists(rows) for rows, _tell in found)).first()
    for (_rows, tell), waits in zip(found, asked or [], strict=False):
        if waits:
            yield from tell(actor, now)
