"""Days on which a class meets: working days without public holidays, where the holidays of that year are known."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from balai.institutions.models import DayOff, Institution, Room
from balai.institutions.models.day_off import nearest_last
from balai.kernel.refusal import Refused
from balai.planning.models import Batch


@dataclass(frozen=True, slots=True)
class MeetingDays:
    """days: in order. holidays: left out, with their names. unknown_years: years whose holidays nobody has published."""

    days: list[date]
    holidays: list[tuple[date, str]]
    unknown_years: list[int]


def meeting_days(
    first: date, last: date, weekdays: frozenset[int], *, skip_holidays: bool = True, centre: Institution | None = None
) -> MeetingDays:
    """weekdays: 0 = Monday .. 6 = Sunday. Joint leave (cuti bersama) is a day off too, as in offices of the state."""
    off, unknown = holidays(first.year, last.year, centre) if skip_holidays else ({}, [])
    days: list[date] = []
    left_out: list[tuple[date, str]] = []
    day = first
    while day <= last:
        if day.weekday() in weekdays:
            if day in off:
                left_out.append((day, off[day]))
            else:
                days.append(day)
        day += timedelta(days=1)
    return MeetingDays(days, left_out, unknown)


def holidays(first: int, last: int, centre: Institution | None = None) -> tuple[dict[date, str], list[int]]:
    """Days off of these years with their names, and the years nobody has published yet.

    The country's days; then what the ministry, the office of the province or regency, and the centre itself say beside them or
    against them (a day on which it works after all). A year somebody has said a day of for the whole country is known.
    """
    from lokal.holidays import HOLIDAY_YEARS, get_holidays  # noqa: PLC0415  # 0.2 s that no other page should pay

    off: dict[date, str] = {}
    for year in range(first, last + 1):
        if year in HOLIDAY_YEARS:
            off |= {date.fromisoformat(one.date): one.name for one in get_holidays(year).holidays}
    said_years = set()
    for row in _said(first, last, centre):
        if row.works:
            off.pop(row.day, None)
        else:
            off[row.day] = row.name
        if row.is_for_area and row.region_id is None:
            said_years.add(row.day.year)
    return off, [year for year in range(first, last + 1) if year not in HOLIDAY_YEARS and year not in said_years]


def _said(first: int, last: int, centre: Institution | None) -> Iterable[DayOff]:
    if centre is None:
        return ()
    return nearest_last(DayOff.objects.holding_at(centre).between(date(first, 1, 1), date(last, 12, 31)))


def check_room_of_centre(batch: Batch, room: Room | None) -> None:
    if room is not None and room.institution_id != batch.centre_id:
        raise Refused("room_elsewhere", _("Pilih ruang milik balai penyelenggara."), "room")


def check_within_class(batch: Batch, day: date, field: str) -> None:
    if not batch.starts_on <= day <= batch.ends_on:
        raise Refused(
            "outside_class",
            _("Tanggalnya di luar masa kelas (%(first)s sampai %(last)s). Perbaiki tanggalnya.")
            % {"first": batch.starts_on.strftime("%d-%m-%Y"), "last": batch.ends_on.strftime("%d-%m-%Y")},
            field,
        )
