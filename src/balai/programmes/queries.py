"""Curricula that can be proposed: the newest version of each programme that is offered."""

from collections.abc import Iterable
from datetime import date

from django.db.models import F, Max, Q, QuerySet

from balai.access.actor import Actor
from balai.institutions.models import Institution
from balai.programmes.models import Curriculum, CurriculumUnit
from balai.programmes.pasted import UnitRow
from balai.programmes.words import kind_of


def offered_curricula(actor: Actor, today: date) -> QuerySet[Curriculum]:
    return offered(today)


def offered(today: date) -> QuerySet[Curriculum]:
    rows = Curriculum.objects.filter(programme__retired_on__isnull=True).annotate(
        newest=Max("programme__curricula__version", filter=Q(programme__curricula__valid_from__lte=today))
    )
    return rows.filter(version=F("newest")).select_related("programme__field").order_by("programme__title", "pk")


def in_force(programmes: Iterable[int], today: date) -> dict[int, Curriculum]:
    """By id of the programme: its newest version that holds on the day; none for one that is retired or has no such version."""
    rows = offered(today).filter(programme_id__in=list(programmes))
    return {row.programme_id: row for row in rows}


def proposable_by(actor: Actor, centre_id: int, programme_id: int, today: date) -> QuerySet[Curriculum]:
    """What the centre can propose in place of a programme: its own, and newer content of the same."""
    rows = offered_curricula(actor, today)
    return rows.filter(Q(programme__owner_id=centre_id) | Q(programme_id=programme_id))


def curricula_with(asked: QuerySet[Curriculum], standing: int) -> QuerySet[Curriculum]:
    """standing: id of what stands and may stay, though it is not in force any more."""
    rows = Curriculum.objects.filter(Q(pk__in=asked.values("pk")) | Q(pk=standing)).select_related("programme")
    return rows.order_by("programme__title", "version")


def fields_in_use() -> list[str]:
    """Names of vocational fields some programme is offered in, for filters."""
    rows = Curriculum.objects.filter(programme__retired_on__isnull=True)
    found = {
        parent or name
        for name, parent in rows.values_list("programme__field__name", "programme__field__parent__name").distinct()
    }
    return sorted(found)


def units_taught_at(centre: Institution) -> set[int]:
    """Ids of the competence units in any curriculum of the centre."""
    rows = CurriculumUnit.objects.filter(curriculum__programme__owner=centre, unit__isnull=False)
    return set(rows.values_list("unit_id", flat=True))


def rows_of(curriculum: Curriculum) -> list[UnitRow]:
    """Its parts as they would be typed; `units__unit` prefetched by whoever asks for many."""
    return [_row(part) for part in curriculum.units.all()]


def _row(part: CurriculumUnit) -> UnitRow:
    code = part.unit.code if part.unit else ""
    kind = "" if part.kind == kind_of(code, part.title) else part.kind
    return UnitRow(part.title, code, part.theory_hours, part.practice_hours, part.phase, kind)
