"""Seats of a class: given by rank, never one too many, free again when somebody leaves."""

import threading

import pytest
from django.db import connection

from balai.access.actor import Actor
from balai.admissions.enums import ApplicationState
from balai.kernel.refusal import Refused
from balai.notifications.models import Message
from balai.people.models import Involvement
from balai.planning.enums import BatchState
from balai.training.actions.enrol import enrol_batch, enrol_person, leave_training, return_to_training
from balai.training.enums import EnrolmentState
from balai.training.models import Enrolment
from balai.training.queries import waiting_for_a_seat
from tests import factories as make
from tests.support.refusals import code_of
from tests.training.rows import TODAY, a_class, admin_of, applicant, instructor_of

pytestmark = [pytest.mark.data, pytest.mark.django_db]


def test_confirmed_applicants_sit_by_rank_as_far_as_seats_go() -> None:
    batch = a_class(seats=2)
    third, first, second = (applicant(batch, rank) for rank in (3, 1, 2))
    made = enrol_batch(by=admin_of(batch), batch=batch, today=TODAY)
    assert [(one.person_id, one.seat) for one in made] == [(first.person_id, 1), (second.person_id, 2)]
    assert Involvement.objects.filter(institution=batch.centre).count() == 2
    assert not Enrolment.objects.filter(person=third.person).exists()


def test_reserves_and_declined_applicants_are_not_seated_with_the_class() -> None:
    batch = a_class()
    for state in (ApplicationState.RESERVE, ApplicationState.DECLINED, ApplicationState.SELECTED):
        applicant(batch, state=state)
    assert code_of(lambda: enrol_batch(by=admin_of(batch), batch=batch, today=TODAY)) == "nobody_to_seat"


def test_done_again_only_the_rest_is_seated_and_told_once() -> None:
    batch = a_class()
    one = applicant(batch, person=make.person(phone="+6281200000001"))
    admin = admin_of(batch)
    enrol_batch(by=admin, batch=batch, today=TODAY)
    late = applicant(batch, 2)
    assert [e.person_id for e in enrol_batch(by=admin, batch=batch, today=TODAY)] == [late.person_id]
    assert Message.objects.filter(address="+6281200000001", kind="training.enrolled").count() == 1
    assert Enrolment.objects.get(person=one.person).seat == 1


def test_a_full_class_takes_nobody_and_a_freed_seat_goes_to_the_reserve() -> None:
    batch = a_class(seats=1)
    admin, first = admin_of(batch), applicant(batch)
    (sitting,) = enrol_batch(by=admin, batch=batch, today=TODAY)
    reserve = applicant(batch, 2, ApplicationState.RESERVE)

    def move_up() -> Enrolment:
        return enrol_person(by=admin, batch=batch, person=reserve.person, application=reserve, today=TODAY)

    assert code_of(move_up) == "class_full"
    left = leave_training(by=admin, enrolment=sitting, reason="Pindah ke luar kota", today=TODAY)
    assert (left.state, left.seat, left.person_id) == (EnrolmentState.LEFT, None, first.person_id)
    reserve.refresh_from_db()
    assert reserve.state == ApplicationState.RESERVE
    assert move_up().seat == 1
    reserve.refresh_from_db()
    assert reserve.state == ApplicationState.CONFIRMED
    assert code_of(lambda: return_to_training(by=admin, enrolment=sitting)) == "class_full"


def test_leaving_needs_a_reason_and_can_be_taken_back() -> None:
    batch = a_class()
    applicant(batch)
    admin = admin_of(batch)
    (sitting,) = enrol_batch(by=admin, batch=batch, today=TODAY)
    assert code_of(lambda: leave_training(by=admin, enrolment=sitting, reason=" ", today=TODAY)) == "reason_missing"
    leave_training(by=admin, enrolment=sitting, reason="Salah orang", today=TODAY)
    back = return_to_training(by=admin, enrolment=sitting)
    assert (back.state, back.seat, back.leave_reason, back.ended_on) == (EnrolmentState.ENROLLED, 1, "", None)


def test_who_left_is_not_shown_as_waiting_for_a_seat() -> None:
    """The roster's count of those to seat is the one that `enrol_batch` acts on."""
    batch = a_class(seats=2)
    applicant(batch, rank=1)
    admin = admin_of(batch)
    (sitting,) = enrol_batch(by=admin, batch=batch, today=TODAY)
    leave_training(by=admin, enrolment=sitting, reason="Pindah ke luar kota", today=TODAY)
    assert not waiting_for_a_seat(batch)
    reserve = applicant(batch, rank=2)
    assert list(waiting_for_a_seat(batch)) == [reserve]


def test_an_instructor_and_another_centre_give_no_seats() -> None:
    batch = a_class()
    applicant(batch)
    for other in (instructor_of(batch), admin_of(a_class())):
        assert code_of(lambda by=other: enrol_batch(by=by, batch=batch, today=TODAY)) == "may_not_seat"


def test_a_class_that_is_not_yet_selecting_takes_nobody() -> None:
    batch = a_class(state=BatchState.ANNOUNCED)
    applicant(batch)
    assert code_of(lambda: enrol_batch(by=admin_of(batch), batch=batch, today=TODAY)) == "class_takes_nobody"


@pytest.mark.django_db(transaction=True)
def test_two_clerks_and_one_seat() -> None:
    batch = a_class(seats=3)
    admin = admin_of(batch)
    people = [applicant(batch, rank) for rank in range(1, 9)]
    start = threading.Barrier(len(people))
    outcomes: list[str] = []

    def seat(application, by: Actor) -> None:
        start.wait()
        try:
            enrol_person(by=by, batch=batch, person=application.person, application=application, today=TODAY)
            outcomes.append("seated")
        except Refused as no:
            outcomes.append(no.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=seat, args=(one, admin)) for one in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["class_full"] * 5 + ["seated"] * 3
    assert sorted(Enrolment.objects.values_list("seat", flat=True)) == [1, 2, 3]
