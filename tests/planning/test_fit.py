"""What does not fit a class is said; some of it stops the class, some of it somebody may answer for."""

from datetime import date, timedelta

import pytest

from balai.institutions.models import Equipment, Instructor, InstructorCertificate, Room
from balai.kernel.refusal import Refused
from balai.planning.actions.batches import move_batch
from balai.planning.actions.fit import answer_for, withdraw_answer
from balai.planning.fit import misfits
from balai.planning.models import Batch
from balai.programmes.models import CurriculumNeed, Programme
from tests.planning import rows
from tests.planning.rows import NOW, WHY

pytestmark = [pytest.mark.data, pytest.mark.django_db]


def a_draft() -> tuple[rows.Place, Batch]:
    at = rows.place(equipped=False)
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


def answered(at: rows.Place, batch: Batch, *but: str) -> Batch:
    """Everything that asks for a reason, except `but`, is answered for."""
    for one in misfits(batch):
        if one.holds and one.subject not in but:
            answer_for(by=at.by_office, batch=batch, subject=one.subject, reason=WHY, now=NOW)
    return batch


def moved(at: rows.Place, batch: Batch, *steps: str) -> Batch:
    for step in steps:
        batch = move_batch(by=at.by_office, batch=batch, step=step, now=NOW)
    return batch


def test_a_centre_that_recorded_nothing_opens_no_class_without_a_written_reason() -> None:
    at, batch = a_draft()
    assert subjects(batch) == [("instructors", "asks"), ("rooms", "asks")]
    assert [one.mend.split(" mencatat ")[1].split(" di ")[0] for one in misfits(batch)] == [
        "instruktur dan sertifikatnya", "atau memperbaiki ruangnya",
    ]  # fmt: skip
    with pytest.raises(Refused) as no:
        moved(at, batch, "announce")
    assert no.value.code == "does_not_fit" and "belum mencatat instruktur" in str(no.value)
    answered(at, batch, "rooms")
    with pytest.raises(Refused) as no:
        moved(at, batch, "announce")
    assert "belum mencatat ruang" in str(no.value) and "instruktur." not in str(no.value)
    assert moved(at, answered(at, batch), "announce").state == "announced"


def test_a_reason_given_before_it_opened_still_holds_when_it_starts() -> None:
    at, batch = a_draft()
    batch = moved(at, answered(at, batch), "announce", "close", "start")
    assert batch.state == "running"


def a_fitting_class(at: rows.Place, batch: Batch) -> Batch:
    Room.objects.create(institution=batch.centre, name="Bengkel", kind="workshop", seats=16, condition="good")
    a_teacher(batch, None)
    return moved(at, batch, "announce", "close")


@pytest.mark.parametrize("change", ["licence", "room", "gone", "worn"])
def test_what_changed_since_it_was_announced_is_answered_for_before_it_starts(change: str) -> None:
    at, batch = a_draft()
    need(batch, "Mesin jahit", 4)
    sewing = Equipment.objects.create(
        institution=batch.centre, name="Mesin jahit", kind="equipment", quantity=4, condition="good"
    )
    batch = a_fitting_class(at, batch)
    if change == "licence":
        InstructorCertificate.objects.update(valid_until=batch.starts_on - timedelta(days=1))
    if change == "room":
        Room.objects.update(seats=8)
    if change == "gone":
        Room.objects.update(gone_on=batch.starts_on - timedelta(days=3))
    if change == "worn":
        Equipment.objects.filter(pk=sewing.pk).update(condition="broken")
    with pytest.raises(Refused) as no:
        moved(at, batch, "start")
    assert no.value.code == "no_longer_fits" and Batch.objects.get(pk=batch.pk).state == "selecting"
    assert moved(at, answered(at, batch), "start").state == "running"


def test_a_reason_for_other_facts_is_asked_for_again() -> None:
    at, batch = a_draft()
    need(batch, "Mesin jahit", 4)
    sewing = Equipment.objects.create(
        institution=batch.centre, name="Mesin jahit", kind="equipment", quantity=3, condition="good"
    )
    batch = moved(at, answered(at, batch), "announce", "close")
    Equipment.objects.filter(pk=sewing.pk).update(quantity=1)
    (short,) = [one for one in misfits(batch) if one.holds]
    assert (short.subject, short.reason, short.earlier) == ("thing:mesin jahit", "", WHY)
    with pytest.raises(Refused):
        moved(at, batch, "start")
    answer_for(by=at.by_office, batch=batch, subject=short.subject, reason="Bergantian tiga kelompok.", now=NOW)
    with pytest.raises(Refused) as no:
        answer_for(by=at.by_office, batch=batch, subject=short.subject, reason="Sekali lagi ditulis.", now=NOW)
    assert no.value.code == "answered_already"
    assert moved(at, batch, "start").state == "running"


def test_applications_are_not_reopened_with_a_reason_for_what_has_to_be_mended() -> None:
    at, batch = a_draft()
    batch = a_fitting_class(at, batch)
    InstructorCertificate.objects.update(valid_until=batch.starts_on - timedelta(days=1))
    answered(at, batch)
    with pytest.raises(Refused) as no:
        moved(at, batch, "reannounce")
    assert no.value.code == "does_not_fit"


def test_a_small_room_stops_until_somebody_answers_for_it() -> None:
    at, batch = a_draft()
    Room.objects.create(institution=batch.centre, name="Ruang kecil", kind="room", seats=10)
    answered(at, batch, "room:any:small")
    small = next(one for one in misfits(batch) if one.subject == "room:any:small")
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
    assert [one.subject for one in misfits(batch) if one.holds] == ["room:any:small"]
    answer_for(by=at.by_office, batch=batch, subject=small.subject, reason=reason, now=NOW)
    assert move_batch(by=at.by_office, batch=batch, step="announce", now=NOW).state == "announced"


def test_worn_and_missing_things_are_counted() -> None:
    _at, batch = a_draft()
    need(batch, "Proyektor", 2)
    thing = Equipment.objects.create(
        institution=batch.centre, name="proyektor", kind="media", quantity=2, condition="worn"
    )
    worn = next(one for one in misfits(batch) if one.subject == "thing:proyektor")
    assert "kurikulum meminta 2, yang baik 0 (aus 2, rusak 0)" in worn.sentence and worn.weight == "asks"
    Equipment.objects.filter(pk=thing.pk).update(condition="broken")
    assert misfits(batch)[0].weight == "stops"
    Equipment.objects.filter(pk=thing.pk).update(condition="good")
    assert not any(one.subject.startswith("thing") for one in misfits(batch))


def test_a_thing_written_in_two_ways_is_counted_together() -> None:
    _at, batch = a_draft()
    need(batch, "Mesin jahit", 16)
    for name in ("Mesin jahit", "Mesin Jahit"):
        Equipment.objects.create(institution=batch.centre, name=name, kind="machine", quantity=8, condition="good")
    assert not any(one.subject.startswith("thing") for one in misfits(batch))


def test_a_class_that_meets_online_only_needs_no_room() -> None:
    _at, batch = a_draft()
    assert ("rooms", "asks") in subjects(batch)
    Programme.objects.filter(pk=batch.curriculum.programme_id).update(delivery="online")
    assert ("rooms", "asks") not in subjects(Batch.objects.get(pk=batch.pk))
    batch.curriculum.units.update(phase="on_site")
    assert ("rooms", "asks") in subjects(Batch.objects.get(pk=batch.pk))


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
