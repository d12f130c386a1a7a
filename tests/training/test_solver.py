"""The solver on a small centre: what it assigns, what it says when it cannot, and that it says the same twice."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from balai.accounts.models import User
from balai.institutions.models import Equipment, Instructor, InstructorCertificate, Room
from balai.kernel.refusal import Refused
from balai.planning.models import Batch
from balai.programmes.models import CurriculumNeed
from balai.training.actions.propose_timetable import accept_timetable, ask_timetable, solve_waiting, undo_timetable
from balai.training.actions.sessions import cancel_session
from balai.training.actions.timetable import Slot, place_session
from balai.training.models import TimetableProposal, TrainingSession
from balai.training.week import week_of
from tests import factories as make
from tests.training.rows import a_class, admin_of

pytestmark = [pytest.mark.data, pytest.mark.django_db]
BEFORE = datetime(2026, 2, 20, 3, tzinfo=UTC)


def a_teacher(batch: Batch, name: str, until: date | None = None, scheme: str = "Menjahit") -> Instructor:
    row = Instructor.objects.create(institution=batch.centre, user=make.user(full_name=name), full_name=name)
    InstructorCertificate.objects.create(instructor=row, kind="technical", scheme=scheme, valid_until=until)
    return row


def a_centre(classes: int = 2, teachers: int = 2) -> list[Batch]:
    first = a_class()
    batches = [first, *(a_class(centre=first.centre, title=f"Kelas {n}") for n in range(2, classes + 1))]
    for number in range(classes):
        Room.objects.create(institution=first.centre, name=f"Bengkel {number}", kind="workshop", seats=16)
    for number in range(teachers):
        a_teacher(first, f"Guru {number}")
    return batches


def proposed(batches: list[Batch], now: datetime = BEFORE) -> TimetableProposal:
    row = ask_timetable(by=admin_of(batches[0]), centre=batches[0].centre, batches=batches, now=now)
    solve_waiting(now)
    row.refresh_from_db()
    assert row.state == "proposed"
    return row


def kinds(row: TimetableProposal) -> set[str]:
    return {one["kind"].split(":")[0] for one in row.problems}


def test_two_classes_get_teachers_and_rooms_without_a_clash_and_twice_the_same() -> None:
    batches = a_centre()
    row = proposed(batches)
    assert row.problems == []
    assert sum(one["hours"] for one in row.plan) == 2 * 64
    for what in ("instructor", "room"):
        at = [(one[what], one["day"], one["starts_at"]) for one in row.plan]
        assert None not in {one[0] for one in at} and len(set(at)) == len(at)
    fridays = [one for one in row.plan if date.fromisoformat(one["day"]).weekday() == 4]
    assert fridays and not any(one["starts_at"] < "13:00" and one["ends_at"] > "11:30" for one in fridays)
    assert not any(one["day"] == "2026-03-19" for one in row.plan)  # Nyepi
    accept_timetable(by=admin_of(batches[0]), proposal=row, now=BEFORE)
    assert proposed(batches).plan == row.plan
    said = week_of(TrainingSession.objects.all(), batches[0], date(2026, 3, 2))
    assert said.hours and said.clashes == 0


def test_one_teacher_for_two_classes_is_named_as_the_clash() -> None:
    row = proposed(a_centre(teachers=1))
    assert kinds(row) == {"busy"}
    assert "Guru 0 mengajar" in row.problems[0]["sentence"]


def test_a_licence_that_ends_inside_the_class_is_named_with_its_day() -> None:
    batches = a_centre(classes=1, teachers=0)
    a_teacher(batches[0], "Siti Contoh", date(2026, 3, 5))
    row = proposed(batches)
    assert kinds(row) == {"licence"}
    assert "Siti Contoh habis 5 Maret 2026" in row.problems[0]["sentence"]
    assert all(one["instructor"] is None for one in row.plan if one["day"] > "2026-03-05")


@pytest.mark.parametrize(
    ("clash", "kind"),
    [("none able", "competence"), ("small", "room"), ("things", "equipment"), ("days", "calendar"), ("week", "hours")],
)
def test_each_requirement_is_named(clash: str, kind: str) -> None:
    batches = a_centre(classes=1, teachers=0 if clash == "none able" else 1)
    batch = batches[0]
    if clash == "none able":
        a_teacher(batch, "Tukang las", scheme="Las listrik")
    if clash == "small":
        Room.objects.update(seats=2)
    if clash == "things":
        CurriculumNeed.objects.create(
            curriculum=batch.curriculum, position=1, kind="equipment", name="Mesin jahit", quantity=4
        )
        Equipment.objects.create(
            institution=batch.centre, name="mesin  Jahit", kind="equipment", quantity=3, condition="good"
        )
        Equipment.objects.create(
            institution=batch.centre, name="Mesin jahit", kind="equipment", quantity=9, condition="worn"
        )
    if clash == "days":
        batch.curriculum.units.update(practice_hours=90)
    if clash == "week":
        from balai.access.actor import CLI
        from balai.parameters.actions import set_parameter
        from balai.training.parameters import TEACHING_WEEK

        set_parameter(by=CLI, parameter=TEACHING_WEEK, text="20", valid_from=date(2026, 1, 1), legal_basis="Uji coba")
    assert kind in kinds(proposed(batches))


def test_accepting_replaces_what_was_planned_and_undoing_brings_it_back() -> None:
    batches = a_centre()
    by = admin_of(batches[0])
    place_session(
        by=by, batch=batches[0], slot=Slot(date(2026, 3, 3), datetime(2026, 1, 1, 8).time(), 4, topic="Buatan sendiri")
    )
    row = accept_timetable(by=by, proposal=proposed(batches), now=BEFORE)
    assert TrainingSession.objects.filter(batch__in=batches).count() == len(row.plan)
    undo_timetable(by=by, proposal=row, now=BEFORE)
    assert [one.topic for one in TrainingSession.objects.filter(batch__in=batches)] == ["Buatan sendiri"]


def test_undoing_leaves_what_was_placed_by_hand_since() -> None:
    batches = a_centre()
    by = admin_of(batches[0])
    row = accept_timetable(by=by, proposal=proposed(batches), now=BEFORE)
    slot = Slot(date(2026, 3, 7), datetime(2026, 1, 1, 8).time(), 4, topic="Buatan sendiri")
    mine = place_session(by=by, batch=batches[0], slot=slot)
    undo_timetable(by=by, proposal=row, now=BEFORE)
    assert list(TrainingSession.objects.filter(batch__in=batches)) == [mine]


def test_an_older_proposal_is_neither_undone_nor_offered_while_a_newer_one_stands(client: Client) -> None:
    batches = a_centre()
    by = admin_of(batches[0])
    older = accept_timetable(by=by, proposal=proposed(batches), now=BEFORE)
    newer = accept_timetable(by=by, proposal=proposed(batches[:1]), now=BEFORE)
    before = set(TrainingSession.objects.values_list("uid", flat=True))
    with pytest.raises(Refused) as no:
        undo_timetable(by=by, proposal=older, now=BEFORE)
    assert no.value.code == "newer_accepted"
    assert set(TrainingSession.objects.values_list("uid", flat=True)) == before
    client.force_login(User.objects.get(pk=by.user_id))
    offered = [
        b'value="undo"' in client.get(reverse("training:proposal", args=[one.pk])).content for one in (older, newer)
    ]
    assert offered == [False, True]
    undo_timetable(by=by, proposal=newer, now=BEFORE)
    undo_timetable(by=by, proposal=older, now=BEFORE)
    assert not TrainingSession.objects.exists()


def test_what_comes_back_is_what_it_was() -> None:
    """Online with its link, taught by a substitute, moved from its first day, made up for one that was cancelled."""
    batches = a_centre()
    by, batch = admin_of(batches[0]), batches[0]
    slots = [Slot(date(2026, 3, day), datetime(2026, 1, 1, 8).time(), 4) for day in (3, 4)]
    off, kept = (place_session(by=by, batch=batch, slot=slot) for slot in slots)
    cancel_session(by=by, session=off, reason="Listrik padam")
    TrainingSession.objects.filter(pk=kept.pk).update(
        mode="online", join_url="https://rapat.example/1", makes_up=off, first_planned_on=date(2026, 3, 2),
        first_instructor=make.user(), change_reason="Guru sakit",
    )  # fmt: skip
    same = ("uid", "mode", "join_url", "makes_up", "first_planned_on", "first_instructor", "change_reason", "held_on")
    before = TrainingSession.objects.filter(uid=kept.uid).values(*same).get()
    row = accept_timetable(by=by, proposal=proposed(batches), now=BEFORE)
    assert not TrainingSession.objects.filter(uid=kept.uid).exists()
    undo_timetable(by=by, proposal=row, now=BEFORE)
    assert TrainingSession.objects.filter(uid=kept.uid).values(*same).get() == before


@pytest.mark.parametrize("change", [{"state": "cancelled"}, {"state": "finished"}, {"ends_on": date(2026, 3, 6)}])
def test_a_class_that_changed_since_gets_no_meetings_and_is_named(change: dict[str, Any]) -> None:
    batches = a_centre()
    row = proposed(batches)
    Batch.objects.filter(pk=batches[1].pk).update(**change)
    with pytest.raises(Refused) as no:
        accept_timetable(by=admin_of(batches[0]), proposal=row, now=BEFORE)
    assert no.value.code == "class_changed" and "Kelas 2" in str(no.value)
    assert not TrainingSession.objects.exists()


def test_what_was_planned_in_between_is_not_run_over() -> None:
    batches = a_centre(classes=1, teachers=1)
    row = proposed(batches)
    other = a_class(centre=batches[0].centre, title="Sisipan")
    room = Room.objects.get(pk=row.plan[0]["room"])
    place_session(
        by=admin_of(other), batch=other, slot=Slot(date(2026, 3, 2), datetime(2026, 1, 1, 8).time(), 4, room=room)
    )
    with pytest.raises(Refused) as no:
        accept_timetable(by=admin_of(other), proposal=row, now=BEFORE)
    assert no.value.code == "time_taken"
    assert TrainingSession.objects.filter(batch=batches[0]).count() == 0


def test_only_the_centre_asks_and_one_at_a_time() -> None:
    batches = a_centre(classes=1)
    stranger: Any = make.actor()
    for by, code in ((stranger, "may_not_plan"), (admin_of(batches[0]), "")):
        if code:
            with pytest.raises(Refused) as no:
                ask_timetable(by=by, centre=batches[0].centre, batches=batches, now=BEFORE)
            assert no.value.code == code
    ask_timetable(by=admin_of(batches[0]), centre=batches[0].centre, batches=batches, now=BEFORE)
    with pytest.raises(Refused) as no:
        ask_timetable(by=admin_of(batches[0]), centre=batches[0].centre, batches=batches, now=BEFORE)
    assert no.value.code == "already_asked"
