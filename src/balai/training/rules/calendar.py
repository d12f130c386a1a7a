"""Days on which a class meets: working days without public holidays, where the holidays of that year are known."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from balai.institutions.models import Room
from balai.kernel.refusal import Refused
from balai.planning.models import Batch


@dataclass(frozen=True, slots=True)
class MeetingDays:
    """days: in order. holidays: left out, with their names. unknown_years: years whose holidays nobody has published."""

    days: list[date]
    holidays: list[tuple[date, str]]
    unknown_years: list[int]


def meeting_days(first: date, last: date, weekdays: frozenset[int], *, skip_holidays: bool = True) -> MeetingDays:
    """weekdays: 0 = Monday .. 6 = Sunday. Joint leave (cuti bersama) is a day off too, as in offices of the state."""
    off, unknown = holidays(first.year, last.year) if skip_holidays else ({}, [])
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


def holidays(first: int, last: int) -> tuple[dict[date, str], list[int]]:
    """Days off of these years with their names, and the years nobody has published yet."""
    from lokal.holidays import HOLIDAY_YEARS, get_holidays  # noqa: PLC0415  # 0.2 s that no other page should pay

    off: dict[date, str] = {}
    unknown: list[int] = []
    for year in range(first, last + 1):
        if year in HOLIDAY_YEARS:
            off |= {date.fromisoformat(one.date): one.name for one in get_holidays(year).holidays}
        else:
            unknown.append(year)
    return off, unknown


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
