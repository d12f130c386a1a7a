"""Certificates by day: renewed after the first day, one after another, with a gap; and whose ended when where nobody has one."""

from datetime import date, timedelta

import pytest

from balai.institutions.models import Instructor, InstructorCertificate
from balai.kernel.formats import tanggal
from balai.planning.fit import Misfit, misfits
from balai.planning.licences import Licence, merged
from balai.planning.models import Batch
from tests.planning import rows

DAY = timedelta(days=1)


def on(day: int) -> date:
    return date(2026, 3, day)


def test_what_follows_on_the_next_day_is_one_span() -> None:
    spans = merged([(on(10), on(12)), (date.min, on(3)), (on(4), on(7)), (on(11), on(20))])
    assert spans == ((date.min, on(7)), (on(10), on(20)))
    assert merged([(on(1), date.max), (date.min, on(2))]) == ((date.min, date.max),)


def test_gaps_are_those_of_the_days_asked_for() -> None:
    licence = Licence(Instructor(full_name="Siti"), ((date.min, on(7)), (on(10), on(20)), (on(25), date.max)))
    assert [licence.covers(on(day)) for day in (7, 8, 9, 10, 21, 30)] == [True, False, False, True, False, True]
    assert licence.gaps(on(1), on(31)) == [(on(8), on(9)), (on(21), on(24))]
    assert licence.gaps(on(8), on(22)) == [(on(8), on(9)), (on(21), on(22))]
    assert licence.gaps(on(10), on(20)) == [] and licence.gaps(on(8), on(9)) == [(on(8), on(9))]
    assert (licence.ended(on(8)), licence.begins(on(8))) == (on(7), on(10))


def a_draft() -> Batch:
    return rows.draft(rows.place(equipped=False))


def a_teacher(batch: Batch, name: str = "Siti Contoh") -> Instructor:
    field = batch.curriculum.programme.field.name
    return Instructor.objects.create(institution=batch.centre, full_name=name, field=field)


def a_paper(teacher: Instructor, first: date | None, last: date | None, **fields: str) -> None:
    said = {"kind": "technical"} | fields
    InstructorCertificate.objects.create(instructor=teacher, issued_on=first, valid_until=last, **said)


def said(batch: Batch) -> list[Misfit]:
    return [one for one in misfits(batch, opening=True) if one.subject.startswith("licence")]


@pytest.mark.data
@pytest.mark.django_db
def test_a_chain_without_a_gap_covers_the_whole_class() -> None:
    batch = a_draft()
    teacher, first = a_teacher(batch), batch.starts_on
    a_paper(teacher, None, first + 3 * DAY)
    a_paper(teacher, first + 4 * DAY, None)
    assert said(batch) == []


@pytest.mark.data
@pytest.mark.django_db
def test_a_gap_in_the_middle_is_said_with_its_days_until_somebody_else_covers_it() -> None:
    batch = a_draft()
    teacher, first = a_teacher(batch), batch.starts_on
    a_paper(teacher, None, first + 3 * DAY)
    a_paper(teacher, first + 6 * DAY, None)
    (gap,) = said(batch)
    assert gap.weight == "stops"
    assert f"habis {tanggal(first + 3 * DAY)}, hari ke-4 dari" in gap.sentence
    assert f"berlaku lagi mulai {tanggal(first + 6 * DAY)}, hari ke-7" in gap.sentence
    other = a_teacher(batch, "Budi Contoh")
    a_paper(other, first + 4 * DAY, first + 5 * DAY)
    assert {one.weight for one in said(batch)} == {"tells"} and len(said(batch)) == 2


@pytest.mark.data
@pytest.mark.django_db
def test_one_renewed_after_the_first_day_counts_from_then_on() -> None:
    batch = a_draft()
    teacher, first = a_teacher(batch), batch.starts_on
    a_paper(teacher, None, first - 5 * DAY)
    a_paper(teacher, first + 2 * DAY, None)
    (late,) = said(batch)
    assert late.subject == f"licence:{teacher.pk}" and late.weight == "stops"
    assert f"habis {tanggal(first - 5 * DAY)} dan baru berlaku lagi mulai {tanggal(first + 2 * DAY)}" in late.sentence
    assert "hari ke-3 dari" in late.sentence


@pytest.mark.data
@pytest.mark.django_db
def test_where_nobody_has_one_it_is_said_whose_ended_when() -> None:
    batch = a_draft()
    teacher, first = a_teacher(batch), batch.starts_on
    a_paper(teacher, None, first - 9 * DAY)
    a_paper(teacher, None, first - 2 * DAY, kind="methodology")
    a_paper(teacher, None, first - DAY, scheme="Las listrik posisi mendatar")
    (nobody,) = said(batch)
    assert nobody.subject == "licence" and nobody.weight == "stops"
    assert nobody.sentence.endswith(f"Sertifikat Siti Contoh habis {tanggal(first - 9 * DAY)}.")
