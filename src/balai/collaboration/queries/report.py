"""What a printed assessment is made of: the same reading the page shows."""

import hashlib
import json
from datetime import date

from balai.collaboration.assessment.assess import assess
from balai.collaboration.assessment.book import Book
from balai.collaboration.models import Period
from balai.collaboration.queries.adaptations import adaptations_of
from balai.collaboration.queries.assessment import book_of
from balai.collaboration.queries.period_page import table_facts
from balai.collaboration.report_contents import Report


def digest_of(book: Book) -> str:
    """SHA-256 over every row: two papers with the same sum were made from the same records."""
    told = {name: sorted(json.dumps(dict(row), sort_keys=True) for row in rows) for name, rows in book.tables.items()}
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def report_of(period: Period, as_of: date) -> Report:
    book = book_of(period, as_of)
    return Report(period, assess(book), book, as_of, digest_of(book), table_facts(period), adaptations_of(period))
