"""Thousands of written places at once, as office lists have them: province, regency, district, village by name."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import Q

from balai.regions.enums import Level
from balai.regions.models import Region
from balai.regions.names import read
from balai.regions.queries.gazetteer import Gazetteer, read_history, read_names
from balai.regions.queries.match import Asked, ids_of, meant, misprints
from balai.regions.queries.resolve import Outcome, Resolution, concluded, regions_by_id


@dataclass(frozen=True, slots=True)
class Place:
    """The four names of a row as written; empty where the row says nothing. on: the day they were written."""

    province: str = ""
    regency: str = ""
    district: str = ""
    village: str = ""
    on: date | None = None

    def texts(self) -> tuple[tuple[Level, str], ...]:
        texts = zip(list(Level)[:4], (self.province, self.regency, self.district, self.village), strict=True)
        return tuple((level, text) for level, text in texts if text.strip())


@dataclass(slots=True)
class _Trail:
    """ids: the places the last name may mean. sure: the deepest one that is certain. near: offered where none was."""

    ids: list[int] = field(default_factory=list)
    level: Level | None = None
    sure: int | None = None
    near: dict[str, list[int]] = field(default_factory=dict)

    def mentions(self) -> set[int]:
        return ids_of([self.ids, *self.near.values(), [self.sure] if self.sure else []])


def resolve_many(places: Iterable[Place]) -> list[Resolution]:
    """One answer a row, in order; a dozen queries for the whole list. The lowest name decides, its parents narrow it."""
    rows = list(places)
    asked = set(rows)
    found = Gazetteer()
    read_history(found)
    read_names(found, (Level.PROVINCE, Level.REGENCY))
    upper = {place: _follow(found, place, Level.REGENCY) for place in asked}
    _read_below(found, upper)
    trails = {place: _follow(found, place, Level.VILLAGE) for place in asked}
    regions = regions_by_id(pk for trail in trails.values() for pk in trail.mentions())
    answers = {place: _answer(trail, regions) for place, trail in trails.items()}
    return [answers[place] for place in rows]


def _follow(found: Gazetteer, place: Place, deepest: Level) -> _Trail:
    trail = _Trail()
    outers: frozenset[int] | None = None
    around: frozenset[int] | None = None
    for level, text in place.texts():
        if level > deepest:
            break
        question = Asked(read(text, level), (level,), outers, place.on)
        trail.level, trail.ids = level, meant(found, question)
        if not trail.ids:
            trail.near = _offers(found, question, around) if deepest == Level.VILLAGE else {}
            break
        trail.sure = trail.ids[0] if len(trail.ids) == 1 else trail.sure
        outers = frozenset(trail.ids)
        around = outers if level == Level.REGENCY else around
    return trail


def _offers(found: Gazetteer, question: Asked, around: frozenset[int] | None) -> dict[str, list[int]]:
    """Near names in the same parent; where there are none, the very name elsewhere in the regency."""
    level = question.levels[0]
    if question.outers is None and level > Level.REGENCY:
        return {}
    near = misprints(found, question)
    if near or (around is None and level > Level.REGENCY):
        return near
    elsewhere = meant(found, replace(question, outers=around))
    return {question.written.said: elsewhere} if elsewhere else {}


def _read_below(found: Gazetteer, upper: dict[Place, _Trail]) -> None:
    """Names of districts and villages: whole regencies where they are known, else only the names that were written."""
    outers = ids_of([trail.ids for trail in upper.values()])
    levels = (Level.DISTRICT, Level.VILLAGE)
    if outers:
        read_names(found, levels, Q(regency__in=outers) | Q(province__in=_without_regency(upper)))
    lost = [place for place, trail in upper.items() if not trail.ids]
    keys = {key for place in lost for text in (place.district, place.village) for key in read(text).keys}
    if keys:
        read_names(found, levels, keys=keys)


def _without_regency(upper: dict[Place, _Trail]) -> set[int]:
    return ids_of([trail.ids for trail in upper.values() if trail.level == Level.PROVINCE])


def _answer(trail: _Trail, regions: dict[int, Region]) -> Resolution:
    reached = regions[trail.sure] if trail.sure else None
    if trail.level is None:
        return Resolution(Outcome.NONE)
    return concluded(trail.ids, trail.near, regions, trail.level, reached)
