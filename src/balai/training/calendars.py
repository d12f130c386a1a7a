"""Meetings as iCalendar (RFC 5545), in the zone of the centre: WIB, WITA or WIT. A meeting keeps its UID through every change;
SEQUENCE counts them, so that a calendar that read it before takes the newer one. A deleted one stays as cancelled for a while:
programs differ in what they do about an event that is no longer told."""

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from balai.kernel.clock import zone_name
from balai.kernel.formats import tanggal
from balai.planning.enums import BatchState
from balai.training.enums import EnrolmentState, SessionState
from balai.training.models import CalendarFeed, Enrolment, TrainingSession, WithdrawnMeeting

PRODUCT = "-//Balai//Jadwal pelatihan//ID"
AGAIN_AFTER = timedelta(hours=1)
FIRST_KNOWN = datetime(1988, 1, 1, tzinfo=UTC)
"""Since Keppres 41/1987 the three zones have not changed; a calendar needs no older rule."""


def _of_user(user_id: int) -> Q:
    """What somebody teaches, and the classes in which they sit."""
    seats = Enrolment.objects.filter(person__user_id=user_id).exclude(state=EnrolmentState.LEFT)
    return Q(instructor_id=user_id) | Q(batch_id__in=seats.values("batch_id"))


def meetings_of_feed(feed: CalendarFeed) -> tuple[QuerySet[TrainingSession], QuerySet[WithdrawnMeeting], str]:
    """Standing and withdrawn ones, and the name that a calendar shows for them."""
    chosen = Q(batch=feed.batch) if feed.batch is not None else _of_user(feed.user_id)
    name = feed.batch.title if feed.batch is not None else "Balai"
    own = Q(instructor_id=feed.user_id, handed_over=True) if feed.batch is None else Q(pk=None)
    gone = WithdrawnMeeting.objects.filter((chosen & Q(handed_over=False)) | own)
    return TrainingSession.objects.filter(chosen), gone, name


def calendar_of(
    rows: QuerySet[TrainingSession], name: str, now: datetime, withdrawn: QuerySet[WithdrawnMeeting] | None = None
) -> bytes:
    """Every meeting with hours; a cancelled or deleted one stays, marked so, because calendars keep what they once read."""
    from icalendar import Calendar  # noqa: PLC0415  # 0.16 s that no other page should pay

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", AGAIN_AFTER, parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    drawn: dict[str, list[Any]] = defaultdict(list)
    chosen = rows.filter(starts_at__isnull=False).select_related("batch__centre__region", "room", "unit", "instructor")
    for session in chosen.order_by("held_on", "starts_at", "pk"):
        drawn[session.batch.zone].append(_event(session, session.batch.zone, now))
    gone = WithdrawnMeeting.objects.none() if withdrawn is None else withdrawn
    for row in gone.select_related("batch__centre__region").order_by("held_on", "starts_at", "pk"):
        drawn[row.batch.zone].append(_withdrawn(row, row.batch.zone, now))
    for zone in sorted(drawn):
        calendar.add_component(zone_part(zone))
        for event in drawn[zone]:
            calendar.add_component(event)
    return bytes(calendar.to_ical())


def zone_part(zone: str):  # type: ignore[no-untyped-def]  # icalendar is imported late
    """One standard offset: Indonesia has no summer time."""
    from icalendar import Timezone, TimezoneStandard  # noqa: PLC0415

    offset = FIRST_KNOWN.astimezone(ZoneInfo(zone)).utcoffset() or timedelta()
    rule = TimezoneStandard()
    rule.add("dtstart", FIRST_KNOWN.replace(tzinfo=None))
    rule.add("tzoffsetfrom", offset)
    rule.add("tzoffsetto", offset)
    rule.add("tzname", zone_name(zone))
    component = Timezone()
    component.add("tzid", zone)
    component.add_component(rule)
    return component


def _when(meeting: TrainingSession | WithdrawnMeeting, zone: str, now: datetime):  # type: ignore[no-untyped-def]
    from icalendar import Event  # noqa: PLC0415

    assert meeting.starts_at is not None  # chosen so
    start = datetime.combine(meeting.held_on, meeting.starts_at, ZoneInfo(zone))
    end = datetime.combine(meeting.held_on, meeting.ends_at, ZoneInfo(zone)) if meeting.ends_at else start
    event = Event()
    event.add("uid", str(meeting.uid))
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", start)
    event.add("dtend", end)
    return event


def _withdrawn(meeting: WithdrawnMeeting, zone: str, now: datetime):  # type: ignore[no-untyped-def]
    event = _when(meeting, zone, now)
    event.add("sequence", meeting.revision)
    event.add("summary", meeting.batch.title)
    said = (
        _("Pertemuan ini sekarang diajar instruktur lain.")
        if meeting.handed_over
        else _("Pertemuan ini dihapus dari jadwal.")
    )
    event.add("description", said)
    event.add("status", "CANCELLED")
    return event


def _event(session: TrainingSession, zone: str, now: datetime):  # type: ignore[no-untyped-def]
    event = _when(session, zone, now)
    cancelled = session.state == SessionState.CANCELLED or session.batch.state == BatchState.CANCELLED
    event.add("sequence", session.revision + (session.batch.state == BatchState.CANCELLED))
    event.add("summary", f"{session.batch.title}: {session.topic}" if session.topic else session.batch.title)
    event.add(
        "location",
        ", ".join(part for part in (session.room.name if session.room else "", session.batch.centre.name) if part),
    )
    said = [_("%(n)s jam pelajaran") % {"n": session.lesson_hours}]
    if session.instructor:
        said.append(_("Instruktur: %(name)s") % {"name": session.instructor.full_name or session.instructor.username})
    said += _why(session)
    if session.join_url:
        event.add("url", session.join_url)
        said.append(_("Masuk ruang daring: %(url)s") % {"url": session.join_url})
    event.add("description", "\n".join(said))
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    return event


def _why(session: TrainingSession) -> list[str]:
    """That it was moved or does not take place, in words for whoever opens the event."""
    if session.state == SessionState.CANCELLED:
        return [_("Dibatalkan: %(reason)s") % {"reason": session.cancel_reason}]
    return [_("Semula %(day)s.") % {"day": tanggal(session.first_planned_on)}] if session.first_planned_on else []
