"""The workbook of a period, handed to the rules: as many queries as it has tables and lists, however many the rows."""

import datetime as dt
import hashlib
import json
from collections.abc import Sequence
from typing import Any

from balai.collaboration.assessment.assess import Assessment, assess
from balai.collaboration.assessment.book import Book
from balai.collaboration.models import Period
from balai.collaboration.queries.books import tables_of
from balai.collaboration.rules.authority import day_of


def book_of(period: Period, known_on: dt.date | None = None) -> Book:
    return Book(tables_of([period.pk])[period.pk], known_on)


def known_on(period: Period, now: dt.datetime) -> dt.date | None:
    """The day up to which a period that lives is read; one that is closed is read to its last day."""
    return None if period.is_closed else day_of(period, now)


def books_on(periods: Sequence[Period], now: dt.datetime) -> dict[int, Book]:
    """By id. periods: with what day_of reads."""
    tables = tables_of([period.pk for period in periods])
    return {period.pk: Book(tables[period.pk], known_on(period, now)) for period in periods}


def assessment_of(period: Period, now: dt.datetime) -> Assessment:
    return assess(books_on([period], now)[period.pk])


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
