"""Classes to fight over: their result is out, every seat is promised, everybody else is a reserve with a rank of their own."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from balai.admissions.enums import ApplicationState
from balai.admissions.models import Application, Selection
from balai.config.bench.wave_ground import open_class
from balai.config.simulate import simulate
from balai.people.models import Person
from balai.planning.enums import BatchState
from balai.planning.models import Batch


def classes(number: int, seats: int, reserves: int) -> dict[str, Any]:
    """One after the other, so that nobody sits in two at a time: the same people applied to each of them."""
    simulate(seats + reserves)
    first = Batch.objects.get(pk=open_class()["batch"])
    people = list(Person.objects.order_by("pk")[: seats + reserves])
    apart, now = first.ends_on - first.starts_on + timedelta(days=1), timezone.now()
    for _number in range(number):
        first.pk = None
        first.starts_on, first.ends_on = first.starts_on + apart, first.ends_on + apart
        first.seats, first.reserves, first.state = seats, reserves, BatchState.SELECTING
        first.save()
        Selection.objects.create(
            batch=first, version=2, decided_at=now, decided_by="cli", published_at=now, published_by="cli",
            confirm_by=timezone.localdate() + timedelta(days=7),
        )  # fmt: skip
        Application.objects.bulk_create(
            Application(
                batch=first, person=one, key_digest=f"{one.pk}", full_name=one.full_name, birth_date=date(1990, 1, 1),
                state=ApplicationState.SELECTED if rank <= seats else ApplicationState.RESERVE, rank=rank,
                submitted_by="cli", submitted_at=now, decided_by="cli", decided_at=now,
            )
            for rank, one in enumerate(people, 1)
        )  # fmt: skip
    return {"classes": list(Batch.objects.filter(state=BatchState.SELECTING).values_list("pk", flat=True))}


def people(batch: int) -> dict[str, Any]:
    """The reserves of a class in their order."""
    rows = Application.objects.filter(batch=batch, state=ApplicationState.RESERVE).in_line()
    return {"reserves": [str(one) for one in rows.values_list("person_id", flat=True)]}
