"""The timetable by hand: what is refused by constraint, what is said beside a meeting."""

from datetime import date, time
from typing import Any

import pytest

from balai.institutions.models import Instructor, InstructorCertificate, Room
from balai.kernel.refusal import Refused
from balai.training.actions.sessions import SessionPlan, cancel_session, plan_sessions
from balai.training.actions.timetable import Slot, copy_week, place_session, remove_session, replace_session
from balai.training.models import Booking, TrainingSession
from balai.training.rules.lesson_hours import end_after, read_periods
from balai.training.week import week_of
from tests import factories as make
from tests.training.rows import a_class, admin_of, trainees

pytestmark = [pytest.mark.data, pytest.mark.django_db]
MONDAY, FRIDAY = date(2026, 3, 2), date(2026, 3, 6)
EIGHT = time(8)


def code_of(act: Any) -> str:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.code


def test_eight_lesson_hours_end_where_the_published_grid_ends() -> None:
    pauses = read_periods("10.15-10.30, 12.00-13.00")
    assert end_after(EIGHT, 8, pauses) == time(15, 15)
    assert end_after(time(12, 10), 1, pauses) == time(13, 45)
    assert end_after(time(23), 2, pauses) is None


def test_a_room_and_an_instructor_are_given_once_at_a_time() -> None:
    one = a_class()
    room = Room.objects.create(institution=one.centre, name="Bengkel", kind="workshop", seats=16)
    teacher = make.user()
    other = a_class(centre=one.centre, title="Kelas lain")
    by = admin_of(one)
    place_session(by=by, batch=one, slot=Slot(MONDAY, EIGHT, 4, room=room, instructor=teacher))
    with pytest.raises(Refused) as no:
        place_session(by=by, batch=other, slot=Slot(MONDAY, time(9), 2, room=room))
    assert no.value.code == "time_taken" and "Bengkel" in str(no.value) and one.title in str(no.value)
    with pytest.raises(Refused) as no:
        place_session(by=by, batch=other, slot=Slot(MONDAY, time(9), 2, instructor=teacher))
    assert "mengajar kelas" in str(no.value)
    assert not TrainingSession.objects.filter(batch=other).exists()
    place_session(by=by, batch=other, slot=Slot(MONDAY, time(13), 2, room=room, instructor=teacher))


def test_the_constraint_decides_when_nobody_looked() -> None:
    """Two officers at once: both looked, one writes first. Here the rows themselves collide."""
    from django.db import IntegrityError

    one = a_class()
    room = Room.objects.create(institution=one.centre, name="Bengkel", kind="workshop", seats=16)
    other = a_class(centre=one.centre, title="Kelas lain")
    first = place_session(by=admin_of(one), batch=one, slot=Slot(MONDAY, EIGHT, 1, room=room))
    second = place_session(by=admin_of(one), batch=other, slot=Slot(MONDAY, EIGHT, 1))
    with pytest.raises(IntegrityError):
        Booking.objects.filter(session=second).update(room_id=first.room_id)


def test_a_class_is_planned_into_a_room_of_its_centre_in_one_go() -> None:
    one = a_class()
    here, there = (
        Room.objects.create(institution=of, name="Bengkel", kind="workshop", seats=16)
        for of in (one.centre, make.institution())
    )
    by, slot = admin_of(one), Slot(MONDAY, EIGHT, 2, room=there)
    assert code_of(lambda: place_session(by=by, batch=one, slot=slot)) == "room_elsewhere"
    assert (
        code_of(lambda: plan_sessions(by=by, batch=one, plan=SessionPlan(EIGHT, time(12), room=there)))
        == "room_elsewhere"
    )
    made, _days = plan_sessions(by=by, batch=one, plan=SessionPlan(EIGHT, time(12), count=3, room=here))
    assert {row.room for row in TrainingSession.objects.all()} == {here} and len(made) == 3
    other = a_class(centre=one.centre, title="Kelas lain")
    taken = SessionPlan(time(9), time(10), count=1, room=here)
    assert code_of(lambda: plan_sessions(by=admin_of(other), batch=other, plan=taken)) == "time_taken"


