"""Competence units come in with the curricula that use them."""

from collections.abc import Iterable

from django.db import transaction

from balai.access.actor import Actor
from balai.audit.record import record_batch
from balai.skills.models import CompetencyUnit
from balai.skills.rules import form_of


@transaction.atomic
def find_or_add_units(*, by: Actor, rows: Iterable[tuple[str, str]]) -> dict[str, CompetencyUnit]:
    """rows: (code, title). Units by code; the title of one that is known is left as it is."""
    wanted = {code.strip(): " ".join(title.split())[:300] for code, title in rows if code.strip()}
    before = set(CompetencyUnit.objects.filter(code__in=wanted).values_list("code", flat=True))
    fresh = [CompetencyUnit(code=c, title=t, form=form_of(c)) for c, t in wanted.items() if c not in before]
    CompetencyUnit.objects.bulk_create(fresh, ignore_conflicts=True)
    found = {unit.code: unit for unit in CompetencyUnit.objects.filter(code__in=wanted)}
    added = [found[unit.code].pk for unit in fresh]
    if added:
        record_batch(by, "skills.add_units", "skills.competencyunit", added)
    return found
