"""What holds when a class is cancelled with people in it, a licence ends half way, or two officers plan or judge at once."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from balai.audit.models import Entry
from balai.institutions.models import Instructor, InstructorCertificate, Room
from balai.kernel.refusal import Refused
from balai.kernel.registry import Reader
from balai.planning.actions.batches import move_batch, restore_batch
from balai.planning.models import Batch
from balai.training.actions.attendance import mark_attendance
from balai.training.actions.enrol import enrol_person, leave_training
from balai.training.actions.sessions import SessionChange, change_session
from balai.training.actions.timetable import Slot, place_session
from balai.training.calendars import calendar_of
from balai.training.clashes import clashes_of
from balai.training.desk import waiting
from balai.training.models import Booking, Enrolment, TrainingSession
from balai.training.privacy import road
from tests import factories as make
from tests.admissions.test_pages import as_user
from tests.support.races import one_behind_the_other
from tests.support.refusals import code_of
from tests.training.rows import a_class, admin_of, trainees

pytestmark = [pytest.mark.data, pytest.mark.django_db]
MONDAY, TUESDAY, WEDNESDAY = date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 4)
EIGHT = time(8)
THE_DAY = datetime(2026, 3, 3, 12, tzinfo=UTC)
WHY = "Pelatih sakit lama."


def a_room(batch: Batch) -> Room:
    return Room.objects.create(institution=batch.centre, name="Bengkel", kind="workshop", seats=16)


def a_licensed(batch: Batch, until: date | None) -> tuple[Any, InstructorCertificate]:
    user = make.user(full_name="Siti Contoh")
    record = Instructor.objects.create(institution=batch.centre, user=user, full_name="Siti Contoh", field="Menjahit")
    paper = InstructorCertificate.objects.create(
        instructor=record, kind="technical", scheme="Menjahit", valid_until=until
    )
    return user, paper


def cancel(batch: Batch) -> Batch:
    return move_batch(by=admin_of(batch), batch=batch, step="cancel", now=THE_DAY, reason=WHY)


def said_of(batch: Batch) -> list[str]:
    rows = TrainingSession.objects.filter(batch=batch).select_related("room", "instructor").order_by("number")
    said = [words for many in clashes_of(batch, list(rows)).values() for words in many]
    return [
        words for words in said if "jam istirahat" not in words
    ]  # eight o'clock, four hours: not what is asked here


# A class cancelled after people sit in it -----------------------------------------------------------------------------
def test_a_cancelled_class_gives_its_room_to_whoever_needs_it_and_says_so_when_it_stands_again() -> None:
    one = a_class()
    other, by, room = a_class(centre=one.centre, title="Kelas lain"), admin_of(one), a_room(one)
    teacher = make.user()
    kept = place_session(by=by, batch=one, slot=Slot(MONDAY, EIGHT, 4, room=room))
    lost = place_session(by=by, batch=one, slot=Slot(TUESDAY, EIGHT, 4, room=room, instructor=teacher))
    needed = Slot(TUESDAY, time(9), 2, room=room)
    assert code_of(lambda: place_session(by=by, batch=other, slot=needed)) == "time_taken"
    one = cancel(one)
    place_session(by=by, batch=other, slot=needed)
    assert set(Booking.objects.filter(batch=one).values_list("session_id", flat=True)) == {kept.pk}
    assert code_of(lambda: place_session(by=by, batch=other, slot=Slot(TUESDAY, time(9), 1))) == "time_taken"
    one = restore_batch(by=by, batch=one)
    (said,) = said_of(one)
    assert "Bengkel" in said and "Kelas lain" in said
    change = SessionChange(held_on=WEDNESDAY, starts_at=EIGHT, ends_at=time(10), instructor=teacher)
    change_session(by=by, session=lost, change=change)
    assert not said_of(one) and Booking.objects.filter(session=lost).exists()


def test_a_meeting_that_was_held_keeps_its_room_when_the_class_is_cancelled() -> None:
    one = a_class()
    other, by, room = a_class(centre=one.centre, title="Kelas lain"), admin_of(one), a_room(one)
    held = place_session(by=by, batch=one, slot=Slot(MONDAY, EIGHT, 4, room=room))
    seat = trainees(one, 1)[0]
    mark_attendance(by=by, session=held, marks={seat.pk: "present"}, client_id=uuid4(), now=THE_DAY)
    cancel(one)
    assert code_of(lambda: place_session(by=by, batch=other, slot=Slot(MONDAY, EIGHT, 2, room=room))) == "time_taken"


def test_a_mark_of_a_day_that_was_taught_is_taken_after_the_class_was_cancelled() -> None:
    """A phone without a network sends it later; the allowance of that day is owed."""
    one = a_class()
    by, seat = admin_of(one), trainees(one, 1)[0]
    meeting = place_session(by=by, batch=one, slot=Slot(MONDAY, EIGHT, 4))
    cancel(one)
    sent: Any = {"session": meeting, "marks": {seat.pk: "present"}, "client_id": uuid4(), "now": THE_DAY}
    assert (mark_attendance(by=by, **sent).new, mark_attendance(by=by, **sent).known) == (1, True)


def test_whoever_sat_in_it_reads_that_it_is_cancelled_and_is_asked_to_no_meeting() -> None:
    one = a_class()
    user = make.user()
    person = make.person(user=user)
    Enrolment.objects.create(batch=one, person=person, seat=1, started_on=one.starts_on)
    place_session(by=admin_of(one), batch=one, slot=Slot(WEDNESDAY, EIGHT, 4))

    def calendar() -> str:
        return calendar_of(TrainingSession.objects.filter(batch=one), "Kelas", THE_DAY).decode()

    def begun() -> Any:
        return next(step for step in road(person.pk, MONDAY, Reader(oneself=True)) if "Mengikuti" in step.title)

    client = as_user(user)
    assert "STATUS:CONFIRMED" in calendar() and begun().state == "current"
    cancel(one)
    assert "STATUS:CANCELLED" in calendar() and "STATUS:CONFIRMED" not in calendar()
    assert (begun().state, begun().url) == ("done", "") and "dibatalkan: Pelatih sakit lama." in begun().text
    page = client.get(f"/kelas/{one.pk}/saya/").content.decode()
    assert "Kelas ini dibatalkan" in page and WHY in page and "Tidak ada pertemuan lagi" in page


def test_a_cancelled_class_seats_nobody_and_its_people_are_free_for_another() -> None:
    one, other = a_class(), a_class()
    person = make.person()
    enrol_person(by=admin_of(one), batch=one, person=person, today=MONDAY)
    late = make.person()
    seated = lambda: enrol_person(by=admin_of(other), batch=other, person=person, today=MONDAY)  # noqa: E731
    assert code_of(seated) == "confirmed_elsewhere"
    cancel(one)
    assert seated().state == "enrolled"
    no_more = lambda: enrol_person(by=admin_of(one), batch=one, person=late, today=MONDAY)  # noqa: E731
    assert code_of(no_more) == "class_takes_nobody"


def test_its_meetings_count_neither_as_a_load_nor_as_a_clash() -> None:
    one, teacher = a_class(), make.user()
    other = a_class(centre=one.centre, title="Kelas lain")
    seated = trainees(one, 1)[0]
    Enrolment.objects.create(batch=other, person=seated.person, seat=1, started_on=other.starts_on)
    for day in range(4):
        place_session(
            by=admin_of(one), batch=one, slot=Slot(MONDAY + timedelta(days=day), EIGHT, 8, instructor=teacher)
        )
    meeting = place_session(by=admin_of(one), batch=other, slot=Slot(MONDAY, EIGHT, 4))
    TrainingSession.objects.filter(pk=meeting.pk).update(instructor=teacher, lesson_hours=20)
    assert any("lebih dari" in words for words in said_of(other)) and any(
        "peserta" in words for words in said_of(other)
    )
    cancel(one)
    assert said_of(other) == []


# A licence that ends half way -----------------------------------------------------------------------------------------
def licence_items(batch: Batch, on: datetime = THE_DAY) -> list[Any]:
    return [item for item in waiting(admin_of(batch), on) if item.key.startswith("training.licence")]


def test_a_licence_that_ends_half_way_waits_on_the_desk_until_it_is_renewed_or_somebody_else_teaches() -> None:
    one = a_class()
    teacher, paper = a_licensed(one, until=MONDAY)
    substitute, _papers = a_licensed(one, until=None)
    by = admin_of(one)
    place_session(by=by, batch=one, slot=Slot(MONDAY, EIGHT, 4, instructor=teacher))
    assert licence_items(one) == []
    after = place_session(by=by, batch=one, slot=Slot(WEDNESDAY, EIGHT, 4, instructor=teacher))
    (item,) = licence_items(one)
    assert "Siti Contoh" in str(item.title) and "hari ke-1 kelas; 1 pertemuan sesudahnya" in str(item.reason)
    assert item.urgency == 0 and any("habis 2 Maret 2026" in words for words in said_of(one))
    InstructorCertificate.objects.filter(pk=paper.pk).update(valid_until=None)
    assert licence_items(one) == [] == said_of(one)
    InstructorCertificate.objects.filter(pk=paper.pk).update(valid_until=MONDAY)
    change_session(
        by=by, session=after,
        change=SessionChange(held_on=WEDNESDAY, starts_at=EIGHT, ends_at=time(11), instructor=substitute),
    )  # fmt: skip
    assert licence_items(one) == [] == said_of(one)


def test_what_was_taught_without_a_licence_is_still_recorded_and_a_cancelled_class_asks_for_nothing() -> None:
    one = a_class()
    teacher, _paper = a_licensed(one, until=MONDAY)
    by, seat = admin_of(one), trainees(one, 1)[0]
    taught = place_session(by=by, batch=one, slot=Slot(TUESDAY, EIGHT, 4, instructor=teacher))
    place_session(by=by, batch=one, slot=Slot(WEDNESDAY, EIGHT, 4, instructor=teacher))
    assert mark_attendance(by=by, session=taught, marks={seat.pk: "present"}, client_id=uuid4(), now=THE_DAY).new == 1
    assert len(licence_items(one)) == 1
    cancel(one)
    assert licence_items(one) == []


# Two at once, and the same again --------------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_of_two_officers_who_take_one_room_at_once_the_second_is_told_by_whom() -> None:
    one = a_class()
    other, room = a_class(centre=one.centre, title="Kelas lain"), a_room(one)
    first, second = admin_of(one), admin_of(one)
    raced = one_behind_the_other(
        lambda: place_session(by=first, batch=one, slot=Slot(MONDAY, EIGHT, 4, room=room)),
        lambda: place_session(by=second, batch=other, slot=Slot(MONDAY, time(9), 2, room=room)),
    )
    connection.close()
    assert raced.waited and isinstance(raced.second, Refused), raced
    assert raced.second.code == "time_taken" and one.title in str(raced.second)
    assert not TrainingSession.objects.filter(batch=other).exists()


def test_leaving_sent_again_is_answered_and_written_once() -> None:
    one = a_class()
    by, seat = admin_of(one), trainees(one, 1)[0]
    said: Any = {"by": by, "enrolment": seat, "reason": "Pindah ke luar kota", "today": TUESDAY}
    first = leave_training(**said)
    assert leave_training(**said).ended_on == first.ended_on
    assert Entry.objects.filter(verb="training.leave").count() == 1
    assert code_of(lambda: leave_training(**(said | {"reason": "Alasan yang lain"}))) == "wrong_state"
