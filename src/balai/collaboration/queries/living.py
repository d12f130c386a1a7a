"""A period while it lives, and a row that another room knows of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from balai.collaboration.models import Member, Period
from balai.collaboration.queries.books import Cells
from balai.institutions.enums import Function

Code = Mapping[int, str]
"""Institution -> the code of its member."""


@dataclass(frozen=True, slots=True)
class RoomRow:
    """cells: as the workbook's table has them. url, args: the record's own page, which asks for its own permission."""

    table: str
    cells: Cells
    url: str
    args: tuple[Any, ...]

    @property
    def code(self) -> str:
        return self.cells["code"]


Found = Iterator[tuple[int, RoomRow]]
"""(period, row)"""


@dataclass(frozen=True, slots=True)
class Living:
    """A period while it lives. begins, ends: the days that are read. centres: institutions that train."""

    period_id: int
    begins: date
    ends: date
    members: dict[int, str] = field(default_factory=dict)
    centres: set[int] = field(default_factory=set)

    def holds(self, day: date) -> bool:
        return self.begins <= day <= self.ends


def living_of(periods: Sequence[Period], known: Mapping[int, date | None]) -> list[Living]:
    """Periods that are open and say where they begin, with their parties: one query. known: the day up to which each is read."""
    found = {}
    for period in periods:
        day = known.get(period.pk)
        if not period.is_closed and period.period_start_from is not None and day is not None:
            ends = min(day, period.period_end_to or day)
            found[period.pk] = Living(period.pk, period.period_start_from, ends)
    rows = Member.objects.filter(period__in=list(found)).order_by("pk")
    for pk, institution, code, functions in rows.values_list("period_id", "institution_id", "code", "functions"):
        found[pk].members.setdefault(institution, code)
        if Function.TRAINING_PROVIDER in functions.split(";"):
            found[pk].centres.add(institution)
    return [one for one in found.values() if one.members]


def ids(living: Iterable[Living], *, centres: bool = False) -> set[int]:
    return {pk for one in living for pk in (one.centres if centres else one.members)}


def written(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def listed(codes: Iterable[str | None]) -> str:
    return ";".join(dict.fromkeys(code for code in codes if code))
