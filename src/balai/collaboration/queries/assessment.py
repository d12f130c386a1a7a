"""The workbook of a period, handed to the rules: as many queries as it has tables and lists, however many the rows."""

import datetime as dt

from balai.collaboration.assessment.assess import Assessment, assess
from balai.collaboration.assessment.book import Book
from balai.collaboration.models import Period
from balai.collaboration.queries.workbook import workbook


def book_of(period: Period, known_on: dt.date | None = None) -> Book:
    return Book(workbook(period), known_on)


def assessment_of(period: Period) -> Assessment:
    return assess(book_of(period))
