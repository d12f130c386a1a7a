"""From a day to a day: '10 s/d 12 Sept 2019', '30 Okt s/d 1 Nov 2019'."""

import datetime as dt
import re
from typing import NamedTuple

from django.utils.translation import gettext as _

from balai.kernel.tables.cells import Cell, clean_text
from balai.kernel.tables.values.dates import date_from_text, day_of, parse_date
from balai.kernel.tables.values.months import month_number
from balai.kernel.tables.values.parsed import Parsed, says_nothing, shown

_SEPARATORS = (
    re.compile(r"\s*\b(?:s\s?/\s?d|s\s?\.\s?d|sd|sampai dengan|sampai|hingga|s/d\.)(?:\b|\.)\s*\.?\s*", re.ASCII),
    re.compile(r"\s+-+\s+|\s*--+\s*"),
    re.compile(r"(?<=\d)\s*-\s*(?=\d{1,2}\s+[a-z])", re.ASCII),
    re.compile(r"(?<=[a-z])\s*-\s*(?=\d{1,2}\s+[a-z])", re.ASCII),
)
_DAY = re.compile(r"(\d{1,2})(?:[ ./-]*([a-z]+|\d{1,2}))?\.?", re.ASCII)


class DateRange(NamedTuple):
    """Both ends included."""

    start: dt.date
    end: dt.date


def parse_date_range(cell: Cell, *, today: dt.date) -> Parsed[DateRange]:
    """A single day is a range of one day. The start borrows the month and the year it does not name from the end."""
    if says_nothing(cell):
        return Parsed()
    single = parse_date(cell, today=today)
    if single.value:
        return Parsed(DateRange(single.value, single.value))
    if isinstance(cell, str):
        text = clean_text(cell).lower().replace("–", "-").replace("—", "-")
        for separator in _SEPARATORS:
            parts = separator.split(text)
            if len(parts) == 2 and (found := _between(parts[0].strip(), parts[1].strip(), today)):
                return _checked(found, cell)
    return Parsed(
        problem=_("“%(text)s” bukan rentang tanggal. Tulis seperti 10 s/d 12 September 2019.") % {"text": shown(cell)}
    )


def _checked(found: DateRange, cell: Cell) -> Parsed[DateRange]:
    if found.end < found.start:
        return Parsed(
            problem=_("Pada “%(text)s” tanggal selesai mendahului tanggal mulai. Periksa kedua tanggalnya.")
            % {"text": shown(cell)}
        )
    return Parsed(found)


def _between(first: str, last: str, today: dt.date) -> DateRange | None:
    end = date_from_text(last, today, False)
    if end is None:
        return None
    start = date_from_text(first, today, False) or _borrowed(first, end)
    return DateRange(start, end) if start else None


def _borrowed(first: str, end: dt.date) -> dt.date | None:
    """'30 okt' before 1 November 2019; '28 des' before 3 January 2020 lies in the year before."""
    found = _DAY.fullmatch(first)
    if not found:
        return None
    if not found[2]:
        return day_of(end.year, end.month, int(found[1]))
    month = month_number(found[2])
    if month is None:
        return None
    start = day_of(end.year, month, int(found[1]))
    return day_of(end.year - 1, month, int(found[1])) if start and start > end else start
