"""Where else somebody has a place at the same time. The rosters are kept above this room; they are handed in at start-up."""

from collections.abc import Callable, Collection, Iterable
from uuid import UUID

from django.db.models import Q

from balai.admissions.enums import ApplicationState
from balai.admissions.models import Application
from balai.planning.enums import BatchState
from balai.planning.models import Batch

SEATED = (ApplicationState.SELECTED, ApplicationState.CONFIRMED)
LIVE = (BatchState.ANNOUNCED, BatchState.SELECTING, BatchState.RUNNING)

Rosters = Callable[[Collection[UUID]], Iterable[tuple[UUID, int, bool]]]
"""Of some people: (person, class, sits there today; False once they left or ended)."""
_rosters: list[Rosters] = []
Seats = Callable[[int], Iterable[tuple[UUID, bool]]]
"""Of a class: (person, has a numbered seat there; False once they left)."""
_seats: list[Seats] = []


def hear_from(rosters: Rosters, seats: Seats) -> None:
    _rosters[:], _seats[:] = [rosters], [seats]


def with_a_place(batch_id: int, states: Collection[str] = SEATED) -> set[UUID]:
    """Who has a seat of the class or the promise of one: this never grows above its seats. Two queries; decide on it only
    under the lock of the selection. Who left the class has given the promise back."""
    told = {person: seat for seats in _seats for person, seat in seats(batch_id)}
    rows = Application.objects.filter(batch=batch_id, state__in=states).values_list("person_id", flat=True)
    return {one for one in rows if one is not None and told.get(one, True)} | {
        one for one, seat in told.items() if seat
    }


def sitting_in(people: Collection[UUID], batch: Batch) -> set[UUID]:
    """Who of them is on the roster of the class today."""
    told = (row for rosters in _rosters for row in rosters(people))
    return {person for person, at, sits in told if sits and at == batch.pk}


def places_elsewhere(people: Collection[UUID], batch: Batch) -> dict[UUID, Batch]:
    """Who has confirmed or sits in another live class whose days overlap; three queries for any number of people.

    Who left the other class, or ended it, is free, whatever their application there says.
    """
    told = {(person, at): sits for rosters in _rosters for person, at, sits in rosters(people)}
    same_time = Batch.objects.filter(state__in=LIVE, starts_on__lte=batch.ends_on, ends_on__gte=batch.starts_on)
    confirmed = Q(applications__person__in=people, applications__state=ApplicationState.CONFIRMED)
    seated = Q(pk__in={at for (_person, at), sits in told.items() if sits})
    rows = same_time.filter(confirmed | seated).exclude(pk=batch.pk).select_related("centre").distinct()
    others = {row.pk: row for row in rows}
    places = Application.objects.filter(person__in=people, state=ApplicationState.CONFIRMED, batch__in=others)
    held = {(person, at) for person, at in places.values_list("person_id", "batch_id") if told.get((person, at), True)}
    held |= {key for key, sits in told.items() if sits and key[1] in others}
    return {person: others[at] for person, at in sorted(held, key=str, reverse=True) if person is not None}
