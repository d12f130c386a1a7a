"""Every name, present and former, that the wanted scope knows; read once, asked many times."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.db.models import F, Max, Q

from balai.regions.enums import ChangeKind, RegionKind
from balai.regions.models import Region, RegionLink, RegionVersion


class Name(NamedTuple):
    """A name a place bears (until is empty) or bore until that day. parent: id of the place it lies, or lay, in."""

    region: int
    name: str
    key: str
    level: int
    kind: str
    parent: int | None
    regency: int | None
    province: int | None
    until: date | None = None

    @property
    def is_city(self) -> bool:
        return self.kind == RegionKind.CITY

    def lies_in(self, outers: Collection[int]) -> bool:
        return self.parent in outers or self.regency in outers or self.province in outers


@dataclass(slots=True)
class Gazetteer:
    """split_off: what came out of a place, and when. renamed: the day a place took its present name."""

    by_key: dict[tuple[int, str], list[Name]] = field(default_factory=lambda: defaultdict(list))
    split_off: dict[int, list[tuple[int, date | None]]] = field(default_factory=lambda: defaultdict(list))
    renamed: dict[int, date] = field(default_factory=dict)
    _inside: dict[tuple[int, int | None], list[Name]] = field(default_factory=dict)

    def add(self, names: Iterable[Name]) -> None:
        for name in names:
            self.by_key[name.level, name.key].append(name)
        self._inside = {}

    def named(self, key: str, levels: Iterable[int]) -> list[Name]:
        return [name for level in levels for name in self.by_key.get((level, key), ())]

    def all_in(self, levels: Iterable[int], outers: Collection[int] | None) -> list[Name]:
        """Every name in the outer places; None for all of them."""
        index = self._inside or self._index()
        places: Collection[int | None] = (None,) if outers is None else outers
        return [name for level in levels for outer in places for name in index.get((level, outer), ())]

    def _index(self) -> dict[tuple[int, int | None], list[Name]]:
        index: dict[tuple[int, int | None], list[Name]] = defaultdict(list)
        for names in self.by_key.values():
            for name in names:
                for outer in {name.parent, name.regency, name.province, None}:
                    index[name.level, outer].append(name)
        self._inside = index
        return index


def read_history(found: Gazetteer) -> None:
    """Splits and renamings of the whole country: some dozens and some hundreds."""
    links = RegionLink.objects.filter(kind=ChangeKind.SPLIT).values_list("predecessor_id", "region_id", "on")
    for predecessor, region, on in links:
        found.split_off[predecessor].append((region, on))
    other = RegionVersion.objects.exclude(search_key=F("region__search_key")).order_by()
    found.renamed = dict(other.values_list("region_id").annotate(last=Max("valid_to")))


def read_names(
    found: Gazetteer, levels: Collection[int], within: Q | None = None, *, code: str = "", keys: Collection[str] = ()
) -> None:
    """within: a condition on Region. code: also what was coded under it once. keys: these names only."""
    place = Q(level__in=levels) & (within or Q())
    former = Q(region__in=Region.objects.filter(place))
    if code:
        former |= Q(code__startswith=f"{code}.", region__level__in=levels)
    named = Q(search_key__in=keys) if keys else Q()
    found.add(_present(place & Q(valid_to__isnull=True) & named))
    found.add(_former(former & named))


def _present(condition: Q) -> list[Name]:
    fields = ("pk", "name", "search_key", "level", "kind", "parent_id", "regency_id", "province_id")
    return [Name(*row) for row in Region.objects.filter(condition).values_list(*fields)]


def _former(condition: Q) -> list[Name]:
    rows = RegionVersion.objects.filter(condition).values_list(
        "region_id", "name", "search_key", "region__level", "kind", "parent_code", "region__regency_id",
        "region__province_id", "valid_to",
    )  # fmt: skip
    states = list(rows)
    holders = _holders({row[5] for row in states if row[5]})
    return [Name(*row[:5], holders.get(row[5]), *row[6:]) for row in states]


def _holders(codes: Collection[str]) -> dict[str, int]:
    """Which place holds, or was the last to hold, each code."""
    former = RegionVersion.objects.filter(code__in=codes).order_by("valid_to").values_list("code", "region_id")
    held: dict[str, int] = dict(former)
    held.update(Region.objects.current().filter(code__in=codes).values_list("code", "pk"))
    return held
