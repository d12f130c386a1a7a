"""What does not fit a class is said; some of it stops the class, some of it somebody may answer for."""

from datetime import date, timedelta

import pytest

from balai.institutions.models import Equipment, Instructor, InstructorCertificate, Room
from balai.kernel.refusal import Refused
from balai.planning.actions.batches import move_batch
from balai.planning.actions.fit import answer_for, withdraw_answer
from balai.planning.fit import misfits
from balai.planning.models import Batch
from balai.programmes.models import CurriculumNeed
from tests.planning import rows
from tests.planning.rows import NOW

pytestmark = [pytest.mark.data, pytest.mark.django_db]


def a_draft() -> tuple[rows.Place, Batch]:
    at = rows.place()
    return at, rows.draft(at)


def a_teacher(batch: Batch, until: date | None, scheme: str = "") -> InstructorCertificate:
    programme = batch.curriculum.programme
    teacher = Instructor.objects.create(institution=batch.centre, full_name="Siti Contoh", field=programme.field.name)
    return InstructorCertificate.objects.create(
        instructor=teacher, kind="technical", scheme=scheme or programme.title, valid_until=until
    )


def need(batch: Batch, name: str, quantity: int) -> None:
    CurriculumNeed.objects.create(
        curriculum=batch.curriculum, position=1, kind="equipment", name=name, quantity=quantity
    )


def subjects(batch: Batch) -> list[tuple[str, str]]:
    return [(one.subject.split(":")[0], one.weight) for one in misfits(batch)]


def test_a_centre_that_recorded_nothing_is_told_and_not_stopped() -> None:
    at, batch = a_draft()
    assert subjects(batch) == [("instructors", "tells"), ("rooms", "tells")]
    assert [one.mend.split(" mencatat ")[1].split(" di ")[0] for one in misfits(batch)] == [
        "instruktur dan sertifikatnya", "atau memperbaiki ruangnya",
    ]  # fmt: skip
    assert move_batch(by=at.by_office, batch=batch, step="announce", now=NOW).state == "announced"


def test_a_small_room_stops_until_somebody_answers_for_it() -> None:
    at, batch = a_draft()
    Room.objects.create(institution=batch.centre, name="Ruang kecil", kind="room", seats=10)
    (small, *_rest) = misfits(batch)
    assert "Ruang kecil muat 10 orang, kelas ini 16 orang" in small.sentence and batch.centre.name in small.mend
    with pytest.raises(Refused) as no:
        move_batch(by=at.by_office, batch=batch, step="announce", now=NOW)
    assert no.value.code == "does_not_fit" and "Ruang kecil" in str(no.value)
    with pytest.raises(Refused) as no:
        answer_for(by=at.by_office, batch=batch, subject=small.subject, reason="ok", now=NOW)
    assert no.value.code == "reason_missing"
    reason = "Separuh kelas di lapangan, bergantian."
    answer_for(by=at.by_office, batch=batch, subject=small.subject, reason=reason, now=NOW)
    withdraw_answer(by=at.by_office, batch=batch, subject=small.subject)
    assert misfits(batch)[0].holds
    answer_for(by=at.by_office, batch=batch, subject=small.subject, reason=reason, now=NOW)
    assert move_batch(by=at.by_office, batch=batch, step="announce", now=NOW).state == "announced"


def test_worn_and_missing_things_are_counted() -> None:
    _at, batch = a_draft()
    need(batch, "Proyektor", 2)
    thing = Equipment.objects.create(
        institution=batch.centre, name="proyektor", kind="media", quantity=2, condition="worn"
    )
    (worn, *_rest) = misfits(batch)
    assert "kurikulum meminta 2, yang baik 0 (aus 2, rusak 0)" in worn.sentence and worn.weight == "asks"
    Equipment.objects.filter(pk=thing.pk).update(condition="broken")
    assert misfits(batch)[0].weight == "stops"
    Equipment.objects.filter(pk=thing.pk).update(condition="good")
    assert not any(one.subject.startswith("thing") for one in misfits(batch))


def test_a_licence_that_ends_in_the_class_is_said_with_its_day() -> None:
    at, batch = a_draft()
    paper = a_teacher(batch, batch.starts_on + timedelta(days=4))
    (ends, *_rest) = misfits(batch)
    assert "hari ke-5 dari" in ends.sentence and ends.weight == "stops"
    with pytest.raises(Refused) as no:
        answer_for(by=at.by_office, batch=batch, subject=ends.subject, reason="Tetap dilanjutkan saja", now=NOW)
    assert no.value.code == "not_to_answer_for"
    a_teacher(batch, None)
    assert [one.weight for one in misfits(batch) if one.subject.startswith("licence")] == ["tells"]
    InstructorCertificate.objects.filter(pk=paper.pk).update(valid_until=None)
    assert not any(one.subject.startswith("licence") for one in misfits(batch))


def test_a_certificate_of_another_trade_does_not_count() -> None:
    _at, batch = a_draft()
    a_teacher(batch, None, scheme="Las listrik posisi mendatar")
    assert ("licence", "stops") in subjects(batch)
