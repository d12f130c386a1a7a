"""Equipment as a resource of the centre: what stands in a room, what moves, and what classes that are timetabled already use."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Q

from balai.institutions.models import Equipment, Room
from balai.planning.fit import USABLE, thing_key
from balai.planning.models import Batch
from balai.programmes.enums import Delivery, NeedKind
from balai.programmes.models import CurriculumNeed
from balai.training.enums import SessionState
from balai.training.models import TrainingSession
from balai.training.rules.lesson_hours import CentreHours, minutes
from balai.training.solver.problem import Lesson, Things


def things_of(batches: Sequence[Batch], rooms: Iterable[Room], hours: CentreHours, today: date) -> Things:
    """batches: of one centre, with the needs of their curricula. Three queries."""
    movable, fixed = _stock(batches[0].centre_id, {room.pk for room in rooms})
    needs = [need for batch in batches for need in batch.curriculum.needs.all() if need.kind == NeedKind.EQUIPMENT]
    of = {batch.pk: _wanted(batch.curriculum.needs.all(), movable) for batch in batches}
    written = {thing_key(need.name): need.name for need in reversed(needs)}
    told = Things(of, movable, fixed, {}, written)
    if not any(of.values()):
        return told
    return Things(of, movable, fixed, _used(batches, told, hours, today), written)


def _wanted(needs: Iterable[CurriculumNeed], known: dict[str, int]) -> dict[str, int]:
    return {thing_key(n.name): n.quantity for n in needs if n.kind == NeedKind.EQUIPMENT and thing_key(n.name) in known}


def _stock(centre: int, rooms: set[int]) -> tuple[dict[str, int], dict[int, dict[str, int]]]:
    """Sound things; those whose number nobody wrote are left out. What stands in a room that is gone moves."""
    rows = Equipment.objects.filter(institution_id=centre, gone_on__isnull=True)
    movable: dict[str, int] = {}
    fixed: dict[int, dict[str, int]] = defaultdict(dict)
    unknown: set[str] = set()
    for name, condition, quantity, room in rows.values_list("name", "condition", "quantity", "room_id"):
        known = thing_key(name)
        movable.setdefault(known, 0)
        if quantity is None:
            unknown.add(known)
        elif condition in USABLE and room in rooms:
            fixed[room][known] = fixed[room].get(known, 0) + quantity
        elif condition in USABLE:
            movable[known] += quantity
    there = {room: {n: q for n, q in things.items() if n not in unknown} for room, things in fixed.items()}
    return {name: number for name, number in movable.items() if name not in unknown}, there


def _used(batches: Sequence[Batch], told: Things, hours: CentreHours, today: date) -> dict[tuple[str, Lesson], int]:
    """What other classes of the centre, which are not planned now, take of the things that move."""
    rows = (
        TrainingSession.objects.standing()
        .filter(
            batch__centre=batches[0].centre_id, held_on__gt=today, held_on__gte=min(b.starts_on for b in batches),
            held_on__lte=max(b.ends_on for b in batches), starts_at__isnull=False, ends_at__isnull=False,
        )
        .exclude(mode=Delivery.ONLINE)
        .exclude(batch__in=batches, state=SessionState.PLANNED)
        .filter(Q(unit__isnull=True) | Q(unit__practice_hours__gt=0))
        .select_related("batch__curriculum")
        .prefetch_related("batch__curriculum__needs")
    )  # fmt: skip
    used: Counter[tuple[str, Lesson]] = Counter()
    for one in rows:
        assert one.starts_at is not None and one.ends_at is not None  # chosen so
        first, last = minutes(one.starts_at), minutes(one.ends_at)
        then = [n for n, span in enumerate(hours.grid(one.held_on)) if span[0] < last and first < span[1]]
        there = told.fixed.get(one.room_id or 0, {})
        for name, wanted in _wanted(one.batch.curriculum.needs.all(), dict(told.movable)).items():
            for lesson in then:
                used[name, (one.held_on, lesson)] += max(0, wanted - there.get(name, 0))
    return dict(used)
