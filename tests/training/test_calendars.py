"""Meetings as iCalendar in the centre's zone, behind an address that can be ended; levies told to the office above."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar, Event

from balai.access.actor import PUBLIC, Actor
from balai.access.roles import Role
from balai.admissions.enums import ApplicationState
from balai.audit.models import Entry
from balai.kernel.refusal import Refused
from balai.notifications.models import Message
from balai.planning.enums import BatchState
from balai.planning.models import Batch
from balai.training.actions.feed import end_class_feed, end_feed, feed_of, make_class_feed, make_feed
from balai.training.actions.levy import answer_levy, report_levy
from balai.training.actions.sessions import SessionChange, cancel_session, change_session, restore_session
from balai.training.actions.timetable import Slot, place_session, replace_session
from balai.training.calendars import calendar_of
from balai.training.models import CalendarFeed, LevyReport, TrainingSession
from tests import factories as make
from tests.training.rows import NOW, a_class, admin_of, applicant, instructor_of, trainees

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


def read(web: Client, secret: str) -> dict[str, Event]:
    """By subject, as a calendar program sees them."""
    answer = web.get(reverse("training:feed", args=[secret]))
    assert answer.status_code == 200 and answer["Content-Type"].startswith("text/calendar")
    return {str(event["summary"]).split(": ")[-1]: event for event in Calendar.from_ical(answer.content).walk("VEVENT")}


def test_the_calendar_of_a_class_follows_what_is_moved_and_cancelled() -> None:
    batch, stranger = a_class(), Client()
    by, elsewhere = instructor_of(batch), a_class()
    for day, topic in ((DAY, "Pola"), (DAY + timedelta(days=1), "Kerah"), (DAY + timedelta(days=2), "Saku")):
        place_session(by=by, batch=batch, slot=Slot(day, time(8), 2, topic=topic))
    place_session(by=instructor_of(elsewhere), batch=elsewhere, slot=Slot(DAY, time(8), 2, topic="Kelas lain"))
    _feed, secret = make_class_feed(by=by, batch=batch, now=NOW)
    before = read(stranger, secret)
    assert set(before) == {"Pola", "Kerah", "Saku"} and {int(e["sequence"]) for e in before.values()} == {0}
    first, second, third = TrainingSession.objects.filter(batch=batch).order_by("number")
    change_session(
        by=by, session=first,
        change=SessionChange(DAY + timedelta(days=3), time(9), time(10, 30), "Pola", join_url="https://temu.example/pola"),
    )  # fmt: skip
    replace_session(by=by, session=second, slot=Slot(DAY + timedelta(days=1), time(13), 2, topic="Kerah"))
    cancel_session(by=by, session=third, reason="listrik padam")
    after = read(stranger, secret)
    assert {name: e["uid"] for name, e in after.items()} == {name: e["uid"] for name, e in before.items()}
    assert {name: int(e["sequence"]) for name, e in after.items()} == {"Pola": 1, "Kerah": 1, "Saku": 1}
    assert {name: str(e["status"]) for name, e in after.items()} == {
        "Pola": "CONFIRMED", "Kerah": "CONFIRMED", "Saku": "CANCELLED",
    }  # fmt: skip
    assert after["Pola"].decoded("dtstart").date() == DAY + timedelta(days=3)
    assert "Semula 2 Maret 2026" in after["Pola"]["description"] and after["Pola"]["url"] == "https://temu.example/pola"
    assert after["Kerah"].decoded("dtstart").time() == time(13) and "listrik padam" in after["Saku"]["description"]
    restore_session(by=by, session=third)
    again = read(stranger, secret)["Saku"]
    assert (int(again["sequence"]), str(again["status"])) == (2, "CONFIRMED")
    Batch.objects.filter(pk=batch.pk).update(state=BatchState.CANCELLED)
    gone = read(stranger, secret)
    assert {str(e["status"]) for e in gone.values()} == {"CANCELLED"} and int(gone["Kerah"]["sequence"]) == 2


def test_the_address_of_a_class_is_renewed_ended_and_outlives_its_maker() -> None:
    batch = a_class()
    place_session(by=admin_of(batch), batch=batch, slot=Slot(DAY, time(8), 2, topic="Pola"))
    web, outside = Client(), Client()
    maker = make.desk(batch.centre, Role.INSTRUCTOR).user
    web.force_login(maker)
    outside.force_login(make.desk(make.institution(), Role.INSTRUCTOR).user)
    page = reverse("training:class_feed", args=[batch.pk])
    assert outside.post(page, {"make": "1"}).status_code == 404 and not CalendarFeed.objects.exists()
    _own, personal = make_feed(by=oneself(maker.pk), now=NOW)
    old, new = (web.post(page, {"make": "1"}).context["address"] for _time in range(2))
    assert Client().get(old).status_code == 404
    assert old.rsplit("/", 1)[1] not in web.get(page).content.decode() and web.get(page).context["address"] == ""
    maker.is_active = False
    maker.save()
    assert Client().get(new).status_code == 200
    assert Client().get(reverse("training:feed", args=[personal])).status_code == 404
    end_class_feed(by=admin_of(batch), batch=batch, now=NOW)
    assert Client().get(new).status_code == 404
    assert Entry.objects.filter(verb="training.end_feed").count() == 1
    with pytest.raises(Refused) as no:
        make_class_feed(by=admin_of(a_class()), batch=batch, now=NOW)
    assert no.value.code == "may_not_mark"


def reported(batch: Batch, asked_on: date = DAY) -> LevyReport:
    seat = trainees(batch, 1)[0]
    seat.person.user = make.user()
    seat.person.save()
    return report_levy(
        by=oneself(seat.person.user.pk), batch=batch, story="Diminta lima puluh ribu untuk buku.", amount=50_000,
        asked_on=asked_on, named=False, now=NOW,
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


def test_who_has_no_account_reports_with_the_code_of_their_application_and_is_answered_by_phone() -> None:
    area = make.regency()
    batch = a_class(centre=make.institution(region=area))
    applied = applicant(batch, phone="+6281299990001")
    door, client = f"/pendaftaran/{applied.code}/lapor-pungutan/", Client()
    assert f'href="{door}"' in client.get(f"/pendaftaran/{applied.code}/").content.decode()
    told = {"story": "Diminta lima puluh ribu untuk buku.", "amount": "50.000", "named": "on"}
    assert client.post(door, told)["Location"] == f"/pendaftaran/{applied.code}/"
    row = LevyReport.objects.get()
    assert (row.application, row.reporter, row.amount, row.told_by) == (applied, None, 50_000, applied.full_name)
    assert told["story"] not in client.get(door).content.decode(), "the centre knows the code too"
    office = make.actor(make.institution(region=area, kind="labour_office"), Role.LABOUR_OFFICER)
    answer_levy(by=office, report=row, answer="Uangnya dikembalikan tanggal 5 Maret.", now=NOW)
    sent = Message.objects.filter(kind="training.levy_answered").values_list("address", "body")
    assert [(to, "5 Maret" in body) for to, body in sent] == [("+6281299990001", True)]


def test_an_application_nobody_answered_for_reports_nothing() -> None:
    batch = a_class()
    applied = applicant(batch)
    for state, of in ((ApplicationState.CLAIMED, batch), (ApplicationState.EXPIRED, batch), (applied.state, a_class())):
        applied.state = state
        with pytest.raises(Refused) as no:
            report_levy(
                by=PUBLIC, batch=of, story="Diminta lima puluh ribu untuk buku.", amount=None, asked_on=None,
                named=False, now=NOW, application=applied,
            )  # fmt: skip
        assert no.value.code == "not_of_this_class"


def test_only_people_of_the_class_report_and_their_name_stays_out_of_the_trail() -> None:
    batch = a_class()
    with pytest.raises(Refused) as no:
        report_levy(
            by=oneself(make.user().pk), batch=batch, story="Saya bukan peserta kelas ini.", amount=None, asked_on=None,
            named=False, now=NOW,
        )  # fmt: skip
    assert no.value.code == "not_of_this_class"
    with pytest.raises(Refused) as no:
        reported(a_class(), asked_on=NOW.date() + timedelta(days=2))
    assert (no.value.code, no.value.field) == ("not_yet_asked", "asked_on")
    row = reported(batch)
    assert not Entry.objects.filter(actor=f"user:{row.reporter_id}").exists()
