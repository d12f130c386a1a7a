"""A meeting that is deleted stays in calendars as cancelled, under its UID, until thirty days after the class."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar, Event

from balai.accounts.models import User
from balai.config.schedule import due_tasks
from balai.kernel.refusal import Refused
from balai.planning.models import Batch
from balai.training.actions.feed import make_class_feed, make_feed
from balai.training.actions.propose_timetable import accept_timetable, ask_timetable, solve_waiting, undo_timetable
from balai.training.actions.sessions import SessionChange, SessionPlan, cancel_session, change_session, plan_sessions
from balai.training.actions.timetable import Slot, place_session, remove_session, replace_session
from balai.training.models import TrainingSession, WithdrawnMeeting
from tests import factories as make
from tests.training.rows import NOW, a_class, admin_of, instructor_of
from tests.training.test_calendars import oneself

pytestmark = [pytest.mark.data, pytest.mark.django_db]
DAY = date(2026, 3, 2)
BEFORE = datetime(2026, 2, 20, 3, tzinfo=UTC)


def address_of(batch: Batch) -> str:
    return reverse("training:feed", args=[make_class_feed(by=instructor_of(batch), batch=batch, now=NOW)[1]])


def events(address: str) -> dict[str, Event]:
    """By UID, as a calendar program knows them."""
    return {str(event["uid"]): event for event in Calendar.from_ical(Client().get(address).content).walk("VEVENT")}


def states(address: str) -> dict[str, tuple[int, str]]:
    return {uid: (int(event["sequence"]), str(event["status"])) for uid, event in events(address).items()}


def test_a_meeting_taken_away_stays_as_cancelled_where_it_stood() -> None:
    batch = a_class(centre=make.institution(region=make.regency(tz="Asia/Makassar")))
    by, address = admin_of(batch), address_of(batch)
    session = place_session(by=by, batch=batch, slot=Slot(DAY, time(8), 2, topic="Pola"))
    session = replace_session(by=by, session=session, slot=Slot(DAY, time(13), 2, topic="Pola"))
    uid = str(session.uid)
    assert states(address) == {uid: (1, "CONFIRMED")}
    remove_session(by=by, session=session)
    assert not TrainingSession.objects.exists() and states(address) == {uid: (2, "CANCELLED")}
    told = events(address)[uid]
    assert told["dtstart"].params["tzid"] == "Asia/Makassar" and told["dtend"].dt.time() == time(14, 30)
    assert told["dtstart"].dt.replace(tzinfo=None) == datetime(2026, 3, 2, 13)
    assert str(told["summary"]) == batch.title and "dihapus" in told["description"]


def test_a_plan_made_anew_cancels_the_meetings_before_it() -> None:
    batch = a_class()
    by, address = admin_of(batch), address_of(batch)
    plan_sessions(by=by, batch=batch, plan=SessionPlan(time(8), time(15), count=3))
    before = states(address)
    plan_sessions(by=by, batch=batch, plan=SessionPlan(time(9), time(15), count=2))
    after = states(address)
    assert len(before) == 3 and len(after) == 5
    assert {uid: after.pop(uid) for uid in before} == dict.fromkeys(before, (1, "CANCELLED"))
    assert set(after.values()) == {(0, "CONFIRMED")}
    plan_sessions(by=by, batch=batch, plan=SessionPlan(count=2))
    gone = WithdrawnMeeting.objects.count()
    plan_sessions(by=by, batch=batch, plan=SessionPlan(count=2))
    assert gone == WithdrawnMeeting.objects.count() == 5  # those without hours were in no calendar


def test_what_is_refused_cancels_nothing() -> None:
    batch = a_class()
    by, address = admin_of(batch), address_of(batch)
    made, _days = plan_sessions(by=by, batch=batch, plan=SessionPlan(time(8), time(15), count=2))
    cancel_session(by=by, session=made[0], reason="listrik padam")
    with pytest.raises(Refused):
        plan_sessions(by=by, batch=batch, plan=SessionPlan(time(9), time(15)))
    assert sorted(states(address).values()) == [(0, "CONFIRMED"), (1, "CANCELLED")]
    assert not WithdrawnMeeting.objects.exists()


def test_a_proposed_timetable_cancels_what_it_replaces_and_is_cancelled_when_undone() -> None:
    batch = a_class(ends_on=date(2026, 3, 4))
    by, address = admin_of(batch), address_of(batch)
    old, _days = plan_sessions(by=by, batch=batch, plan=SessionPlan(time(8), time(15)))
    ask_timetable(by=by, centre=batch.centre, batches=[batch], now=BEFORE)
    solve_waiting(BEFORE)
    row = accept_timetable(by=by, proposal=batch.centre.timetable_proposals.get(), now=BEFORE)
    proposed = {str(uid) for uid in TrainingSession.objects.values_list("uid", flat=True)}
    told = states(address)
    assert proposed and {told[str(one.uid)] for one in old} == {(1, "CANCELLED")}
    assert {told[uid] for uid in proposed} == {(0, "CONFIRMED")}
    undo_timetable(by=by, proposal=row, now=BEFORE)
    told = states(address)
    assert {told[uid] for uid in proposed} == {(1, "CANCELLED")}
    assert {told[str(one.uid)] for one in old} == {(2, "CONFIRMED")}  # newer than the cancelling that calendars read


def test_an_instructors_own_calendar_shows_only_what_was_theirs(django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    batch, teacher, other = a_class(), make.user(), make.user()
    by = admin_of(batch)
    for hour, who in ((8, teacher), (13, other)):
        place_session(by=by, batch=batch, slot=Slot(DAY, time(hour), 2, instructor=who))

    def own(user: User) -> str:
        return reverse("training:feed", args=[make_feed(by=oneself(user.pk), now=NOW)[1]])

    mine = own(teacher)
    for session in TrainingSession.objects.all():
        remove_session(by=by, session=session)
    with django_assert_max_num_queries(6):
        assert list(states(mine).values()) == [(1, "CANCELLED")]
    assert list(states(own(make.user()))) == []


def test_the_file_of_a_class_tells_them_too(client: Client) -> None:
    batch = a_class()
    session = place_session(by=admin_of(batch), batch=batch, slot=Slot(DAY, time(8), 2))
    remove_session(by=admin_of(batch), session=session)
    client.force_login(make.desk(batch.centre, "instructor").user)
    answer = client.get(reverse("training:class_calendar", args=[batch.pk]))
    assert str(session.uid) in answer.content.decode() and "STATUS:CANCELLED" in answer.content.decode()


def test_it_is_forgotten_thirty_days_after_the_class() -> None:
    batch = a_class()
    session = place_session(by=admin_of(batch), batch=batch, slot=Slot(DAY, time(8), 2))
    remove_session(by=admin_of(batch), session=session)
    (task,) = [task for task in due_tasks() if task.name == "training.forget_withdrawn"]
    last = datetime.combine(batch.ends_on, time(12), UTC)
    assert task.run(last + timedelta(days=30)) == 0 and WithdrawnMeeting.objects.exists()
    assert task.run(last + timedelta(days=31)) == 1 and not WithdrawnMeeting.objects.exists()


def test_a_meeting_given_to_another_instructor_is_cancelled_for_the_first_and_new_for_the_second() -> None:
    batch = a_class()
    by = admin_of(batch)
    first, second = make.user(full_name="Dewi Contoh"), make.user(full_name="Rahmat Contoh")
    theirs, others = (
        reverse("training:feed", args=[make_feed(by=oneself(user.pk), now=NOW)[1]]) for user in (first, second)
    )
    whole = address_of(batch)
    session = place_session(by=by, batch=batch, slot=Slot(DAY, time(8), 2, topic="Pola", instructor=first))
    uid = str(session.uid)
    assert (states(theirs), states(others)) == ({uid: (0, "CONFIRMED")}, {})
    session = replace_session(by=by, session=session, slot=Slot(DAY, time(10, 30), 2, instructor=second))
    assert (states(theirs), states(others)) == ({uid: (1, "CANCELLED")}, {uid: (1, "CONFIRMED")})
    assert states(whole) == {uid: (1, "CONFIRMED")}
    told = events(theirs)[uid]
    assert told["dtstart"].dt.time() == time(8) and "diajar instruktur lain" in told["description"]
    change = SessionChange(DAY, time(13), time(14, 30), instructor=first, reason="Rahmat sakit")
    session = change_session(by=by, session=session, change=change)
    assert (states(theirs), states(others)) == ({uid: (2, "CONFIRMED")}, {uid: (2, "CANCELLED")})
    remove_session(by=by, session=session)
    assert (states(theirs), states(others)) == ({uid: (3, "CANCELLED")}, {uid: (2, "CANCELLED")})
    assert states(whole) == {uid: (3, "CANCELLED")}
