"""A sample that anybody can draw again: the lines with the smallest SHA-256 of "seed:class:code" come first."""

import hashlib
import heapq
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Min, QuerySet

from balai.admissions.enums import COUNTED
from balai.admissions.models import Application
from balai.institutions.models import Equipment
from balai.papers.models import Sample
from balai.planning.models import Batch, Package, Spending
from balai.training.enums import SessionState
from balai.training.models import Enrolment, TrainingCertificate, TrainingSession

Ids = QuerySet[Batch, Any]
"""Classes by their id alone."""
Place = tuple[int, str]
"""Id of the class and code of the line."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """lines: in the order of the draw. pool, pool_sum: what they were drawn from."""

    lines: list[Place]
    pool: int
    pool_sum: str


def classes_of(sample: Sample) -> QuerySet[Batch]:
    rows = sample.mandate.classes()
    return rows.filter(pk=sample.batch_id) if sample.batch_id else rows.filter(package__year=sample.year or 0)


def draw(classes: QuerySet[Batch], kinds: str, seed: str, lines: int) -> Drawn:
    """A fixed number of queries, however many classes."""
    pool = sorted(_pool(classes.order_by().values("pk"), kinds))
    told = "\n".join(f"{batch}:{code}" for batch, code in pool)
    first = heapq.nsmallest(lines, pool, key=lambda place: rank(seed, place))
    return Drawn(first, len(pool), hashlib.sha256(told.encode()).hexdigest())


def rank(seed: str, place: Place) -> str:
    return hashlib.sha256(f"{seed}:{place[0]}:{place[1]}".encode()).hexdigest()


def again(sample: Sample) -> Drawn:
    """The same draw on today's records."""
    return draw(classes_of(sample), sample.kinds, sample.seed, sample.asked)


def _pool(classes: Ids, kinds: str) -> Iterator[Place]:
    inside = {
        "A": Application.objects.filter(batch__in=classes, state__in=COUNTED).values_list("batch_id", "pk"),
        "P": Enrolment.objects.filter(batch__in=classes).values_list("batch_id", "pk"),
        "T": TrainingSession.objects.filter(batch__in=classes, state=SessionState.HELD).values_list("batch_id", "pk"),
        "U": Enrolment.objects.filter(batch__in=classes, marks__isnull=False).distinct().values_list("batch_id", "pk"),
        "S": TrainingCertificate.objects.filter(enrolment__batch__in=classes).values_list("enrolment__batch_id", "pk"),
        "K": Batch.objects.filter(pk__in=classes, curriculum__units__isnull=False).values_list(
            "pk", "curriculum__units"
        ),
    }
    for kind, rows in inside.items():
        if kind in kinds:
            yield from ((batch, f"{kind}-{pk}") for batch, pk in rows.order_by())
    for kind, lines in (("F", _phases), ("E", _equipment), ("B", _payments)):
        if kind in kinds:
            yield from lines(classes)


def _phases(classes: Ids) -> Iterator[Place]:
    """Of blended classes: the phases of the curriculum, and those a meeting names (training.phases.phases_in)."""
    parts = Batch.objects.filter(pk__in=classes, curriculum__units__phase__gt="").order_by()
    said = set(parts.values_list("pk", "curriculum__units__phase"))
    blended = {batch for batch, _phase in said}
    held = TrainingSession.objects.filter(batch__in=classes).order_by().values_list("batch_id", "phase", "unit__phase")
    said |= {(batch, own or of_unit or "") for batch, own, of_unit in held if batch in blended}
    yield from ((batch, f"F-{phase}") for batch, phase in said if phase)


def _equipment(classes: Ids) -> Iterator[Place]:
    """As on the class's list (Records.equipment): of the rooms it meets in and what moves, else of the whole centre."""
    rooms: dict[int, set[int]] = defaultdict(set)
    met = TrainingSession.objects.filter(batch__in=classes, room__isnull=False).order_by()
    for batch, room in met.values_list("batch_id", "room_id").distinct():
        rooms[batch].add(room)
    things: dict[int, list[tuple[int, int | None]]] = defaultdict(list)
    held = Equipment.objects.filter(institution__batches__in=classes, gone_on__isnull=True).order_by().distinct()
    for pk, centre, room in held.values_list("pk", "institution_id", "room_id"):
        things[centre].append((pk, room))
    for batch, centre in Batch.objects.filter(pk__in=classes).order_by().values_list("pk", "centre_id"):
        inside = rooms.get(batch)
        yield from ((batch, f"E-{pk}") for pk, room in things[centre] if not inside or room is None or room in inside)


def _payments(classes: Ids) -> Iterator[Place]:
    """Money is paid for a package: its lines stand under the first of its classes here."""
    packages = Package.objects.filter(batches__in=classes).annotate(first=Min("batches")).order_by()
    first = dict(packages.values_list("pk", "first"))
    paid = Spending.objects.counted().filter(package__in=first).order_by().values_list("package_id", "pk")
    yield from ((first[package], f"B-{pk}") for package, pk in paid)
