"""Which places does a written name mean? Works on names already read, so that it can be asked thousands of times."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from balai.regions.enums import Level, RegionKind
from balai.regions.names import Written, near, search_key
from balai.regions.queries.gazetteer import Gazetteer, Name


@dataclass(frozen=True, slots=True)
class Asked:
    """outers: ids of the places it must lie in, None for anywhere. on: the day the name was written, None for today."""

    written: Written
    levels: tuple[int, ...]
    outers: frozenset[int] | None = None
    on: date | None = None


def meant(found: Gazetteer, asked: Asked) -> list[int]:
    """Ids of the places that bear the name; a place that was split since stands there with what came out of it."""
    for key in asked.written.keys:
        names = [name for name in found.named(key, asked.levels) if _fits(name, asked)]
        chosen = [name for level in asked.levels for name in _bearers(found, names, level, asked.on)]
        if chosen:
            return _with_splits(found, _of_the_kind(chosen, asked.written.urban), asked.on)
    return []


def misprints(found: Gazetteer, asked: Asked) -> dict[str, list[int]]:
    """Names nearly like the written one, with the places they mean. Offered to a person, never taken."""
    close = {name.name for name in found.all_in(asked.levels, asked.outers) if _is_close(name, asked.written)}
    return {name: meant(found, replace(asked, written=_said(name, asked.written))) for name in sorted(close)}


def _said(name: str, written: Written) -> Written:
    return Written((search_key(name),), written.level, written.city)


def _is_close(name: Name, written: Written) -> bool:
    return any(near(key, name.key) for key in written.keys)


def _fits(name: Name, asked: Asked) -> bool:
    if asked.written.city is not None and name.is_city != asked.written.city:
        return False
    return asked.outers is None or name.lies_in(asked.outers)


def _bearers(found: Gazetteer, names: list[Name], level: int, on: date | None) -> list[Name]:
    """On the day, if one was told; else today's; those who bore it once only where nobody bears it now."""
    names = [name for name in names if name.level == level]
    return _on_the_day(found, names, on) or [name for name in names if name.until is None] or names


def _of_the_kind(names: list[Name], urban: bool | None) -> list[Name]:
    """ "Kel." and "Desa" are written loosely: they only decide where a kelurahan and a desa share the name."""
    same = [name for name in names if (name.kind == RegionKind.VILLAGE_URBAN) == urban]
    return same if urban is not None and same else names


def _on_the_day(found: Gazetteer, names: list[Name], on: date | None) -> list[Name]:
    if on is None:
        return []
    former = [name for name in names if name.until is not None and on < name.until]
    present = [name for name in names if name.until is None and found.renamed.get(name.region, date.min) <= on]
    return former + present


def _with_splits(found: Gazetteer, names: list[Name], on: date | None) -> list[int]:
    ids: dict[int, None] = {}
    for name in names:
        ids[name.region] = None
        for region, split_on in found.split_off.get(name.region, ()):
            if _was_whole(name, split_on, on):
                ids[region] = None
    return list(ids)


def _was_whole(name: Name, split_on: date | None, on: date | None) -> bool:
    """Did the name, as written, still cover what was split off? A former name did; today's name only on an old day."""
    if split_on is None:
        return False
    if on is not None:
        return on < split_on
    return name.until is not None and name.until <= split_on


def levels_of(told: int | None, outermost: int | None) -> tuple[int, ...]:
    """The level that was told, or every level below the outermost."""
    return (told,) if told else tuple(range((outermost or 0) + 1, Level.HAMLET + 1))


def ids_of(groups: Collection[Collection[int]]) -> set[int]:
    return {pk for group in groups for pk in group}
