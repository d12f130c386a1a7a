"""Dates of which a source says only a part: "2019", "2019-09", "09-2019", "17-08-2019"."""

import re
from calendar import monthrange
from datetime import date

from django.utils.translation import gettext as _

from balai.kernel.refusal import Refused

_YEAR = re.compile(r"(\d{4})")
_MONTH = re.compile(r"(\d{4})-(\d{1,2})|(\d{1,2})[-/](\d{4})")
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")


def first_and_last(text: str) -> tuple[date, date] | None:
    """The first and last day the words allow; None when they say no date. Raises ValueError for 31-02-2019."""
    text = text.strip()
    if found := _DAY.fullmatch(text):
        y, m, d, d2, m2, y2 = found.group(1, 2, 3, 4, 5, 6)
        day = date(int(y or y2), int(m or m2), int(d or d2))
        return day, day
    if found := _MONTH.fullmatch(text):
        y, m, m2, y2 = found.group(1, 2, 3, 4)
        year, month = int(y or y2), int(m or m2)
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    if found := _YEAR.fullmatch(text):
        return date(int(text), 1, 1), date(int(text), 12, 31)
    return None


def read_start(text: str, field: str) -> date | None:
    return _read(text, field, 0)


def read_end(text: str, field: str) -> date | None:
    return _read(text, field, 1)


def _read(text: str, field: str, which: int) -> date | None:
    try:
        found = first_and_last(text)
    except ValueError:
        raise Refused(
            "no_such_day", _("Tanggal ini tidak ada di kalender. Tulis misalnya 17-08-2019, 08-2019 atau 2019."), field
        ) from None
    return found[which] if found else None
