"""The workbook of a period, handed to the rules: as many queries as it has tables and lists, however many the rows."""

import datetime as dt
import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from balai.collaboration.assessment.assess import Assessment, assess
from balai.collaboration.assessment.book import Book
from balai.collaboration.models import Period
from balai.collaboration.queries.books import tables_of


def book_of(period: Period, known_on: dt.date | None = None) -> Book:
    return Book(tables_of([period.pk])[period.pk], known_on)


def books_on(periods: Sequence[Period], known: Mapping[int, dt.date | None]) -> dict[int, Book]:
    """By id. known: the day up to which each is read, None for its last."""
    tables = tables_of([period.pk for period in periods])
    return {period.pk: Book(tables[period.pk], known[period.pk]) for period in periods}


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
