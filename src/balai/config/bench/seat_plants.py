"""The fault that the drill must find, in one of the verbs that take a seat: count, then write, without a lock between."""

import random
import time
from typing import Any

from balai.admissions.actions import seats
from balai.admissions.elsewhere import with_a_place
from balai.admissions.models import Application, Selection
from balai.planning.models import Batch
from balai.training.actions import enrol
from balai.training.enums import EnrolmentState
from balai.training.models import Enrolment
from balai.training.rules.seats import class_full

THINKS = 0.01
"""Seconds between the count and what is written on it."""


def plant(verb: str) -> None:
    """verb: "enrol", "move_up", or "" for none."""
    {"": lambda: None, "enrol": _in_enrol, "move_up": _in_move_up}[verb]()


def _in_enrol() -> None:
    def next_seat(batch: Batch) -> int:
        if Enrolment.objects.filter(batch=batch, state=EnrolmentState.ENROLLED).count() >= batch.seats:
            raise class_full(batch)
        time.sleep(THINKS)
        return random.randrange(1_000, 30_000)

    def unlocked(by: Any, batch: Batch, *, open_only: bool = True) -> Batch:
        return Batch._base_manager.get(pk=batch.pk)

    def confirmed(*, application: Application, **_said: Any) -> Application:  # the real one locks the selection
        return application

    for name, fault in (("_next_seat", next_seat), ("_locked", unlocked), ("confirm_by_seat", confirmed)):
        setattr(enrol, name, fault)


def _in_move_up() -> None:
    def counted(*said: Any) -> Any:
        found = with_a_place(*said)
        time.sleep(THINKS)
        return found

    def unlocked(batch_id: int) -> Selection:
        return Selection.objects.get(batch_id=batch_id)

    for name, fault in (("with_a_place", counted), ("locked_selection", unlocked)):
        setattr(seats, name, fault)
