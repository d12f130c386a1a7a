"""What a printed assessment is made of: the same reading the page shows."""

from datetime import date

from balai.collaboration.assessment.assess import assess
from balai.collaboration.models import Conclusion, Period
from balai.collaboration.queries.adaptations import adaptations_of
from balai.collaboration.queries.assessment import book_of, digest_of
from balai.collaboration.queries.conclusions import concluded
from balai.collaboration.queries.period_page import table_facts
from balai.collaboration.report_contents import Report


def _third(period: Period) -> dict[str, str]:
    """What each body concluded last, with its quotations; under the institution's name."""
    return {
        str(subject): "\n\n".join(_words(one.newest) for one in bodies) for subject, bodies in concluded(period).items()
    }


def _words(row: Conclusion) -> str:
    quoted = [
        f"“{one.quotation.text}” ({one.quotation.source.title}, {one.quotation.place})" for one in row.cited.all()
    ]
    return "\n".join([str(row.get_value_display()).capitalize(), row.words, *quoted, row.institution.name])


def report_of(period: Period, as_of: date) -> Report:
    book = book_of(period, as_of)
    rows, answers = table_facts(period), adaptations_of(period)
    return Report(period, assess(book), book, as_of, digest_of(book), rows, answers, _third(period))
