"""One written name -> one place, several, or none (domain book D4). Nothing is guessed: a near name is only offered."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from django.db.models import Q

from balai.regions.enums import Level
from balai.regions.models import Region
from balai.regions.names import read
from balai.regions.queries.gazetteer import Gazetteer, read_history, read_names
from balai.regions.queries.match import Asked, ids_of, levels_of, meant, misprints


class Outcome(StrEnum):
    EXACT = "exact"
    SEVERAL = "several"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A name that is nearly the written one, and the place or places it means."""

    name: str
    regions: tuple[Region, ...]


@dataclass(frozen=True, slots=True)
class Resolution:
    """level: of the name that decided. reached: the deepest place that is certain, also where a deeper name is not."""

    outcome: Outcome
    candidates: tuple[Region, ...] = ()
    suggested: tuple[Suggestion, ...] = ()
    level: int | None = None
    reached: Region | None = None

    @property
    def region(self) -> Region | None:
        return self.candidates[0] if self.outcome == Outcome.EXACT else None


def resolve(name: str, level: int | None = None, within: Region | None = None, on: date | None = None) -> Resolution:
    """level: 1 province to 5 jorong; without it, what a word in front says ("Kec.", "Desa"), else any below within.

    on: the day the name was written; a paper of 2019 that says "Kec. Rumbai" means today's Rumbai Barat. Without it,
    today's bearer of a name comes before a former one. A name whose place was split since gives several.
    """
    written = read(name, level)
    levels = levels_of(level or written.level, within.level if within else None)
    if not written.keys:
        return Resolution(Outcome.NONE, level=level, reached=within)
    found = Gazetteer()
    read_history(found)
    asked = Asked(written, levels, frozenset([within.pk]) if within else None, on)
    read_names(found, levels, _inside(within), code=within.code if within else "", keys=written.keys)
    ids = meant(found, asked)
    near = {} if ids else _offers(found, asked, within)
    regions = regions_by_id(ids_of([ids, *near.values()]))
    return concluded(ids, near, regions, level or written.level, within)


def _offers(found: Gazetteer, asked: Asked, within: Region | None) -> dict[str, list[int]]:
    """Near names: any inside a place; in the whole country those of districts and larger places."""
    levels = asked.levels if within else tuple(level for level in asked.levels if level <= Level.DISTRICT)
    read_names(found, levels, _inside(within), code=within.code if within else "")
    return misprints(found, replace(asked, levels=levels))


def _inside(within: Region | None) -> Q:
    if within is None:
        return Q()
    if within.level == Level.PROVINCE:
        return Q(province=within.pk)
    if within.level == Level.REGENCY:
        return Q(regency=within.pk)
    return Q(parent=within.pk) | Q(parent__parent=within.pk)


def concluded(
    ids: list[int], near: dict[str, list[int]], regions: dict[int, Region], level: int | None, reached: Region | None
) -> Resolution:
    candidates = tuple(regions[pk] for pk in ids)
    if len(candidates) == 1:
        return Resolution(Outcome.EXACT, candidates, level=level, reached=candidates[0])
    if candidates:
        return Resolution(Outcome.SEVERAL, candidates, level=level, reached=reached)
    suggested = tuple(Suggestion(name, tuple(regions[pk] for pk in found)) for name, found in near.items() if found)
    return Resolution(Outcome.NONE, (), suggested, level, reached)


def regions_by_id(ids: Iterable[int]) -> dict[int, Region]:
    """With their parents up to the province, each read once: at most one query a level and thousand."""
    found: dict[int, Region] = {}
    wanted = set(ids)
    while wanted:
        found |= _in_bulk(sorted(wanted))
        wanted = {region.parent_id for region in found.values() if region.parent_id} - set(found)
    for region in found.values():
        if region.parent_id:
            region.parent = found[region.parent_id]
    return found


def _in_bulk(ids: list[int]) -> dict[int, Region]:
    found: dict[int, Region] = {}
    for start in range(0, len(ids), 1000):
        found |= Region.objects.in_bulk(ids[start : start + 1000])
    return found
