"""People trained: who completed, on the day they did, of this centre, in a class that stood."""

from datetime import date

import pytest

from balai.planning.models import Batch
from balai.training.actions.complete import complete_batch, reopen_enrolment
from balai.training.models import Enrolment
from tests import factories as make
from tests.support.measures import ask, is_counted_by_day, number
from tests.training.rows import TODAY, a_class, admin_of, trainees

pytestmark = [pytest.mark.data, pytest.mark.django_db]


PAPER = "Disalin dari daftar hadir kertas"


def completed(batch: Batch, people: int) -> list[Enrolment]:
    rows = trainees(batch, people)
    return complete_batch(
        by=admin_of(batch), batch=batch, completed={row.pk: True for row in rows}, today=TODAY, unmarked_reason=PAPER
    )


def test_only_those_who_completed_are_counted() -> None:
    batch = a_class(seats=9)
    rows = trainees(batch, 4)
    verdict = {rows[0].pk: True, rows[1].pk: True, rows[2].pk: False}
    complete_batch(by=admin_of(batch), batch=batch, completed=verdict, today=TODAY, unmarked_reason=PAPER)
    found = ask("people_trained", batch.centre)
    assert (found.number, found.unknown) == (2, 0)
    assert [(row.on, row.url, row.args) for row in found.rows] == [(batch.ends_on, "training:roster", (batch.pk,))] * 2
    assert {row.words for row in found.rows} == {f"peserta kursi {n}, Menjahit angkatan I" for n in (1, 2)}
    reopen_enrolment(by=admin_of(batch), enrolment=rows[0])
    assert number("people_trained", batch.centre) == 1


def test_the_day_of_completion_decides() -> None:
    batch = a_class(starts_on=date(2026, 1, 5))
    one = completed(batch, 1)[0]
    is_counted_by_day(
        "people_trained", batch.centre, lambda day: Enrolment.objects.filter(pk=one.pk).update(ended_on=day)
    )


def test_another_centre_and_a_cancelled_class_do_not_count() -> None:
    batch, recruiter = a_class(), make.institution()
    Batch.objects.filter(pk=batch.pk).update(recruiter=recruiter)
    completed(batch, 2)
    completed(a_class(), 1)
    assert (number("people_trained", batch.centre), number("people_trained", recruiter)) == (2, 0)
    Batch.objects.filter(pk=batch.pk).update(state="cancelled")
    assert number("people_trained", batch.centre) == 0


def test_who_completed_on_no_known_day_is_not_judged() -> None:
    batch = a_class()
    completed(batch, 1)
    Enrolment.objects.update(ended_on=None, seat=None)
    found = ask("people_trained", batch.centre)
    assert (found.number, found.rows, found.unknown) == (0, (), 1)


def test_a_seat_that_was_cleared_is_named_without_it() -> None:
    batch = a_class()
    completed(batch, 1)
    Enrolment.objects.update(seat=None)
    assert ask("people_trained", batch.centre).rows[0].words == "peserta tanpa nomor kursi, Menjahit angkatan I"
