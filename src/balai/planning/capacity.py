"""What the centres of a plan have: rooms, their seats, instructors; beside what the plan asks of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet, Sum

from balai.institutions.models import Institution, Instructor, Room
from balai.planning.enums import PackageState
from balai.planning.models import Package

NOT_ASKED = (PackageState.REFUSED, PackageState.WITHDRAWN)


@dataclass(slots=True)
class Capacity:
    """asked: seats of packages not refused or withdrawn. room_seats None: no room says how many it holds."""

    centre: Institution
    packages: int = 0
    asked: int = 0
    rooms: int = 0
    room_seats: int | None = None
    instructors: int = 0


def capacity_of(packages: QuerySet[Package], centres: Sequence[Institution], today: date) -> list[Capacity]:
    """In the order of the centres; three queries whatever their number, counted in the database."""
    found = {centre.pk: Capacity(centre) for centre in centres}
    asked = packages.filter(centre__in=found).exclude(state__in=NOT_ASKED).order_by().values_list("centre_id")
    for centre, count, seats in asked.annotate(n=Count("pk"), asked=Sum("seats")):
        found[centre].packages, found[centre].asked = count, seats
    rooms = Room.objects.filter(institution__in=found, gone_on__isnull=True).order_by().values_list("institution_id")
    for centre, count, seats in rooms.annotate(n=Count("pk"), seats=Sum("seats")):
        found[centre].rooms, found[centre].room_seats = count, seats
    teaching = Instructor.objects.filter(Q(left_on__isnull=True) | Q(left_on__gte=today), institution__in=found)
    for centre, count in teaching.order_by().values_list("institution_id").annotate(n=Count("pk")):
        found[centre].instructors = count
    return list(found.values())
