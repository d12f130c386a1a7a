"""Seats follow the result: nobody before it is told, no reserve out of turn, nobody into a seat that somebody was promised."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from balai.access.actor import PUBLIC, Actor
from balai.access.roles import Role
from balai.admissions.actions.late import forfeit_late
from balai.admissions.actions.leave import forfeit, withdraw
from balai.admissions.actions.seats import confirm, move_up, unconfirm
from balai.admissions.actions.select import decide, publish_result, withdraw_result
from balai.admissions.elsewhere import with_a_place
from balai.admissions.enums import ApplicationState, DecisionRule, Outcome
from balai.admissions.models import Application
from balai.admissions.rules.deciding import Decision
from balai.planning.models import Batch
from balai.training.actions.enrol import enrol_batch, enrol_person, leave_training, return_to_training
from balai.training.models import Enrolment
from tests import factories
from tests.admissions.rows import AFTER, open_class, scored, verified
from tests.admissions.test_apply import refused
from tests.admissions.test_pages import as_user
from tests.support.races import one_behind_the_other

pytestmark = [pytest.mark.data, pytest.mark.django_db]
S, Out = ApplicationState, Outcome
TODAY = AFTER.date()


class Chosen:
    """Two seats, four people in order of rank: two selected, two in reserve. The office selects, the centre delivers."""

    def __init__(self, told: bool = True) -> None:
        self.office = factories.institution()
        self.batch = open_class(seats=2, reserves=2, recruiter=self.office)
        self.centre = factories.actor(self.batch.centre, Role.CENTRE_ADMIN)
        self.recruiter = factories.actor(self.office, Role.CENTRE_ADMIN)
        people = [verified(self.batch, name) for name in ("Ani", "Budi", "Cici", "Dodi")]
        self.people = [scored(p, self.recruiter, n, n) for p, n in zip(people, (90, 80, 70, 60), strict=True)]
        outcomes = (Out.SELECT, Out.SELECT, Out.RESERVE, Out.RESERVE)
        given = [Decision(p.pk, outcome) for p, outcome in zip(self.people, outcomes, strict=True)]
        decide(by=self.recruiter, batch=self.batch, decisions=given, version=0, now=AFTER)
        if told:
            publish_result(by=self.recruiter, batch=self.batch, now=AFTER)
        Batch.objects.filter(pk=self.batch.pk).update(state="selecting")
        self.batch.refresh_from_db()

    def sit(self, place: int, by: Actor | None = None, application: bool = True) -> Enrolment:
        one = Application.objects.select_related("person").get(pk=self.people[place].pk)
        assert one.person is not None
        return enrol_person(
            by=by or self.recruiter, batch=self.batch, person=one.person, today=TODAY,
            application=one if application else None,
        )  # fmt: skip

    def gone(self, place: int) -> None:
        withdraw(by=PUBLIC, application=self.people[place], now=AFTER, holds_code=True)

    def states(self) -> list[str]:
        return [Application.objects.get(pk=one.pk).state for one in self.people]

    def taken(self) -> int:
        return len(with_a_place(self.batch.pk))


@pytest.mark.parametrize("place", [0, 2])
def test_nobody_sits_before_the_result_is_told(place: int) -> None:
    row = Chosen(told=False)
    refused("result_not_out", lambda: row.sit(place))
    refused("result_not_out", lambda: confirm(by=row.recruiter, application=row.people[place], now=AFTER))
    assert not Enrolment.objects.exists() and row.states() == [S.SELECTED, S.SELECTED, S.RESERVE, S.RESERVE]


def test_a_result_that_was_taken_back_seats_only_who_confirmed_before() -> None:
    row = Chosen()
    confirm(by=row.recruiter, application=row.people[0], now=AFTER)
    withdraw_result(by=row.recruiter, batch=row.batch, reason="Salah menilai satu orang.", now=AFTER)
    refused("result_not_out", lambda: row.sit(1))
    assert row.sit(0).seat == 1


def test_no_reserve_sits_while_a_selected_person_has_a_claim() -> None:
    row = Chosen()
    for place in (2, 3):
        assert "dijanjikan" in str(refused("seat_promised", lambda p=place: row.sit(p)))
        refused("seat_promised", lambda p=place: row.sit(p, application=False))
    assert [row.sit(place).seat for place in (0, 1)] == [1, 2], "by sitting they confirm"
    assert row.states() == [S.CONFIRMED, S.CONFIRMED, S.RESERVE, S.RESERVE]
    refused("class_full", lambda: row.sit(2))


def test_the_next_reserve_sits_in_turn_by_who_decides() -> None:
    row = Chosen()
    first = row.sit(0)
    leave_training(by=row.centre, enrolment=first, reason="Pindah ke luar kota", today=TODAY)
    no = refused("not_next", lambda: row.sit(3))
    assert "Cici" in str(no)
    refused("may_not_decide", lambda: row.sit(2, by=row.centre))
    assert row.sit(2).seat == 1 and row.states() == [S.CONFIRMED, S.SELECTED, S.CONFIRMED, S.RESERVE]
    refused("seat_promised", lambda: return_to_training(by=row.centre, enrolment=first))
    refused("seat_promised", lambda: row.sit(0))
    assert row.sit(1, by=row.centre).seat == 2, "whom the office selected the centre seats"
    refused("class_full", lambda: return_to_training(by=row.centre, enrolment=first))


def test_a_seat_that_was_left_is_promised_to_the_next_by_moving_up_and_then_given_by_the_centre() -> None:
    row = Chosen()
    left = [row.sit(place) for place in (0, 1)][0]
    assert move_up(by=row.recruiter, batch=row.batch, now=AFTER) == []
    leave_training(by=row.centre, enrolment=left, reason="Pindah ke luar kota", today=TODAY)
    assert [one.full_name for one in move_up(by=row.recruiter, batch=row.batch, now=AFTER)] == ["Cici"]
    refused("seat_promised", lambda: row.sit(3))
    assert row.sit(2, by=row.centre).seat == 1 and row.taken() == 2


def test_a_seat_without_an_application_counts_and_an_applicant_is_not_seated_around_theirs() -> None:
    row = Chosen()
    guest: Any = {"by": row.centre, "batch": row.batch, "person": factories.person(), "today": TODAY}
    refused("seat_promised", lambda: enrol_person(**guest))
    row.gone(2), row.gone(3), row.gone(1)
    assert enrol_person(**guest).application_id is None
    assert row.taken() == 2 and row.states()[0] == S.SELECTED
    forfeit(by=row.recruiter, application=row.people[0], rule=DecisionRule.NOT_CONFIRMED, reason="", now=AFTER)
    refused("not_admitted", lambda: row.sit(0, application=False))


def test_a_guest_in_a_seat_leaves_one_less_to_decide_and_to_move_up() -> None:
    row = Chosen()
    row.gone(2), row.gone(3), row.gone(1)
    late = Application.objects.get(pk=row.people[1].pk)
    enrol_person(by=row.centre, batch=row.batch, person=factories.person(), today=TODAY)
    Application.objects.filter(pk=late.pk).update(state=S.RESERVE)
    assert move_up(by=row.recruiter, batch=row.batch, now=AFTER) == []
    withdraw_result(by=row.recruiter, batch=row.batch, reason="Salah menilai satu orang.", now=AFTER)
    both = [Decision(one.pk, Out.SELECT) for one in row.people[:2]]
    refused("too_many_seats", lambda: decide(by=row.recruiter, batch=row.batch, decisions=both, version=3, now=AFTER))


def test_the_roster_offers_only_what_may_be_done() -> None:
    row = Chosen()
    client = as_user(factories.desk(row.batch.centre, Role.CENTRE_ADMIN).user)

    def seat(place: int, of: Client) -> str:
        return of.post(
            f"/kelas/{row.batch.pk}/peserta/beri-kursi/{row.people[place].pk}/", follow=True
        ).content.decode()

    page = client.get(f"/kelas/{row.batch.pk}/peserta/").content.decode()
    assert page.count(">Beri kursi<") == 2 and "Cadangan kelas ini dinaikkan lembaga penyeleksinya" in page
    assert "Cadangan kelas ini dinaikkan" in seat(2, client) and not Enrolment.objects.exists()
    office = as_user(factories.desk(row.office, Role.CENTRE_ADMIN).user)
    assert "sudah dijanjikan" in seat(2, office) and not Enrolment.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_seat_given_while_another_is_promised_waits_and_is_refused() -> None:
    row = Chosen()
    row.gone(2), row.gone(3)
    one, other = row.people[1], row.people[0]
    confirm(by=row.recruiter, application=other, now=AFTER)
    Application.objects.filter(pk=row.people[2].pk).update(state=S.RESERVE)
    guest = factories.person()
    acts: list[Callable[[], object]] = [
        lambda: withdraw(by=row.recruiter, application=one, now=AFTER),  # the reserve is promised the seat
        lambda: enrol_person(by=row.centre, batch=row.batch, person=guest, today=TODAY),
    ]
    raced = one_behind_the_other(*acts)
    connection.close()
    assert raced.waited and getattr(raced.second, "code", raced.second) == "seat_promised"
    assert row.taken() == 2


@pytest.mark.django_db(transaction=True)
def test_a_class_seated_whole_waits_for_who_withdraws() -> None:
    row = Chosen()
    for one in row.people[:2]:
        confirm(by=row.recruiter, application=one, now=AFTER)
    raced = one_behind_the_other(
        lambda: withdraw(by=row.recruiter, application=row.people[1], now=AFTER),
        lambda: enrol_batch(by=row.centre, batch=row.batch, today=TODAY),
    )
    connection.close()
    assert raced.waited and [one.application_id for one in Enrolment.objects.all()] == [row.people[0].pk]
    assert row.taken() == 2 and row.states() == [S.CONFIRMED, S.WITHDRAWN, S.SELECTED, S.RESERVE]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("first", ["undone", "seated"])
def test_a_confirmation_taken_back_while_the_class_is_seated_leaves_nobody_seated_and_unconfirmed(first: str) -> None:
    row = Chosen()
    confirm(by=row.recruiter, application=row.people[0], now=AFTER)
    acts: list[Callable[[], object]] = [
        lambda: unconfirm(by=row.recruiter, application=row.people[0]),
        lambda: enrol_batch(by=row.centre, batch=row.batch, today=TODAY),
    ]
    raced = one_behind_the_other(*(acts if first == "undone" else reversed(acts)))
    connection.close()
    said = "nobody_to_seat" if first == "undone" else "sits_already"
    assert raced.waited and getattr(raced.second, "code", raced.second) == said
    assert (Enrolment.objects.count(), row.states()[0]) == ((0, S.SELECTED) if first == "undone" else (1, S.CONFIRMED))


def test_who_sits_unconfirmed_does_not_keep_the_others_from_forfeiting() -> None:
    row = Chosen()
    confirm(by=row.recruiter, application=row.people[0], now=AFTER)
    row.sit(0)
    Application.objects.filter(pk=row.people[0].pk).update(state=S.SELECTED)  # as an older version could leave it
    late = forfeit_late(by=row.recruiter, batch=row.batch, now=AFTER + timedelta(days=9))
    assert [one.pk for one in late] == [row.people[1].pk]
    assert row.states() == [S.SELECTED, S.FORFEITED, S.SELECTED, S.RESERVE] and Enrolment.objects.count() == 1
