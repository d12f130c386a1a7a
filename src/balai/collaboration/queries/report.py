"""What a printed assessment is made of: the same reading the page shows."""

from datetime import date

from balai.collaboration.assessment.assess import assess
from balai.collaboration.models import Period
from balai.collaboration.queries.adaptations import adaptations_of
from balai.collaboration.queries.assessment import book_of, digest_of
from balai.collaboration.queries.period_page import table_facts
from balai.collaboration.report_contents import Report


def report_of(period: Period, as_of: date) -> Report:
    book = book_of(period, as_of)
    return Report(period, assess(book), book, as_of, digest_of(book), table_facts(period), adaptations_of(period))
