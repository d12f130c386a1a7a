"""Attempts on the seats of full classes, and what stands there afterwards. One line a finished attempt, so that a kill shows."""

import random
import time
from collections import Counter, defaultdict
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import DatabaseError, connection
from django.utils import timezone

from balai.access.actor import CLI
from balai.admissions.enums import ApplicationState
from balai.admissions.models import Application
from balai.config.bench.wave_ground import open_class
from balai.config.simulate import simulate
from balai.kernel.refusal import Refused
from balai.people.models import Person
from balai.planning.enums import BatchState
from balai.planning.models import Batch
from balai.training.actions import enrol
from balai.training.enums import EnrolmentState
from balai.training.models import Enrolment
from balai.training.rules.seats import class_full

LEAVE = 0.5
"""Share of the attempts on somebody who sits that make them leave: so there is always a seat to fight for."""
TURN_SECONDS = 0.5
"""How long all processes are at the same class, before they go to the next together."""


def classes(number: int, seats: int, reserves: int) -> dict[str, Any]:
    """Classes in selection, one after the other (nobody sits in two at a time), each with people in reserve for twice its
    seats and more."""
    simulate(reserves)
    first = Batch.objects.get(pk=open_class()["batch"])
    people = list(Person.objects.order_by("pk")[:reserves])
    apart = first.ends_on - first.starts_on + timedelta(days=1)
    for _number in range(number):
        first.pk = None
        first.starts_on, first.ends_on = first.starts_on + apart, first.ends_on + apart
        first.seats, first.state = seats, BatchState.SELECTING
        first.save()
        Application.objects.bulk_create(
            Application(
                batch=first, person=one, key_digest=f"{one.pk}", full_name=one.full_name, birth_date=date(1990, 1, 1),
                state=ApplicationState.RESERVE, submitted_by="cli", submitted_at=timezone.now(),
            )
            for one in people
        )  # fmt: skip
    return {"classes": list(Batch.objects.filter(state=BatchState.SELECTING).values_list("pk", flat=True))}


def attempt(file: str, attempts: int, worker: int, workers: int, planted: bool) -> dict[str, Any]:
    """Moves people up from the reserve, and lets some go, until `attempts` are finished. Each worker has people of its own, in
    every class; all are at one class at a time."""
    if planted:
        _plant()
    mine: dict[int, list[Application]] = defaultdict(list)
    rows = Application.objects.select_related("batch", "person").order_by("batch_id", "pk")
    for one in list(rows)[worker::workers]:
        mine[one.batch_id].append(one)
    places, chance, sitting = sorted(mine), random.Random(), dict[UUID, Enrolment]()
    with Path(file).open("a") as told:
        for _attempt in range(attempts):
            here = mine[places[int(time.time() / TURN_SECONDS) % len(places)]]
            told.write(_one(chance.choice(here), sitting, chance.random() < LEAVE, told))
            told.flush()
    return {}


def _one(application: Application, sitting: dict[UUID, Enrolment], leaves: bool, told: Any) -> str:
    pair, today = f"{application.batch_id} {application.person_id}", timezone.localdate()
    seat = sitting.get(application.pk)
    try:
        if seat is not None and leaves:
            told.write(f"leaving {pair}\n")
            told.flush()
            enrol.leave_training(by=CLI, enrolment=seat, reason="Pindah", today=today + timedelta(days=1))
            del sitting[application.pk]
            return f"left {pair}\n"
        person = application.person
        assert person is not None
        made = enrol.enrol_person(by=CLI, batch=application.batch, person=person, application=application, today=today)
    except Refused as no:
        sitting.pop(application.pk, None)
        return f"{no.code}\n"
    except DatabaseError:
        sitting.pop(application.pk, None)
        connection.close()
        time.sleep(0.2)
        return "away\n"
    sitting[application.pk] = made
    return f"enrol {pair}\n"


def _plant() -> None:
    """The fault the drill must find: count, then insert, without a lock and without numbered seats."""

    def next_seat(batch: Batch) -> int:
        if Enrolment.objects.filter(batch=batch, state=EnrolmentState.ENROLLED).count() >= batch.seats:
            raise class_full(batch)
        time.sleep(0.01)
        return random.randrange(1_000, 30_000)

    def unlocked(by: Any, batch: Batch, *, open_only: bool = True) -> Batch:
        return Batch._base_manager.get(pk=batch.pk)

    def confirmed(
        *, application: Application, **_said: Any
    ) -> Application:  # the real one locks the selection of the class
        return application

    for name, fault in (("_next_seat", next_seat), ("_locked", unlocked), ("confirm_by_seat", confirmed)):
        setattr(enrol, name, fault)


def count_seats(files: list[str]) -> dict[str, Any]:
    """over: classes with more people than seats; lost: told to sit, never left, and not there."""
    held: set[tuple[str, str]] = set()
    finished: Counter[str] = Counter()
    for file in files:
        for line in Path(file).read_text().splitlines():
            word, *pair = line.split()
            finished[word] += 1
            if word == "enrol":
                held.add((pair[0], pair[1]))
            elif word in ("leaving", "left"):
                held.discard((pair[0], pair[1]))
    rows = Enrolment.objects.filter(state=EnrolmentState.ENROLLED).values_list("batch_id", "person_id")
    there = {(str(batch), str(person)) for batch, person in rows}
    seats = dict(Batch.objects.values_list("pk", "seats"))
    sitting = Counter(batch for batch, _person in rows)
    return {
        "over": sum(count > seats[batch] for batch, count in sitting.items()), "lost": len(held - there),
        "sitting": len(there), "finished": dict(finished),
    }  # fmt: skip
