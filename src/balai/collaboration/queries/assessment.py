"""The workbook of a period, handed to the rules: as many queries as it has tables and lists, however many the rows."""

import datetime as dt
import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import override

from balai.collaboration.assessment.assess import Assessment, assess
from balai.collaboration.assessment.book import Actors, Book
from balai.collaboration.assessment.rule import Reading
from balai.collaboration.models import KeptAssessment, Period
from balai.collaboration.queries.books import tables_of
from balai.collaboration.queries.rooms import add_rooms, rows_of_rooms


def book_of(period: Period, known_on: dt.date | None = None) -> Book:
    """known_on: the day up to which it is read; the rooms are asked for a living period only when it is given."""
    return books_on([period], {period.pk: known_on})[period.pk]


def books_on(periods: Sequence[Period], known: Mapping[int, dt.date | None]) -> dict[int, Book]:
    """By id. known: the day up to which each is read, None for its last."""
    tables = tables_of([period.pk for period in periods])
    rooms = rows_of_rooms(periods, known)
    return {pk: Book(add_rooms(tables[pk], rooms.get(pk, ())), known[pk]) for pk in tables}


def assessment_of(period: Period, known_on: dt.date | None) -> Assessment:
    return assess(book_of(period, known_on))


def digest_of(book: Book) -> str:
    """SHA-256 of the rows as the rules read them; the order they came in changes nothing."""
    rows = {name: sorted(map(_text, cells)) for name, cells in book.tables.items() if cells}
    return hashlib.sha256(_text(rows).encode()).hexdigest()


def _text(told: Any) -> str:
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def table_counts(book: Book) -> dict[str, Any]:
    """By table: how many rows, and whether it is said to be complete ("yes", "no", "" where nobody says)."""
    said = {row.get("table") or "": row.get("complete") or "" for row in book.tables.get("coverage", ())}
    return {
        name: {"rows": len(rows), "complete": said.get(name, "")}
        for name, rows in book.tables.items()
        if name not in ("case", "coverage")
    }


def reading_of(period: Period, known_on: dt.date | None = None) -> Reading:
    """For sentences about who acted in which activity: the same counts as the rules', from the tables they read it from."""
    tables = tables_of([period.pk], ("institutions", "activities", "monitoring"))[period.pk]
    rooms = rows_of_rooms([period], {period.pk: known_on}).get(period.pk, ())
    book = Book(add_rooms(tables, rooms), known_on)
    return Reading(book, Actors(book))


def read_again(kept: KeptAssessment) -> dict[str, Any] | None:
    """By the present rules, where its book is still what it was; else None. In Indonesian, as it was kept."""
    day = None if kept.period.is_closed else kept.as_of
    book = book_of(kept.period, day)
    if digest_of(book) != kept.digest:
        return None
    with override("id"):
        return assess(book).as_json()
