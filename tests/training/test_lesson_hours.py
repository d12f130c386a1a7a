"""Lesson hours follow from the times of a meeting, unless somebody wrote them."""

from datetime import date, time

import pytest
from django.test import Client
from django.urls import reverse

from balai.access.actor import CLI
from balai.accounts.models import User
from balai.kernel.refusal import Refused
from balai.parameters.actions import set_parameter
from balai.training.actions.sessions import (
    SessionChange,
    SessionPlan,
    add_session,
    cancel_session,
    change_session,
    make_up_session,
    plan_sessions,
)
from balai.training.models import TrainingSession
from balai.training.parameters import BREAKS
from balai.training.queries.hours import hours_of
from balai.training.rules.lesson_hours import hours_within, read_periods
from balai.training.week import week_of
from tests.training.rows import a_class, admin_of

pytestmark = [pytest.mark.data, pytest.mark.django_db]
MONDAY, FRIDAY = date(2026, 3, 2), date(2026, 3, 6)


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        ((8, 0), (15, 15), 8),
        ((8, 0), (12, 0), 5),
        ((10, 15), (10, 45), 1),
        ((13, 0), (14, 30), 2),
        ((8, 0), (10, 14), 2),
    ],
)
def test_whole_hours_of_45_minutes_without_the_pauses(start: tuple[int, int], end: tuple[int, int], hours: int) -> None:
    pauses = read_periods("10.15-10.30, 12.00-13.00")
    assert hours_within(time(*start), time(*end), pauses) == hours


def test_a_meeting_that_is_added_counts_its_own_hours() -> None:
    batch = a_class()
    by = admin_of(batch)
    made = [
        add_session(by=by, batch=batch, change=change)
        for change in (
            SessionChange(MONDAY, time(8), time(12)), SessionChange(FRIDAY, time(8), time(15, 15)), SessionChange(MONDAY),
            SessionChange(FRIDAY, time(16), time(17), lesson_hours=2),
        )
    ]  # fmt: skip
    assert [one.lesson_hours for one in made] == [5, 7, 8, 2]
    assert hours_of(batch, TrainingSession.objects.all())["planned"] == 22
    week = week_of(TrainingSession.objects.all(), batch, MONDAY)
    assert week.hours == 22 and not any("istirahat" in said for row in week.days[0].rows for said in row.clashes)
    with pytest.raises(Refused) as no:
        add_session(by=by, batch=batch, change=SessionChange(FRIDAY, time(0), time(23)))
    assert (no.value.code, no.value.field) == ("lesson_hours", "lesson_hours")


def test_the_pauses_are_those_of_the_centre_on_that_day() -> None:
    batch = a_class()
    set_parameter(by=CLI, parameter=BREAKS, text="09.00-11.00", valid_from=date(2026, 3, 3), legal_basis="Uji coba")
    days = [
        add_session(by=admin_of(batch), batch=batch, change=SessionChange(day, time(8), time(12)))
        for day in (MONDAY, date(2026, 3, 10))
    ]
    assert [one.lesson_hours for one in days] == [5, 2]


def test_a_changed_meeting_and_one_made_up_follow_their_times_too() -> None:
    batch = a_class()
    by = admin_of(batch)
    row = add_session(by=by, batch=batch, change=SessionChange(MONDAY, time(8), time(15, 15)))
    row = change_session(by=by, session=row, change=SessionChange(MONDAY, time(8), time(10, 15)))
    assert row.lesson_hours == 3
    row = change_session(by=by, session=row, change=SessionChange(MONDAY, time(8), time(10, 15), lesson_hours=4))
    assert row.lesson_hours == 4 and change_session(by=by, session=row, change=SessionChange(MONDAY)).lesson_hours == 4
    cancel_session(by=by, session=row, reason="Listrik padam")
    made = make_up_session(by=by, cancelled=row, change=SessionChange(FRIDAY, time(8), time(9, 30)))
    assert made.lesson_hours == 2


def test_a_plan_in_one_go_counts_the_hours_of_its_day() -> None:
    batch = a_class()
    made, _days = plan_sessions(by=admin_of(batch), batch=batch, plan=SessionPlan(time(8), time(12), count=5))
    assert {one.lesson_hours for one in made} == {5}


def test_the_form_leaves_hours_that_follow_empty_and_keeps_those_written(client: Client) -> None:
    batch = a_class()
    by = admin_of(batch)
    client.force_login(User.objects.get(pk=by.user_id))
    said = {"held_on": "02-03-2026", "starts_at": "08.00", "ends_at": "12.00", "topic": "Pola"}
    client.post(reverse("training:add_session", args=[batch.pk]), said)
    row = TrainingSession.objects.get()
    page = reverse("training:session", args=[batch.pk, row.number])
    form = client.get(page).context["form"]
    assert (row.lesson_hours, form["lesson_hours"].value()) == (5, None)
    client.post(page, said | {"lesson_hours": "6"})
    assert TrainingSession.objects.get().lesson_hours == 6
    assert client.get(page).context["form"]["lesson_hours"].value() == 6
    client.post(page, said | {"lesson_hours": ""})
    assert TrainingSession.objects.get().lesson_hours == 5
