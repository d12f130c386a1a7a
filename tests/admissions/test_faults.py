"""When two act at once, when a line is cut after the commit, when a clock stands elsewhere: one answer each (docs/faults.md)."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.utils import timezone

from balai.access.actor import CLI, PUBLIC, Actor
from balai.access.roles import Role
from balai.admissions.actions.late import forfeit_late
from balai.admissions.actions.leave import forfeit, withdraw
from balai.admissions.actions.score import ScoreRow, record_scores
from balai.admissions.actions.seats import confirm, move_up, unconfirm
from balai.admissions.actions.select import decide, publish_result, undo_decision, withdraw_result
from balai.admissions.enums import ApplicationState, DecisionRule, Outcome, Stage
from balai.admissions.models import Application, Selection
from balai.admissions.rules.deciding import Decision
from balai.audit.models import Entry
from balai.kernel.refusal import Refused
from balai.notifications.models import Message
from balai.people.actions.duplicates import merge_people
from balai.people.models import Person
from balai.planning.models import Batch
from balai.training.actions.enrol import enrol_batch, enrol_person, leave_training, return_to_training
from balai.training.models import Enrolment
from tests import factories
from tests.admissions.rows import AFTER, NOW, admin_of, open_class, verified
from tests.admissions.test_apply import refused
from tests.admissions.test_pages import as_user
from tests.admissions.test_select import decided, decisions, four, states
from tests.support.races import one_behind_the_other

pytestmark = [pytest.mark.data, pytest.mark.django_db]
S, Out = ApplicationState, Outcome


def code_of(answer: Any) -> str:
    assert isinstance(answer, Refused), answer
    return answer.code


def begun(batch: Batch) -> Batch:
    """Its selection is there already: only the lock on it holds the second back, not the making of it."""
    Selection.objects.create(batch=batch)
    return batch


# Two at once ----------------------------------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_the_second_officer_waits_for_the_first_and_is_told_what_was_decided() -> None:
    batch = begun(open_class())
    one, other = admin_of(batch), admin_of(batch)
    four(batch, one)
    list_ = decisions(batch)

    def by(officer: Actor) -> Callable[[], object]:
        return lambda: decide(by=officer, batch=batch, decisions=list_, version=0, now=AFTER)

    raced = one_behind_the_other(by(one), by(other))
    connection.close()
    assert raced.waited and code_of(raced.second) == "decided_meanwhile"
    assert Selection.objects.get().decided_by == one.name


@pytest.mark.django_db(transaction=True)
def test_who_withdraws_while_the_list_is_decided_is_not_decided_upon() -> None:
    batch = begun(open_class())
    clerk = admin_of(batch)
    people = four(batch, clerk)
    list_ = [Decision(p.pk, Out.SELECT) for p in people[:2]]
    raced = one_behind_the_other(
        lambda: withdraw(by=PUBLIC, application=people[1], now=AFTER, holds_code=True),
        lambda: decide(by=clerk, batch=batch, decisions=list_, version=0, now=AFTER),
    )
    connection.close()
    assert raced.waited and code_of(raced.second) == "list_changed"
    assert states(batch) == [S.VERIFIED, S.WITHDRAWN, S.VERIFIED, S.VERIFIED]


@pytest.mark.django_db(transaction=True)
def test_who_withdraws_behind_the_decision_leaves_a_seat_that_the_result_gives_to_the_reserve() -> None:
    batch = begun(open_class())
    clerk = admin_of(batch)
    people = four(batch, clerk)
    list_ = decisions(batch)
    raced = one_behind_the_other(
        lambda: decide(by=clerk, batch=batch, decisions=list_, version=0, now=AFTER),
        lambda: withdraw(by=PUBLIC, application=people[1], now=AFTER, holds_code=True),
    )
    connection.close()
    assert raced.waited and isinstance(raced.second, Application), raced
    assert states(batch) == [S.SELECTED, S.WITHDRAWN, S.RESERVE, S.DECLINED]
    publish_result(by=clerk, batch=batch, now=AFTER)
    assert states(batch) == [S.SELECTED, S.WITHDRAWN, S.SELECTED, S.DECLINED]
    told = Message.objects.filter(address=people[2].phone).exclude(kind__startswith="admissions.phone")
    assert "admissions.seat_offered" in told.values_list("kind", flat=True)
    assert not told.filter(kind="admissions.result").exists(), "one message, not two that differ"


# One person at two centres --------------------------------------------------------------------------------------------
def chosen(name: str, nik: str = "", state: str = "confirmed", **dates: Any) -> Application:
    """Somebody with a place in a class of a centre of its own."""
    batch = open_class(seats=2, reserves=1, **dates)
    one = verified(batch, name, nik=nik)
    clerk = admin_of(batch)
    decide(by=clerk, batch=batch, decisions=[Decision(one.pk, Out.SELECT)], version=0, now=AFTER)
    publish_result(by=clerk, batch=batch, now=AFTER)
    if state == "confirmed":
        confirm(by=clerk, application=one, now=AFTER)
    Batch.objects.filter(pk=batch.pk).update(state="selecting")
    return Application.objects.select_related("batch__centre", "person").get(pk=one.pk)


def person_of(one: Application) -> Person:
    assert one.person is not None
    return one.person


def seat(one: Application) -> Enrolment:
    return enrol_person(
        by=admin_of(one.batch), batch=one.batch, person=person_of(one), application=one, today=AFTER.date()
    )


NIK = "9901014506900001"


def test_a_seat_is_refused_to_who_sits_in_another_class_at_that_time_until_they_leave_it() -> None:
    here, there = chosen("Siti", NIK), chosen("Siti", NIK, state="selected")
    sitting = seat(here)
    no = refused("confirmed_elsewhere", lambda: seat(there))
    assert here.batch.title in str(no) and here.batch.centre.name in str(no)
    assert Application.objects.get(pk=there.pk).state == S.SELECTED
    assert seat(here).pk == sitting.pk, "asked again, the seat that stands is the answer"
    leave_training(by=admin_of(here.batch), enrolment=sitting, reason="Pindah kelas", today=AFTER.date())
    assert seat(there).state == "enrolled", "who left is free, whatever the application there still says"
    refused("confirmed_elsewhere", lambda: return_to_training(by=admin_of(here.batch), enrolment=sitting))


def test_a_seat_without_an_application_stands_in_the_way_too() -> None:
    there = chosen("Siti", NIK, state="selected")
    other = open_class(state="running")
    enrol_person(by=admin_of(other), batch=other, person=person_of(there), today=AFTER.date())
    refused("confirmed_elsewhere", lambda: confirm(by=PUBLIC, application=there, now=AFTER, holds_code=True))
    third = open_class(state="running")
    refused(
        "confirmed_elsewhere",
        lambda: enrol_person(by=admin_of(third), batch=third, person=person_of(there), today=AFTER.date()),
    )


def test_classes_one_after_the_other_may_both_be_sat_in() -> None:
    here = chosen("Siti", NIK)
    later = chosen(
        "Siti", NIK, starts_on=here.batch.ends_on + timedelta(days=1), ends_on=here.batch.ends_on + timedelta(days=9)
    )
    assert (seat(here).state, seat(later).state) == ("enrolled", "enrolled")


def test_two_records_at_two_centres_found_to_be_one_person_get_one_seat() -> None:
    here, there = chosen("Siti Aminah"), chosen("Siti Amina")
    assert here.person_id != there.person_id
    merge_people(by=CLI, kept=person_of(here), merged=person_of(there), now=AFTER)
    there.refresh_from_db()
    assert there.person_id == here.person_id
    for one in (here, there):
        refused("confirmed_elsewhere", lambda o=one: seat(o))
        refused("nobody_to_seat", lambda o=one: enrol_batch(by=admin_of(o.batch), batch=o.batch, today=AFTER.date()))
    withdraw(by=admin_of(there.batch), application=there, now=AFTER)
    assert [e.person_id for e in enrol_batch(by=admin_of(here.batch), batch=here.batch, today=AFTER.date())] == [
        here.person_id
    ]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("second_door", ["seat", "confirm"])
def test_of_two_centres_that_seat_one_person_at_once_the_second_is_refused(second_door: str) -> None:
    here, there = chosen("Siti", NIK, state="selected"), chosen("Siti", NIK, state="selected")
    doors: dict[str, Callable[[], object]] = {
        "seat": lambda: seat(there),
        "confirm": lambda: confirm(by=PUBLIC, application=there, now=AFTER, holds_code=True),
    }
    raced = one_behind_the_other(lambda: seat(here), doors[second_door])
    connection.close()
    assert raced.waited and isinstance(raced.first, Enrolment) and code_of(raced.second) == "confirmed_elsewhere"
    assert Enrolment.objects.count() == Application.objects.filter(state=S.CONFIRMED).count() == 1


# A clock elsewhere ----------------------------------------------------------------------------------------------------
def test_a_class_in_papua_closes_at_its_own_23_59_for_a_reader_in_jakarta_and_a_server_in_utc(settings: Any) -> None:
    settings.TIME_ZONE = "UTC"
    east = factories.regency("Timur", tz="Asia/Jayapura")
    last = datetime(2026, 3, 10, 14, 59, tzinfo=UTC)  # 23.59 WIT, 21.59 WIB
    batch = open_class(centre=factories.institution(region=east), closes_at=last)
    said = {
        "full_name": "Rahmah", "birth_date": "1990-06-05", "sex": "P", "phone": "081234567890", "consent": True,
    }  # fmt: skip

    def send(key: str) -> Any:
        return Client().post(
            f"/api/v1/batches/{batch.pk}/applications", said, "application/json", headers={"idempotency-key": key}
        )

    west = factories.institution(region=factories.regency("Barat", tz="Asia/Jakarta"))
    jakarta = as_user(factories.desk(west, Role.COUNSELLOR).user)
    with time_machine.travel(last - timedelta(seconds=1), tick=False):
        for reader in (jakarta, Client()):
            page = reader.get(f"/pelatihan/{batch.pk}/").content.decode()
            assert "23.59 WIT" in page and "21.59" not in page and "14.59" not in page
        assert send("satu").status_code in (200, 201)
        assert timezone.now() < last
    with time_machine.travel(last, tick=False):
        no = send("dua")
        assert no.status_code == 409 and "23.59 WIT" in no.content.decode()
        assert send("satu").status_code in (200, 201), "who was in time and lost the answer is answered"
    assert Application.objects.count() == 1


# Cut after the commit -------------------------------------------------------------------------------------------------
def scored_again(batch: Batch, clerk: Actor, one: Application) -> object:
    rows = [ScoreRow(one.pk, Decimal(90))]
    return record_scores(by=clerk, batch=batch, stage=Stage.TEST, rows=rows, now=AFTER)


def published_again(batch: Batch, clerk: Actor, one: Application) -> object:
    return publish_result(by=clerk, batch=batch, now=AFTER)


def confirmed_again(batch: Batch, clerk: Actor, one: Application) -> object:
    return confirm(by=PUBLIC, application=one, now=AFTER, holds_code=True)


def withdrawn_again(batch: Batch, clerk: Actor, one: Application) -> object:
    return withdraw(by=PUBLIC, application=one, now=AFTER, holds_code=True)


def forfeited_again(batch: Batch, clerk: Actor, one: Application) -> object:
    return forfeit(by=clerk, application=one, rule=DecisionRule.NOT_CONFIRMED, reason="", now=AFTER)


@pytest.mark.parametrize(
    ("act", "published"),
    [
        (scored_again, False),
        (published_again, False),
        (confirmed_again, True),
        (withdrawn_again, True),
        (forfeited_again, True),
    ],
)
def test_the_same_act_again_after_a_cut_line_is_answered_and_written_once(
    act: Callable[[Batch, Actor, Application], object], published: bool
) -> None:
    batch = open_class()
    clerk = admin_of(batch)
    people = four(batch, clerk)
    decided(batch, clerk)
    if published:
        publish_result(by=clerk, batch=batch, now=AFTER)
    act(batch, clerk, people[0])
    kept = (states(batch), Entry.objects.count(), Message.objects.count(), Selection.objects.get().version)
    act(batch, clerk, people[0])
    assert (states(batch), Entry.objects.count(), Message.objects.count(), Selection.objects.get().version) == kept


def test_a_finished_class_keeps_its_selection_and_gives_no_seat_any_more() -> None:
    batch = open_class()
    clerk = admin_of(batch)
    people = four(batch, clerk)
    decided(batch, clerk)
    publish_result(by=clerk, batch=batch, now=AFTER)
    confirm(by=clerk, application=people[0], now=AFTER)
    Batch.objects.filter(pk=batch.pk).update(state="finished")
    batch = Batch.objects.get(pk=batch.pk)
    late, before = AFTER + timedelta(days=60), states(batch)
    for act in (
        lambda: unconfirm(by=clerk, application=people[0]),
        lambda: forfeit(by=clerk, application=people[0], rule=DecisionRule.NOT_COME, reason="", now=late),
        lambda: forfeit_late(by=clerk, batch=batch, now=late),
        lambda: move_up(by=clerk, batch=batch, now=late),
        lambda: withdraw_result(by=clerk, batch=batch, reason="Salah menilai satu orang.", now=late),
        lambda: undo_decision(by=clerk, application=people[1], reason="Salah menilai satu orang.", now=late),
    ):
        refused("class_over", act)
    assert states(batch) == before
    page = (
        as_user(factories.desk(batch.centre, Role.CENTRE_ADMIN).user)
        .get(f"/kelas/{batch.pk}/seleksi/")
        .content.decode()
    )
    for button in ("Batalkan daftar ulang", "Tidak datang", "Tarik pengumuman", "Catat gugur semua"):
        assert button not in page


def test_who_sits_in_the_class_leaves_it_at_its_roster_not_by_taking_back_the_confirmation() -> None:
    one = chosen("Rahmah")
    clerk = admin_of(one.batch)
    sits = seat(one)
    refused("sits_already", lambda: unconfirm(by=clerk, application=one))
    leave_training(by=clerk, enrolment=sits, reason="Salah menekan tombol.", today=NOW.date())
    assert unconfirm(by=clerk, application=one).state == ApplicationState.SELECTED


def test_another_officer_is_told_that_the_result_is_out() -> None:
    batch = open_class()
    clerk, other = admin_of(batch), admin_of(batch)
    four(batch, clerk)
    decided(batch, clerk)
    publish_result(by=clerk, batch=batch, now=NOW)
    refused("already_published", lambda: publish_result(by=other, batch=batch, now=AFTER))
