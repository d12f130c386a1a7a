"""Attempts on the seats of full classes, by every verb that takes or frees one. Each says what it is about to do and what came
of it, a line each, so that a kill between the two shows."""

import random
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import IO, Any, Final

from django.db import DatabaseError, connection
from django.utils import timezone

from balai.access.actor import CLI
from balai.admissions.actions import appeal, leave, seats
from balai.admissions.enums import ApplicationState, DecisionRule
from balai.admissions.models import Appeal, Application
from balai.config.bench.seat_plants import plant
from balai.config.bench.seat_words import BEGIN, MOVED, SEATED
from balai.kernel.refusal import Refused
from balai.training.actions import enrol
from balai.training.enums import EnrolmentState
from balai.training.models import Enrolment

NEAR = 0.8
"""Share of the attempts on somebody who is no plain reserve."""
TURN_SECONDS = 0.5
"""How long all processes are at the same class, before they go to the next together."""


def attempt(file: str, attempts: int, worker: int, workers: int, planted: str) -> dict[str, Any]:
    """Until `attempts` are finished. Each worker has people of its own in every class, whom nobody else confirms, seats or
    lets go; moving up is done for whoever's turn it is. All are at one class at a time."""
    plant(planted)
    connection.settings_dict["OPTIONS"].pop(
        "pool", None
    )  # a pool asks less and less often for a database that was away
    mine: dict[int, list[Application]] = defaultdict(list)
    rows = Application.objects.select_related("batch", "person").order_by("batch_id", "pk")
    for one in list(rows)[worker::workers]:
        mine[one.batch_id].append(one)
    places, chance = sorted(mine), random.Random()
    with Path(file).open("a") as told:
        for _attempt in range(attempts):
            here = mine[places[int(time.time() / TURN_SECONDS) % len(places)]]
            _say(told, _try(here, told, chance))
    return {}


def _say(told: IO[str], line: str) -> None:
    told.write(f"{line}\n")
    told.flush()


@dataclass(slots=True)
class _Attempt:
    """What is done for one applicant; each verb answers nothing or raises."""

    application: Application
    told: IO[str]
    enrolment: Enrolment | None = None

    def begins(self, verb: str) -> None:
        _say(self.told, f"{BEGIN} {verb} {self.application.batch_id} {self.application.person_id}")

    def enrol(self) -> None:
        said, today = self.application, timezone.localdate()
        assert said.person is not None
        enrol.enrol_person(by=CLI, batch=said.batch, person=said.person, application=said, today=today)

    def enrol_batch(self) -> None:
        made = enrol.enrol_batch(by=CLI, batch=self.application.batch, today=timezone.localdate())
        for one in made:
            _say(self.told, f"{SEATED} {one.batch_id} {one.person_id}")

    def leave(self) -> None:
        assert self.enrolment is not None
        tomorrow = timezone.localdate() + timedelta(days=1)
        enrol.leave_training(by=CLI, enrolment=self.enrolment, reason="Pindah kota", today=tomorrow)

    def back(self) -> None:
        assert self.enrolment is not None
        enrol.return_to_training(by=CLI, enrolment=self.enrolment)

    def confirm(self) -> None:
        seats.confirm(by=CLI, application=self.application, now=timezone.now())

    def move_up(self) -> None:
        for one in seats.move_up(by=CLI, batch=self.application.batch, now=timezone.now()):
            _say(self.told, f"{MOVED} {one.batch_id} {one.person_id}")

    def forfeit(self) -> None:
        rule = DecisionRule.NOT_CONFIRMED
        leave.forfeit(by=CLI, application=self.application, rule=rule, reason="", now=timezone.now())

    def uphold(self) -> None:
        now, words = timezone.now(), "Saya datang tepat waktu"
        made = appeal.submit_appeal(by=CLI, application=self.application, words=words, now=now)
        appeal.answer_appeal(by=CLI, appeal=made, accepted=True, reason="Tercatat hadir", now=now)


_WAYS: Final[dict[str, tuple[str, ...]]] = {
    "reserve": ("enrol", "move_up"),
    "selected": ("confirm", "confirm", "enrol", "forfeit"),
    "confirmed": ("enrol", "enrol", "enrol_batch", "forfeit"),
    "sits": ("leave", "leave", "move_up"),
    "left": ("back", "back", "move_up"),
    "forfeited": ("uphold",), "out": ("move_up",),
}  # fmt: skip
"""What may be tried for somebody who stands so, each as likely as it is written often."""
VERBS: Final = {verb for ways in _WAYS.values() for verb in ways}


def _try(here: list[Application], told: IO[str], chance: random.Random) -> str:
    """The line that finishes the attempt."""
    try:
        one = _Attempt(_somebody(here, chance), told)
        verb = chance.choice(_WAYS[_stands(one)])
        one.begins(verb)
        done: Callable[[], None] = getattr(one, verb)
        done()
    except Refused as no:
        return no.code
    except DatabaseError as wrong:
        connection.close()
        time.sleep(0.2)
        return "deadlock" if "deadlock" in str(wrong) else "away"
    return f"{verb} {one.application.batch_id} {one.application.person_id}"


def _somebody(here: list[Application], chance: random.Random) -> Application:
    """Most often one of those whom a seat is near, or was: of plain reserves there are always more."""
    rows = Application.objects.filter(pk__in=[one.pk for one in here])
    states = dict(rows.values_list("pk", "state"))
    for one in here:
        one.state = states[one.pk]
    near = [one for one in here if one.state != ApplicationState.RESERVE]
    return chance.choice(near if near and chance.random() < NEAR else here)


def _stands(one: _Attempt) -> str:
    """As read just now: whoever comes meanwhile makes the verb refuse."""
    one.enrolment = Enrolment.objects.select_related("batch").filter(application=one.application).first()
    if one.enrolment is not None:
        return "sits" if one.enrolment.state == EnrolmentState.ENROLLED else "left"
    if (
        one.application.state == ApplicationState.FORFEITED
        and Appeal.objects.filter(application=one.application).exists()
    ):
        return "out"
    return str(one.application.state)
