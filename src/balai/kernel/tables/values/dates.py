"""Dates in the spellings of Indonesian offices. Numbers are day, month, year; never month first."""

import datetime as dt
import re
from typing import NamedTuple

from django.utils.translation import gettext as _

from balai.kernel.tables.cells import Cell, clean_text, number_text
from balai.kernel.tables.values.months import month_number
from balai.kernel.tables.values.parsed import Parsed, says_nothing, shown

_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_EXCEL_DAY_0 = dt.date(1899, 12, 30)
# 18-05-1927 to 11-01-2119; smaller numbers are more likely a year or a count than a day.
_FIRST_SERIAL, _LAST_SERIAL = 10_000, 80_000

_WEEKDAY = re.compile(r"^(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad|hari)\b[ ,/]*", re.ASCII)
_TIME = re.compile(r"[ t]\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?(?: ?(?:wib|wita|wit|z))?$", re.ASCII)
_DAY_FIRST = re.compile(r"(\d{1,2})(?:[ ./-]+(\d{1,2})[ ./-]+|[ ./-]*([a-z]+)[ .,/-]*)'?(\d{4}|\d{2})", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4}) ?[-/.] ?(\d{1,2}) ?[-/.] ?(\d{1,2})", re.ASCII)
_NAME_FIRST = re.compile(r"([a-z]{3,})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})", re.ASCII)
_DIGITS = re.compile(r"\d{5,8}", re.ASCII)
_BEFORE_DIGIT = re.compile(r"[ ,./;:-]+(?=\d)", re.ASCII)
_LONGEST = 200


class PlaceAndDate(NamedTuple):
    place: str
    day: dt.date | None


def parse_date(cell: Cell, *, today: dt.date, past: bool = False) -> Parsed[dt.date]:
    """A day. A year of two digits is the one nearest to `today`; with `past`, the latest not after `today`.

    Spreadsheet serials are taken from numbers (and five digits as text) that can only be a day of a living person.
    """
    if says_nothing(cell):
        return Parsed()
    found = _date_of(cell, today, past)
    if found is None:
        return Parsed(problem=_problem(cell))
    if past and found > today:
        return Parsed(
            problem=_("Tanggal %(text)s belum terjadi. Periksa tahunnya, lalu tulis seperti 10-09-2019.")
            % {"text": found.strftime("%d-%m-%Y")}
        )
    return Parsed(found)


def parse_place_and_date(cell: Cell, *, today: dt.date, past: bool = True) -> Parsed[PlaceAndDate]:
    """'Batusangkar, 10-09-1998' in one cell; the place alone or the day alone is taken too."""
    if says_nothing(cell):
        return Parsed()
    if not isinstance(cell, str):
        alone = parse_date(cell, today=today, past=past)
        return Parsed(PlaceAndDate("", alone.value) if alone.value else None, alone.problem)
    text = clean_text(cell)
    if not any(letter.isdigit() for letter in text):
        return Parsed(PlaceAndDate(text, None))
    whole = parse_date(text, today=today, past=past)
    if whole.value:
        return Parsed(PlaceAndDate("", whole.value))
    for gap in _BEFORE_DIGIT.finditer(text[:_LONGEST]):
        day = date_from_text(text[gap.end() :], today, past)
        if day and gap.start():
            checked = parse_date(day, today=today, past=past)
            return Parsed(PlaceAndDate(text[: gap.start()], day) if checked.value else None, checked.problem)
    return Parsed(problem=whole.problem)


def _date_of(cell: Cell, today: dt.date, past: bool) -> dt.date | None:
    if isinstance(cell, dt.datetime):
        return cell.date()
    if isinstance(cell, dt.date):
        return cell
    if isinstance(cell, bool | dt.time | dt.timedelta):
        return None
    if isinstance(cell, int | float):
        text = number_text(int(cell) if _is_whole_day(cell) else cell)
        return _from_digits(text.zfill(8) if len(text) == 7 else text)
    return date_from_text(cell, today, past)


def _is_whole_day(number: int | float) -> bool:
    """A serial with a time of day counts as its day."""
    return _FIRST_SERIAL <= number <= _LAST_SERIAL


def date_from_text(text: str, today: dt.date, past: bool) -> dt.date | None:
    if len(text) > _LONGEST:
        return None
    text = _TIME.sub("", _WEEKDAY.sub("", clean_text(text).lower().replace("–", "-").lstrip("'"))).strip(" .,")
    if found := _YEAR_FIRST.fullmatch(text):
        return day_of(int(found[1]), int(found[2]), int(found[3]))
    if found := _DAY_FIRST.fullmatch(text):
        month = month_number(found[2] or found[3])
        return _day_in_some_century(found[4], month, int(found[1]), today, past) if month else None
    if found := _NAME_FIRST.fullmatch(text):
        month = month_number(found[1])
        return day_of(int(found[3]), month, int(found[2])) if month else None
    return _from_digits(text)


def _from_digits(text: str) -> dt.date | None:
    """A serial of five digits, or eight digits: within 1900 to 2100 they make sense in one order only."""
    if not _DIGITS.fullmatch(text):
        return None
    if len(text) == 5 and _is_whole_day(int(text)):
        return _EXCEL_DAY_0 + dt.timedelta(days=int(text))
    if len(text) != 8:
        return None
    return day_of(int(text[4:]), int(text[2:4]), int(text[:2])) or day_of(int(text[:4]), int(text[4:6]), int(text[6:]))


def day_of(year: int, month: int, day: int) -> dt.date | None:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _day_in_some_century(year: str, month: int, day: int, today: dt.date, past: bool) -> dt.date | None:
    if len(year) == 4:
        return day_of(int(year), month, day)
    century = today.year // 100 * 100
    possible = [found for base in (-100, 0, 100) if (found := day_of(century + base + int(year), month, day))]
    if past:
        possible = [found for found in possible if found <= today]
        return max(possible, default=None)
    return min(possible, key=lambda found: abs(found - today), default=None)


def _problem(cell: Cell) -> str:
    return _("“%(text)s” bukan tanggal yang ada. Tulis hari-bulan-tahun, misalnya 10-09-2019.") % {"text": shown(cell)}
