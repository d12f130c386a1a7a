"""Attempts on the seats of full classes, and what stands there afterwards. One line a finished attempt, so that a kill shows."""

import random
import time
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

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

LEAVE = 0.1
"""Share of attempts after which the one who sits leaves again, so that there is always a seat to fight for."""


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
    """Moves people up from the reserve until `attempts` are finished. Each worker has people of its own, in every class."""
    if planted:
        _plant()
    mine = list(Application.objects.select_related("batch", "person").order_by("batch_id", "pk"))[worker::workers]
    chance, today = random.Random(), timezone.localdate()
    with Path(file).open("a") as told:
        for _attempt in range(attempts):
            told.write(_one(chance.choice(mine), today, chance.random() < LEAVE, told))
            told.flush()
    return {}


def _one(application: Application, today: date, leaves: bool, told: Any) -> str:
    person = application.person
    assert person is not None
    try:
        made = enrol.enrol_person(by=CLI, batch=application.batch, person=person, application=application, today=today)
        if leaves:
            told.write(f"enrol {made.batch_id} {made.person_id}\nleaving {made.batch_id} {made.person_id}\n")
            told.flush()
            enrol.leave_training(by=CLI, enrolment=made, reason="Pindah", today=today + timedelta(days=1))
            return f"left {made.batch_id} {made.person_id}\n"
    except Refused as no:
        return f"{no.code}\n"
    except DatabaseError:
        connection.close()
        time.sleep(0.2)
        return "away\n"
    return f"enrol {made.batch_id} {made.person_id}\n"


def _plant() -> None:
    """The fault the drill must find: count, then insert, without a lock and without numbered seats."""

    def next_seat(batch: Batch) -> int:
        if Enrolment.objects.filter(batch=batch, state=EnrolmentState.ENROLLED).count() >= batch.seats:
            raise class_full(batch)
        time.sleep(0.01)
        return random.randrange(1_000, 30_000)

    def unlocked(by: Any, batch: Batch, *, open_only: bool = True) -> Batch:
        return Batch._base_manager.get(pk=batch.pk)

    enrol._next_seat = next_seat
    enrol._locked = unlocked


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
