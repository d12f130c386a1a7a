"""Competence units come in with the curricula that use them."""

from collections.abc import Iterable, Mapping

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


@transaction.atomic
def note_english_titles(*, by: Actor, titles: Mapping[str, str]) -> int:
    """titles: code -> title in English; written only where none stands yet. How many were written."""
    wanted = {code: " ".join(title.split())[:300] for code, title in titles.items() if title.strip()}
    rows = list(CompetencyUnit.objects.select_for_update().filter(code__in=wanted, title_en="").order_by("pk"))
    for row in rows:
        row.title_en = wanted[row.code]
    CompetencyUnit.objects.bulk_update(rows, ["title_en"])
    if rows:
        record_batch(by, "skills.note_english_titles", "skills.competencyunit", [row.pk for row in rows])
    return len(rows)