def test_a_cancelled_or_removed_meeting_frees_its_room() -> None:
    one = a_class()
    room = Room.objects.create(institution=one.centre, name="Bengkel", kind="workshop", seats=16)
    other = a_class(centre=one.centre, title="Kelas lain")
    by = admin_of(one)
    first = place_session(by=by, batch=one, slot=Slot(MONDAY, EIGHT, 4, room=room))
    cancel_session(by=by, session=first, reason="Instruktur sakit")
    second = place_session(by=by, batch=other, slot=Slot(MONDAY, EIGHT, 4, room=room))
    remove_session(by=by, session=second)
    assert not Booking.objects.exists()


def test_a_week_is_copied_whole_or_not_at_all() -> None:
    one = a_class()
    room = Room.objects.create(institution=one.centre, name="Bengkel", kind="workshop", seats=16)
    by = admin_of(one)
    place_session(by=by, batch=one, slot=Slot(MONDAY, EIGHT, 8, room=room))
    place_session(by=by, batch=one, slot=Slot(FRIDAY, EIGHT, 4, room=room))
    made = copy_week(by=by, batch=one, monday=MONDAY, onto=date(2026, 3, 9))
    assert [row.held_on for row in made] == [date(2026, 3, 9), date(2026, 3, 13)]
    assert code_of(lambda: copy_week(by=by, batch=one, monday=MONDAY, onto=date(2026, 3, 9))) == "time_taken"
    assert TrainingSession.objects.filter(batch=one).count() == 4
    assert code_of(lambda: copy_week(by=by, batch=one, monday=MONDAY, onto=date(2026, 5, 4))) == "nothing_to_copy"


def test_moving_takes_the_new_time_and_frees_the_old() -> None:
    one = a_class()
    by = admin_of(one)
    row = place_session(by=by, batch=one, slot=Slot(MONDAY, EIGHT, 4))
    replace_session(by=by, session=row, slot=Slot(FRIDAY, time(13), 2))
    assert set(Booking.objects.values_list("day", flat=True)) == {FRIDAY}
    assert (
        code_of(lambda: replace_session(by=by, session=row, slot=Slot(date(2027, 1, 4), EIGHT, 2))) == "outside_class"
    )


def test_what_does_not_fit_is_said_beside_the_meeting() -> None:
    one = a_class(seats=16)
    small = Room.objects.create(institution=one.centre, name="Ruang kecil", kind="room", seats=10)
    teacher = make.user(full_name="Siti Contoh")
    record = Instructor.objects.create(institution=one.centre, user=teacher, full_name="Siti Contoh", field="Menjahit")
    InstructorCertificate.objects.create(
        instructor=record, kind="technical", scheme="Menjahit", valid_until=date(2026, 3, 4)
    )
    by = admin_of(one)
    place_session(by=by, batch=one, slot=Slot(MONDAY, EIGHT, 8, room=small, instructor=teacher))
    late = place_session(by=by, batch=one, slot=Slot(FRIDAY, EIGHT, 8, instructor=teacher))
    TrainingSession.objects.filter(pk=late.pk).update(ends_at=time(14))
    week = week_of(TrainingSession.objects.all(), one, MONDAY)
    monday, friday = week.days[0].rows[0].clashes, week.days[4].rows[0].clashes
    assert len(monday) == 1 and "hanya muat 10 orang" in monday[0]
    assert any("habis 4 Maret 2026" in said for said in friday) and any("salat Jumat" in said for said in friday)


def test_holidays_and_people_in_two_classes_are_said() -> None:
    one, other = a_class(), a_class(title="Kelas sore")
    seated = trainees(one, 1)[0]
    seated.__class__.objects.create(batch=other, person=seated.person, seat=1, started_on=other.starts_on)
    nyepi = date(2026, 3, 19)
    place_session(by=admin_of(one), batch=one, slot=Slot(nyepi, EIGHT, 4))
    place_session(by=admin_of(other), batch=other, slot=Slot(nyepi, time(9), 2))
    said = week_of(TrainingSession.objects.all(), one, date(2026, 3, 16)).days[3]
    assert said.holiday and any("Hari libur" in words for words in said.rows[0].clashes)
    assert any("Kelas sore" in words for words in said.rows[0].clashes)
