"""Meetings as iCalendar in the centre's zone, behind an address that can be ended; levies told to the office above."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from balai.access.actor import Actor
from balai.access.roles import Role
from balai.kernel.refusal import Refused
from balai.planning.models import Batch
from balai.training.actions.feed import end_feed, feed_of, make_feed
from balai.training.actions.levy import answer_levy, report_levy
from balai.training.actions.timetable import Slot, place_session
from balai.training.calendars import calendar_of
from balai.training.models import CalendarFeed, LevyReport, TrainingSession
from tests import factories as make
from tests.training.rows import NOW, a_class, admin_of, trainees

pytestmark = [pytest.mark.data, pytest.mark.django_db]
DAY = date(2026, 3, 2)


def oneself(user_id: int) -> Actor:
    return Actor(f"user:{user_id}", user_id)


@pytest.mark.parametrize(
    ("zone", "name", "hours"), [("Asia/Jakarta", "WIB", 7), ("Asia/Makassar", "WITA", 8), ("Asia/Jayapura", "WIT", 9)]
)
def test_a_meeting_keeps_the_zone_of_its_centre(zone: str, name: str, hours: int) -> None:
    centre = make.institution(region=make.regency(tz=zone))
    batch = a_class(centre=centre)
    place_session(by=admin_of(batch), batch=batch, slot=Slot(DAY, time(8), 8))
    read = Calendar.from_ical(calendar_of(TrainingSession.objects.all(), "Uji", NOW))
    (rule,) = read.walk("STANDARD")
    assert str(rule["tzname"]) == name and rule["tzoffsetto"].td == timedelta(hours=hours)
    (event,) = read.walk("VEVENT")
    assert event["dtstart"].params["tzid"] == zone
    assert event.decoded("dtstart").astimezone(UTC) == datetime(
        2026, 3, 2, 8 - hours + (24 if hours > 8 else 0), tzinfo=UTC
    ) - timedelta(days=hours > 8)
    assert event.decoded("dtend").time() == time(15, 15)


def test_an_address_shows_only_its_owners_meetings_until_it_is_ended() -> None:
    teacher = make.user()
    batch = a_class()
    place_session(by=admin_of(batch), batch=batch, slot=Slot(DAY, time(8), 2, instructor=teacher, topic="Milik saya"))
    place_session(by=admin_of(batch), batch=batch, slot=Slot(DAY, time(13), 2, topic="Milik orang"))
    _feed, secret = make_feed(by=oneself(teacher.pk), now=NOW)
    assert secret not in str(CalendarFeed.objects.values_list("digest", flat=True))
    answer = Client().get(reverse("training:feed", args=[secret]))
    assert answer.status_code == 200 and b"Milik saya" in answer.content and b"Milik orang" not in answer.content
    _other, newer = make_feed(by=oneself(teacher.pk), now=NOW)
    assert feed_of(secret) is None and feed_of(newer) is not None
    end_feed(by=oneself(teacher.pk), now=NOW)
    assert Client().get(reverse("training:feed", args=[newer])).status_code == 404


def reported(batch: Batch) -> LevyReport:
    seat = trainees(batch, 1)[0]
    seat.person.user = make.user()
    seat.person.save()
    return report_levy(
        by=oneself(seat.person.user.pk), batch=batch, story="Diminta lima puluh ribu untuk buku.", amount=50_000,
        asked_on=DAY, named=False, now=NOW,
    )  # fmt: skip


def test_a_levy_is_read_by_the_office_above_and_not_by_the_centre() -> None:
    area = make.regency()
    batch = a_class(centre=make.institution(region=area))
    row = reported(batch)
    office = make.actor(make.institution(region=area, kind="labour_office"), Role.LABOUR_OFFICER)
    elsewhere = make.actor(make.institution(region=make.regency(), kind="labour_office"), Role.LABOUR_OFFICER)
    assert list(LevyReport.objects.visible_to(office)) == [row]
    assert not LevyReport.objects.visible_to(admin_of(batch)).exists()
    assert not LevyReport.objects.visible_to(elsewhere).exists()
    for by in (admin_of(batch), elsewhere):
        with pytest.raises(Refused) as no:
            answer_levy(by=by, report=row, answer="Sudah kami tanyakan ke balai.", now=NOW)
        assert no.value.code == "not_your_report"
    answer_levy(by=office, report=row, answer="Uangnya dikembalikan tanggal 5 Maret.", now=NOW)
    assert LevyReport.objects.get().answered_at == NOW


def test_only_people_of_the_class_report_and_their_name_stays_out_of_the_trail() -> None:
    batch = a_class()
    with pytest.raises(Refused) as no:
        report_levy(
            by=oneself(make.user().pk), batch=batch, story="Saya bukan peserta kelas ini.", amount=None, asked_on=None,
            named=False, now=NOW,
        )  # fmt: skip
    assert no.value.code == "not_of_this_class"
    from balai.audit.models import Entry

    row = reported(batch)
    assert not Entry.objects.filter(actor=f"user:{row.reporter_id}").exists()
