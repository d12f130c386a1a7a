"""Money, dates and shares as people write them: Indonesian, and English where the reader asked for it.

Rounding is half up, as in printed reports (37,5 -> 38), never half to even.
"""

from datetime import date, datetime, tzinfo
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import get_language

MONTHS = {
    "id": ("Januari", "Februari", "Maret", "April", "Mei", "Juni",
           "Juli", "Agustus", "September", "Oktober", "November", "Desember"),
    "en": ("January", "February", "March", "April", "May", "June",
           "July", "August", "September", "October", "November", "December"),
}  # fmt: skip
WEEKDAYS = {
    "id": ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
ZONES = {7: "WIB", 8: "WITA", 9: "WIT"}
"""Hours ahead of UTC -> name of the Indonesian time zone."""


def _language() -> str:
    return "en" if (get_language() or "id").startswith("en") else "id"


def _swapped(figure: str) -> str:
    return figure.translate(str.maketrans(",.", ".,"))


def angka(value: int | float | Decimal, digits: int = 0) -> str:
    """1250000 -> "1.250.000"; 12.45 with one digit -> "12,5"."""
    rounded = Decimal(str(value)).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    figure = f"{rounded:,.{digits}f}".replace("-", "−")
    return figure if _language() == "en" else _swapped(figure)


def rupiah(amount: int) -> str:
    """1250000 -> "Rp1.250.000"."""
    return f"−Rp{angka(-amount)}" if amount < 0 else f"Rp{angka(amount)}"


def tanggal(day: date, weekday: bool = False) -> str:
    """date(2026, 9, 10) -> "10 September 2026", with weekday "Kamis, 10 September 2026"."""
    language = _language()
    written = f"{day.day} {MONTHS[language][day.month - 1]} {day.year}"
    return f"{WEEKDAYS[language][day.weekday()]}, {written}" if weekday else written


def waktu(moment: datetime, zone: tzinfo, weekday: bool = True) -> str:
    """An aware instant as it reads on a wall in that zone: "Selasa, 24 November 2026, 08.05 WIB".

    Raises ValueError for a naive datetime: it belongs to no zone.
    """
    if moment.tzinfo is None:
        raise ValueError("waktu() needs an aware datetime")
    local = moment.astimezone(zone)
    clock = f"{local:%H:%M}" if _language() == "en" else f"{local:%H.%M}"
    return f"{tanggal(local, weekday)}, {clock} {zone_name(local)}"


def zone_name(local: datetime) -> str:
    """WIB, WITA or WIT; elsewhere what the zone calls itself."""
    offset = local.utcoffset()
    hours = offset.total_seconds() / 3600 if offset is not None else 0
    return ZONES.get(int(hours), "") if hours in ZONES else (local.tzname() or "UTC")


def persen(percentage: float | Decimal, digits: int = 1) -> str:
    """A percentage (0 to 100), spelled out: 12.4 -> "12,4 persen"."""
    return f"{angka(percentage, digits)} {'percent' if _language() == 'en' else 'persen'}"


def of_hundred(count: int, whole: int) -> int:
    """How many of 100: of_hundred(18, 48) -> 38. Raises ZeroDivisionError when there is nobody to count."""
    return (200 * count + whole) // (2 * whole)
