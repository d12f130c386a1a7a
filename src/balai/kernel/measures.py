"""What a room counts of its records by itself, so that a promise can be followed by them.

A measure answers for one body and some days. It counts, and hands out the records behind the number; whether a number is enough is
for those to say who ask. Two queries a count, whatever the number of records.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from django.db.models import Count, Model, Q, QuerySet, Sum
from django.utils.functional import Promise

M = TypeVar("M", bound=Model)
T = TypeVar("T")
NEWEST = 100
"""Rows shown behind a count."""
WEST, FURTHER_EAST = "Asia/Jakarta", ("Asia/Makassar", "Asia/Jayapura")
"""Zones whose midnights differ; where none is known, the western one, as institutions show it."""


@dataclass(frozen=True, slots=True)
class Question:
    """institution_id: whose records. since, until: days, both included. Raises ValueError where they cross."""

    institution_id: int
    since: date
    until: date

    def __post_init__(self) -> None:
        if self.until < self.since:
            raise ValueError(f"the days to count end ({self.until}) before they begin ({self.since})")


@dataclass(frozen=True, slots=True)
class Row:
    """One record behind a count, in words that name no person. on: the day it counts. url, args: its page, for reverse();
    that page asks for its own permission. by: who wrote it, as records keep it ("user:12"); empty where the record does not say."""

    words: str
    on: date
    url: str
    args: tuple[Any, ...] = ()
    by: str = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """number: in the measure's unit. rows: the newest, at most NEWEST. unknown: records that could not be judged; they are
    not in number. A record without a day is unknown whatever days were asked for."""

    number: int | Decimal
    rows: tuple[Row, ...] = ()
    unknown: int = 0


@dataclass(frozen=True, slots=True)
class Measure:
    """code: kept with what was promised, so it never changes. says: one sentence for a citizen: which records count, on which
    day, and what does not. room: given by the registry."""

    code: str
    label: str | Promise
    unit: str | Promise
    says: str | Promise
    count: Callable[[Question], Counted]
    room: str = ""


def sure(value: T | None) -> T:
    """What the filter of a count has made sure of."""
    if value is None:
        raise ValueError("a record without its day was counted")
    return value


def _whole(number: int | Decimal) -> int | Decimal:
    """PostgreSQL answers a sum of large integers as a decimal."""
    return int(number) if number == int(number) else number


def on_days(field: str, question: Question) -> Q:
    """Rows whose day lies within those asked for."""
    return Q(**{f"{field}__gte": question.since, f"{field}__lte": question.until})


def at_days(field: str, zone: str, question: Question) -> Q:
    """Rows whose instant lies within those days where it happened. zone: path to the IANA name, which may be empty there."""
    elsewhere = ~Q(**{f"{zone}__in": FURTHER_EAST}) | Q(**{f"{zone}__isnull": True})
    found = elsewhere & _between(field, WEST, question)
    for name in FURTHER_EAST:
        found |= Q(**{zone: name}) & _between(field, name, question)
    return found


def _between(field: str, zone: str, question: Question) -> Q:
    begins = datetime.combine(question.since, time.min, ZoneInfo(zone))
    ends = datetime.combine(question.until + timedelta(days=1), time.min, ZoneInfo(zone))
    return Q(**{f"{field}__gte": begins, f"{field}__lt": ends})


def counted(
    rows: QuerySet[M],
    inside: Q,
    as_row: Callable[[M], Row],
    newest: Sequence[str],
    *,
    unknown: Q | None = None,
    amount: str = "",
) -> Counted:
    """rows: of the body, with what as_row reads, none of them twice. inside: those that count. amount: field to sum, else rows are
    counted. newest: order of the rows handed out. unknown: those that cannot be judged, none of them inside."""
    asked: dict[str, Any] = {"number": Sum(amount, filter=inside) if amount else Count("pk", filter=inside)}
    if unknown is not None:
        asked["unknown"] = Count("pk", filter=unknown)
    told = rows.aggregate(**asked)
    shown = rows.filter(inside).order_by(*newest)[:NEWEST]
    return Counted(_whole(told["number"] or 0), tuple(as_row(row) for row in shown), told.get("unknown", 0))
