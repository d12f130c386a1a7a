"""What cannot be kept is told with its day, the requirement, and the classes that hold what is missing."""

from datetime import date, time

import pytest

from balai.access.actor import CLI
from balai.institutions.models import Instructor, Room
from balai.parameters.actions import set_parameter
from balai.planning.models import Batch
from balai.training.actions.timetable import Slot, place_session
from balai.training.parameters import TEACHING_WEEK
from tests.training.rows import a_class, admin_of
from tests.training.test_solver import a_centre, proposed

pytestmark = [pytest.mark.data, pytest.mark.django_db]


def said(batches: list[Batch], kind: str) -> list[str]:
    return [str(one["sentence"]) for one in proposed(batches).problems if one["kind"] == kind]


def short(batch: Batch) -> None:
    """No day to spare."""
    Batch.objects.filter(pk=batch.pk).update(ends_on=date(2026, 3, 11))
    batch.refresh_from_db()


def test_who_uses_the_only_room_is_named() -> None:
    batches = a_centre(classes=2, teachers=2)
    Room.objects.exclude(name="Bengkel 0").delete()
    sentences = said(batches, "room")
    assert sentences and all("Maret 2026" in one for one in sentences)
    titles = {batch.title for batch in batches}
    for one in sentences:
        (mine,) = [title for title in titles if one.startswith(title)]
        (other,) = titles - {mine}
        assert f"(Bengkel 0: {other})" in one


def test_the_class_that_has_the_instructors_week_is_named() -> None:
    batches = a_centre(classes=1, teachers=1)
    set_parameter(by=CLI, parameter=TEACHING_WEEK, text="20", valid_from=date(2026, 1, 1), legal_basis="Uji coba")
    (sentence,) = said(batches, "hours")
    assert "Guru 0" in sentence and f"({batches[0].title})" in sentence and "Maret 2026" in sentence


def test_the_class_that_was_not_planned_along_but_has_the_instructor_is_named() -> None:
    (batch,) = a_centre(classes=1, teachers=1)
    short(batch)
    other = a_class(centre=batch.centre, title="Sisipan")
    slot = Slot(date(2026, 3, 4), time(8), 8, instructor=Instructor.objects.get().user)
    place_session(by=admin_of(other), batch=other, slot=slot)
    (sentence,) = said([batch], "taken")
    assert "4 Maret 2026" in sentence and "(Sisipan)" in sentence
