"""Accepting asks as much whatever the number of classes; undoing brings back only what its class still is."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from balai.accounts.models import User
from balai.institutions.models import Room
from balai.kernel.refusal import Refused
from balai.planning.models import Batch
from balai.training.actions.propose_timetable import accept_timetable, undo_timetable
from balai.training.actions.sessions import cancel_session
from balai.training.actions.timetable import Slot, place_session
from balai.training.models import TimetableProposal, TrainingSession
from tests import factories as make
from tests.training.rows import a_class, admin_of

pytestmark = [pytest.mark.data, pytest.mark.django_db]
BEFORE = datetime(2026, 2, 20, 3, tzinfo=UTC)
MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 24)
CODES: dict[str, Any] = {
    "cancelled": {"state": "cancelled"}, "finished": {"state": "finished"}, "outside": {"ends_on": date(2026, 3, 20)},
}  # fmt: skip


def classes(number: int) -> list[Batch]:
    first = a_class()
    return [first, *(a_class(centre=first.centre, title=f"Kelas {n}") for n in range(2, number + 1))]


def a_proposal(batches: list[Batch]) -> TimetableProposal:
    """One meeting on the first Monday for each class."""
    plan = [
        {"batch": one.pk, "day": MONDAY.isoformat(), "starts_at": "08:00:00", "ends_at": "10:15:00", "hours": 3,
         "unit": one.curriculum.units.first().pk, "room": None, "instructor": None, "mode": "on_site"}
        for one in batches
    ]  # fmt: skip
    return TimetableProposal.objects.create(
        centre=batches[0].centre, batches=[one.pk for one in batches], state="proposed", plan=plan, asked_by="cli",
        asked_at=BEFORE,
    )  # fmt: skip


def asked_by(act: Any) -> int:
    with CaptureQueriesContext(connection) as caught:
        act()
    return len(caught)


def test_accepting_and_undoing_ask_as_much_for_three_classes_as_for_one() -> None:
    numbers = []
    for number in (1, 3):
        batches = classes(number)
        by, row = admin_of(batches[0]), a_proposal(batches)
        for one in batches:
            place_session(by=by, batch=one, slot=Slot(TUESDAY, time(8), 2, unit=one.curriculum.units.first()))
        numbers.append(
            (
                asked_by(lambda by=by, row=row: accept_timetable(by=by, proposal=row, now=BEFORE)),
                asked_by(lambda by=by, row=row: undo_timetable(by=by, proposal=row, now=BEFORE)),
            )
        )
    assert numbers[0] == numbers[1]


def changed_since(change: dict[str, Any]) -> tuple[list[Batch], TimetableProposal]:
    """Two classes whose meeting was replaced; the second one changed since."""
    batches = classes(2)
    by, row = admin_of(batches[0]), a_proposal(batches)
    for one in batches:
        place_session(by=by, batch=one, slot=Slot(TUESDAY, time(8), 2, topic=f"Lama {one.title}"))
    accept_timetable(by=by, proposal=row, now=BEFORE)
    Batch.objects.filter(pk=batches[1].pk).update(**change)
    return batches, row


@pytest.mark.parametrize("code", CODES)
def test_a_meeting_of_a_class_that_changed_since_does_not_come_back_and_is_named(client: Client, code: str) -> None:
    batches, row = changed_since(CODES[code])
    by = admin_of(batches[0])
    row = undo_timetable(by=by, proposal=row, now=BEFORE)
    assert [one.batch for one in TrainingSession.objects.all()] == batches[:1]
    assert {one["batch"]: one["not_back"] for one in row.replaced} == {batches[0].pk: "", batches[1].pk: code}
    client.force_login(User.objects.get(pk=by.user_id))
    page = client.get(reverse("training:proposal", args=[row.pk])).content.decode()
    assert "Pertemuan lama yang tidak dikembalikan" in page and "Kelas 2, 1 pertemuan" in page
    assert "24 Maret 2026" in page


def test_a_class_that_went_to_another_centre_neither_takes_nor_gets_back_meetings() -> None:
    batches, row = changed_since({"centre": make.institution()})
    row = undo_timetable(by=admin_of(batches[0]), proposal=row, now=BEFORE)
    assert [one["not_back"] for one in row.replaced] == ["", "elsewhere"]
    with pytest.raises(Refused) as no:
        accept_timetable(by=admin_of(batches[0]), proposal=a_proposal(batches), now=BEFORE)
    assert no.value.code == "class_changed"


def test_a_day_that_is_over_is_said_and_so_is_a_meeting_made_up_for_since() -> None:
    batches = classes(1)
    by, row = admin_of(batches[0]), a_proposal(batches)
    off, kept, past = (
        place_session(by=by, batch=batches[0], slot=Slot(date(2026, 3, day), time(8), 2)) for day in (23, 24, 3)
    )
    cancel_session(by=by, session=off, reason="Listrik padam")
    TrainingSession.objects.filter(pk=kept.pk).update(makes_up=off)
    accept_timetable(by=by, proposal=row, now=BEFORE)
    again = place_session(by=by, batch=batches[0], slot=Slot(date(2026, 3, 25), time(8), 2))
    TrainingSession.objects.filter(pk=again.pk).update(makes_up=off)
    row = undo_timetable(by=by, proposal=row, now=datetime(2026, 3, 4, 3, tzinfo=UTC))
    assert {one["uid"]: one["not_back"] for one in row.replaced} == {str(kept.uid): "made_up", str(past.uid): "over"}


def test_undoing_brings_back_what_is_still_free_and_names_what_took_the_rest(client: Client) -> None:
    """A room, an instructor and the class itself were given to other meetings since: only those meetings stay out."""
    batch, other = classes(2)
    by, row, teacher = admin_of(batch), a_proposal([batch]), make.user()
    room = Room.objects.create(institution=batch.centre, name="Bengkel", kind="workshop", seats=16)
    days = [date(2026, 3, day) for day in (23, 24, 25, 26)]
    for day in days:
        place_session(by=by, batch=batch, slot=Slot(day, time(8), 2, room=room, instructor=teacher))
    accept_timetable(by=by, proposal=row, now=BEFORE)
    place_session(by=by, batch=other, slot=Slot(days[0], time(9), 2, room=room))
    place_session(by=by, batch=other, slot=Slot(days[1], time(7), 2, instructor=teacher))
    place_session(by=by, batch=batch, slot=Slot(days[2], time(8), 1))
    row = undo_timetable(by=by, proposal=row, now=BEFORE)
    assert row.state == "undone"
    assert [one["not_back"] for one in row.replaced] == ["room_taken", "instructor_taken", "class_taken", ""]
    back = TrainingSession.objects.filter(batch=batch, room=room).get()
    assert (back.held_on, back.bookings.count()) == (days[3], 6)
    client.force_login(User.objects.get(pk=by.user_id))
    page = client.get(reverse("training:proposal", args=[row.pk])).content.decode()
    assert "ruangnya sudah dipakai pertemuan lain" in page and "23 Maret 2026" in page


def test_of_two_replaced_meetings_that_want_one_room_the_first_comes_back() -> None:
    """They stood together because one class had lost its time while it was cancelled."""
    batches = classes(2)
    by, row = admin_of(batches[0]), a_proposal(batches)
    room = Room.objects.create(institution=batches[0].centre, name="Bengkel", kind="workshop", seats=16)
    place_session(by=by, batch=batches[0], slot=Slot(TUESDAY, time(8), 2, room=room))
    Batch.objects.filter(pk=batches[0].pk).update(state="cancelled")
    place_session(by=by, batch=batches[1], slot=Slot(TUESDAY, time(8), 2, room=room))
    Batch.objects.filter(pk=batches[0].pk).update(state="running")
    accept_timetable(by=by, proposal=row, now=BEFORE)
    row = undo_timetable(by=by, proposal=row, now=BEFORE)
    assert [one["not_back"] for one in row.replaced] == ["", "room_taken"]
