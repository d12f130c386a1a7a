"""A meeting, and what the solver proposes, ask for a licence on their own day."""

from datetime import date, time
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from balai.institutions.models import Instructor, InstructorCertificate
from balai.planning.models import Batch
from balai.training.actions.timetable import Slot, place_session
from balai.training.desk_timetable import licences_ending
from balai.training.models import TrainingSession
from balai.training.week import week_of
from tests.training.rows import a_class, admin_of
from tests.training.test_solver import a_centre, a_teacher, kinds, proposed

pytestmark = [pytest.mark.data, pytest.mark.django_db]


def renewed(teacher: Instructor, first: date, kind: str = "technical") -> None:
    InstructorCertificate.objects.create(instructor=teacher, kind=kind, scheme="Menjahit", issued_on=first)


def test_only_meetings_on_days_without_a_licence_clash() -> None:
    batch = a_class()
    teacher = a_teacher(batch, "Siti Contoh", date(2026, 3, 3))
    renewed(teacher, date(2026, 3, 5))
    assert teacher.user
    for day in (2, 3, 4, 5):
        slot = Slot(date(2026, 3, day), time(8), 2, instructor=teacher.user)
        place_session(by=admin_of(batch), batch=batch, slot=slot)
    days = week_of(TrainingSession.objects.all(), batch, date(2026, 3, 2)).days
    said = [" ".join(row.clashes) for day in days for row in day.rows]
    assert [bool(words) for words in said] == [False, False, True, False]
    assert "Sertifikat Siti Contoh habis 3 Maret 2026 dan baru berlaku lagi mulai 5 Maret 2026" in said[2]


def test_a_paper_of_another_kind_neither_licenses_nor_ends() -> None:
    batch = a_class()
    teacher = a_teacher(batch, "Siti Contoh", scheme="Las listrik")
    InstructorCertificate.objects.create(
        instructor=teacher, kind="methodology", scheme="Menjahit", valid_until=date(2026, 2, 1)
    )
    place_session(by=admin_of(batch), batch=batch, slot=Slot(date(2026, 3, 2), time(8), 2, instructor=teacher.user))
    (row,) = week_of(TrainingSession.objects.all(), batch, date(2026, 3, 2)).days[0].rows
    assert len(row.clashes) == 1 and "belum punya sertifikat teknis" in row.clashes[0]


def test_the_solver_gives_each_day_to_who_is_licensed_on_it() -> None:
    (batch,) = a_centre(classes=1, teachers=0)
    first, second = a_teacher(batch, "Siti Contoh", date(2026, 3, 3)), a_teacher(batch, "Budi", date(2026, 2, 1))
    renewed(first, date(2026, 3, 6))
    renewed(second, date(2026, 3, 4))
    row = proposed([batch])
    assert row.problems == []
    taught = {(one["day"], one["instructor"]) for one in row.plan}
    for day, who in taught:
        assert who == first.user_id if day < "2026-03-04" else True
        assert who == second.user_id if "2026-03-04" <= day < "2026-03-06" else True
    assert {who for _day, who in taught} == {first.user_id, second.user_id}


def test_days_on_which_nobody_is_licensed_are_named_with_who_ended_and_begins_when() -> None:
    (batch,) = a_centre(classes=1, teachers=0)
    renewed(a_teacher(batch, "Siti Contoh", date(2026, 3, 3)), date(2026, 3, 25))
    row = proposed([batch])
    assert kinds(row) == {"licence"}
    assert "Siti Contoh habis 3 Maret 2026 dan baru berlaku lagi mulai 25 Maret 2026" in row.problems[0]["sentence"]
    without = {one["day"] for one in row.plan if one["instructor"] is None}
    assert without and all("2026-03-03" < day < "2026-03-25" for day in without)


def on_the_desk(batch: Batch, today: date = date(2026, 3, 2)) -> tuple[list[Any], int]:
    by = admin_of(batch)
    with CaptureQueriesContext(connection) as asked:
        items = list(licences_ending(by, today))
    return items, len(asked)


def test_the_desk_sees_a_gap_between_two_papers_and_names_its_first_meeting() -> None:
    """The paper that lasts longest has no end: only the days between the two are without."""
    batch = a_class()
    assert on_the_desk(batch) == ([], 1)
    teacher = a_teacher(batch, "Siti Contoh", date(2026, 3, 3))
    later = a_class(centre=batch.centre, title="Kelas lain", starts_on=date(2026, 3, 9))
    other = a_teacher(batch, "Budi Contoh", date(2026, 3, 10))
    renewed(teacher, date(2026, 3, 6))
    for one, day, who in ((batch, 3, teacher), (batch, 6, teacher), (later, 10, other)):
        slot = Slot(date(2026, 3, day), time(8), 2, instructor=who.user)
        place_session(by=admin_of(one), batch=one, slot=slot)
    assert on_the_desk(batch)[0] == []
    for one, day, who in ((batch, 5, teacher), (batch, 4, teacher), (later, 11, other)):
        slot = Slot(date(2026, 3, day), time(8), 2, instructor=who.user)
        place_session(by=admin_of(one), batch=one, slot=slot)
    (gap, end), asked = on_the_desk(batch)
    assert asked == 5 and gap.due == date(2026, 3, 3) and gap.args == (batch.pk,)
    assert "habis 3 Maret 2026 dan baru berlaku lagi mulai 6 Maret 2026. 2 pertemuan" in gap.reason
    assert "mulai 4 Maret 2026" in gap.reason
    assert "Habis 10 Maret 2026, hari ke-2 kelas; 1 pertemuan sesudahnya, mulai 11 Maret 2026" in end.reason
    assert [one.urgency for one in on_the_desk(batch, date(2026, 3, 5))[0]] == [0, 1]
    InstructorCertificate.objects.filter(instructor=teacher, issued_on__isnull=True).delete()
    begins = on_the_desk(batch)[0][0]
    assert "baru berlaku mulai 6 Maret 2026. 3 pertemuan" in begins.reason and begins.due == date(2026, 3, 3)


def test_a_paper_of_another_programme_does_not_cover_on_the_desk() -> None:
    batch = a_class()
    teacher = a_teacher(batch, "Siti Contoh", date(2026, 3, 3))
    InstructorCertificate.objects.create(instructor=teacher, kind="technical", scheme="Las listrik")
    place_session(by=admin_of(batch), batch=batch, slot=Slot(date(2026, 3, 4), time(8), 2, instructor=teacher.user))
    assert [one.due for one in on_the_desk(batch)[0]] == [date(2026, 3, 3)]
