"""When a meeting is held is found by the solver too: things and instructors that classes share, online parts, working hours."""

from datetime import UTC, date, datetime, time

import pytest

from balai.access.actor import CLI
from balai.institutions.models import Equipment, Room
from balai.parameters.actions import set_parameter
from balai.parameters.declare import Parameter
from balai.planning.models import Batch
from balai.programmes.models import CurriculumNeed
from balai.training.actions.propose_timetable import accept_timetable
from balai.training.actions.sessions import SessionChange, add_session
from balai.training.actions.timetable import Slot, place_session
from balai.training.models import TimetableProposal, TrainingSession
from balai.training.parameters import BREAKS, DAY_END, SESSION_HOURS
from tests.training.rows import a_class, admin_of
from tests.training.test_solver import BEFORE, a_centre, kinds, proposed

pytestmark = [pytest.mark.data, pytest.mark.django_db]


def says(parameter: Parameter, text: str) -> None:
    set_parameter(by=CLI, parameter=parameter, text=text, valid_from=date(2026, 1, 1), legal_basis="Uji coba")


def half_days(classes: int = 2, teachers: int = 2) -> list[Batch]:
    """Four lesson hours a day, all of it practice."""
    says(SESSION_HOURS, "4")
    batches = a_centre(classes, teachers)
    for batch in batches:
        batch.curriculum.units.update(theory_hours=0, practice_hours=16)
    return batches


def needs(batches: list[Batch], quantity: int, name: str = "Mesin jahit") -> None:
    for batch in batches:
        CurriculumNeed.objects.create(
            curriculum=batch.curriculum, position=1, kind="equipment", name=name, quantity=quantity
        )


def owns(batch: Batch, quantity: int, room: Room | None = None) -> None:
    Equipment.objects.create(
        institution=batch.centre, name="mesin  Jahit", kind="equipment", quantity=quantity, condition="good", room=room
    )


def overlapping(row: TimetableProposal) -> list[tuple[str, str]]:
    return [
        (a["day"], a["starts_at"])
        for a in row.plan for b in row.plan
        if a["batch"] < b["batch"] and a["day"] == b["day"] and a["starts_at"] < b["ends_at"] and b["starts_at"] < a["ends_at"]
    ]  # fmt: skip


def test_two_classes_share_what_is_there_once_by_meeting_at_other_times() -> None:
    batches = half_days()
    needs(batches, 4)
    owns(batches[0], 7)
    row = proposed(batches)
    assert row.problems == [] and overlapping(row) == [] and sum(one["hours"] for one in row.plan) == 2 * 32


def test_with_enough_of_them_both_meet_at_the_usual_time() -> None:
    batches = half_days()
    needs(batches, 4)
    owns(batches[0], 8)
    row = proposed(batches)
    assert row.problems == [] and {one["starts_at"] for one in row.plan if one["day"] == "2026-03-02"} == {"08:00:00"}


def test_one_instructor_serves_two_half_day_classes() -> None:
    row = proposed(half_days(teachers=1))
    assert row.problems == [] and overlapping(row) == []


def test_what_stands_in_one_workshop_is_used_there() -> None:
    batches = half_days()
    needs(batches, 4)
    there = Room.objects.get(name="Bengkel 1")
    owns(batches[0], 4, there)
    row = proposed(batches)
    assert row.problems == [] and overlapping(row) == [] and {one["room"] for one in row.plan} == {there.pk}


def test_what_stands_and_what_moves_add_up() -> None:
    batches = half_days()
    needs(batches, 4)
    owns(batches[0], 3, Room.objects.get(name="Bengkel 0"))
    owns(batches[0], 4, Room.objects.get(name="Bengkel 1"))
    owns(batches[0], 1)
    row = proposed(batches)
    assert row.problems == [] and overlapping(row)


def test_a_class_that_is_timetabled_already_keeps_its_things() -> None:
    planned, fixed = half_days()
    needs([planned, fixed], 4)
    owns(planned, 4)
    by, unit = admin_of(fixed), fixed.curriculum.units.first()
    place_session(by=by, batch=fixed, slot=Slot(date(2026, 3, 3), time(8), 4, unit=unit))
    row = proposed([planned])
    then = next(one for one in row.plan if one["day"] == "2026-03-03")
    assert row.problems == [] and then["starts_at"] == "13:00:00"
    place_session(by=by, batch=fixed, slot=Slot(date(2026, 3, 3), time(13), 4, unit=unit))
    row = proposed([planned])
    assert kinds(row) == {"equipment"}
    said = "3 Maret 2026: Mesin jahit diperlukan 4, yang baik 4. Kelas lain yang sudah terjadwal memakai 4."
    assert said in row.problems[0]["sentence"]


def test_online_parts_need_an_instructor_and_no_room_and_job_training_no_room() -> None:
    batch = a_centre(classes=1, teachers=1)[0]
    Room.objects.filter(institution=batch.centre).update(seats=2)  # too small for anybody
    first, second = batch.curriculum.units.order_by("position")
    type(first).objects.filter(pk=first.pk).update(phase="online", practice_hours=0)
    type(first).objects.filter(pk=second.pk).update(kind="job", unit=None, theory_hours=0)
    row = proposed([batch])
    assert row.problems == []
    assert {(one["unit"], one["mode"], one["room"]) for one in row.plan} == {
        (first.pk, "online", None), (second.pk, "on_site", None),
    }  # fmt: skip
    assert all(one["instructor"] for one in row.plan)
    accept_timetable(by=admin_of(batch), proposal=row, now=BEFORE)
    assert {s.mode for s in TrainingSession.objects.filter(batch=batch, unit=first)} == {"online"}


def test_no_meeting_spans_two_phases() -> None:
    batch = a_centre(classes=1, teachers=1)[0]
    first, second = batch.curriculum.units.order_by("position")
    type(first).objects.filter(pk=first.pk).update(phase="online", theory_hours=6, practice_hours=0)
    type(first).objects.filter(pk=second.pk).update(phase="on_site", theory_hours=0, practice_hours=10)
    day = [one for one in proposed([batch]).plan if one["day"] == "2026-03-02"]
    assert [(one["unit"], one["hours"]) for one in day] == [(first.pk, 5), (first.pk, 1), (second.pk, 2)]


def test_working_hours_and_prayer_times_are_kept() -> None:
    says(DAY_END, "15.00")
    says(BREAKS, "10.00-10.15, 11.45-13.00")
    row = proposed(a_centre(classes=2, teachers=1))
    assert row.plan and all(one["ends_at"] <= "15:00:00" for one in row.plan)
    weekdays = [one for one in row.plan if date.fromisoformat(one["day"]).weekday() != 4]
    assert not any(one["starts_at"] < "13:00:00" and one["ends_at"] > "11:45:00" for one in weekdays)


def test_more_hours_than_the_curriculum_are_said_with_what_to_do() -> None:
    batch = a_centre(classes=1, teachers=1)[0]
    change = SessionChange(date(2026, 3, 2), time(8), time(15, 15))
    add_session(by=admin_of(batch), batch=batch, change=change)
    row = proposed([batch], datetime(2026, 3, 3, 3, tzinfo=UTC))
    assert kinds(row) == {"over"}
    assert "72 jam pelajaran, 8 lebih banyak daripada kurikulum (64)" in row.problems[0]["sentence"]


def test_a_class_without_the_thing_takes_none() -> None:
    batches = half_days()
    needs(batches[:1], 4)
    owns(batches[0], 4)
    other = a_class(centre=batches[0].centre, title="Lain")
    assert overlapping(proposed([*batches, other])) and proposed(batches).problems == []
