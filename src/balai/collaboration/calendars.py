"""Meetings of a forum as iCalendar (RFC 5545), as balai.training.calendars does for classes: one UID through every change,
SEQUENCE counts them, and a cancelled one stays, marked so, because calendars keep what they once read."""

from collections.abc import Iterable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from balai.collaboration.enums import ConveningState
from balai.collaboration.models import Convening
from balai.training.calendars import AGAIN_AFTER, zone_part

PRODUCT = "-//Balai//Rapat forum//ID"


def calendar_of_meetings(rows: Iterable[Convening], name: str, now: datetime) -> bytes:
    """rows: with their collaboration and its owner's region."""
    from icalendar import Calendar  # noqa: PLC0415  # 0.16 s that no other page should pay

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", AGAIN_AFTER, parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    meetings = list(rows)
    for zone in sorted({row.zone for row in meetings}):
        calendar.add_component(zone_part(zone))
    for row in meetings:
        calendar.add_component(_event(row, now))
    return bytes(calendar.to_ical())


def _event(row: Convening, now: datetime):  # type: ignore[no-untyped-def]  # icalendar is imported late
    from icalendar import Event  # noqa: PLC0415

    zone = ZoneInfo(row.zone)
    cancelled = row.state == ConveningState.CANCELLED
    event = Event()
    event.add("uid", str(row.uid))
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", row.starts_at.astimezone(zone))
    event.add("dtend", row.ends_at.astimezone(zone))
    event.add("sequence", row.revision)
    event.add("summary", row.meeting.title)
    event.add("location", row.place or row.join_url)
    if row.join_url:
        event.add("url", row.join_url)
    event.add("description", _("Dibatalkan: %(reason)s") % {"reason": row.cancel_reason} if cancelled else row.agenda)
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    return event
