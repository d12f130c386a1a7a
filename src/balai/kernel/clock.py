"""Time zones of Indonesia and calendar helpers. Instants are stored in UTC and shown in the institution's zone."""

from calendar import monthrange
from datetime import date, datetime
from zoneinfo import ZoneInfo

ZONE_NAMES = {
    "Asia/Jakarta": "WIB",
    "Asia/Pontianak": "WIB",
    "Asia/Makassar": "WITA",
    "Asia/Jayapura": "WIT",
}


def zone_name(zone: str) -> str:
    """WIB, WITA or WIT for an IANA name (Keppres 41/1987)."""
    return ZONE_NAMES.get(zone, zone)


def local(at: datetime, zone: str) -> datetime:
    return at.astimezone(ZoneInfo(zone))


def today_in(zone: str, now: datetime) -> date:
    return local(now, zone).date()


def add_months(day: date, months: int) -> date:
    """The same day `months` later, cut to the last day of a shorter month."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def age_on(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
