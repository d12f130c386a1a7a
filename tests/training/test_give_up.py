"""Who sits does not step back as an applicant: leaving is recorded at the roster, with a day, a kind and a reason."""

import pytest
from django.test import Client

from balai.access.actor import PUBLIC
from balai.access.roles import Role
from balai.admissions.actions.leave import forfeit, withdraw
from balai.admissions.actions.seats import confirm
from balai.admissions.enums import ApplicationState, DecisionRule
from balai.planning.models import Batch
from balai.training.actions.give_up import give_up
from balai.training.enums import EnrolmentState
from balai.training.models import Enrolment
from tests import factories
from tests.admissions.rows import AFTER
from tests.admissions.test_apply import refused
from tests.admissions.test_pages import as_user
from tests.training.test_promised import Chosen

pytestmark = [pytest.mark.data, pytest.mark.django_db]
S = ApplicationState


def seated(state: str) -> tuple[Chosen, Enrolment]:
    row = Chosen()
    confirm(by=row.recruiter, application=row.people[0], now=AFTER)
    seat = row.sit(0)
    Batch.objects.filter(pk=row.batch.pk).update(state=state)
    row.batch.refresh_from_db()
    return row, seat


@pytest.mark.parametrize("state", ["selecting", "running"])
def test_neither_withdrawal_nor_forfeit_passes_over_the_seat(state: str) -> None:
    row, seat = seated(state)
    one = row.people[0]
    refused("sits_already", lambda: withdraw(by=row.recruiter, application=one, now=AFTER))
    refused(
        "sits_already",
        lambda: forfeit(by=row.recruiter, application=one, rule=DecisionRule.NOT_CONFIRMED, reason="", now=AFTER),
    )
    seat.refresh_from_db()
    assert (seat.state, row.states()[0]) == (EnrolmentState.ENROLLED, S.CONFIRMED)


def test_the_clerk_is_led_to_the_roster_where_the_reason_is_asked() -> None:
    row, seat = seated("running")
    client = as_user(factories.desk(row.batch.centre, Role.CENTRE_ADMIN).user)
    leaving = f"/kelas/{row.batch.pk}/peserta/{seat.pk}/berhenti/"
    page = client.get(f"/kelas/{row.batch.pk}/pendaftar/{row.people[0].pk}/").content.decode()
    assert leaving in page and "Catat pengunduran diri" not in page
    sent = client.post(f"/kelas/{row.batch.pk}/pendaftar/{row.people[0].pk}/mundur/")
    assert sent["Location"] == leaving and "sudah duduk di kelasnya" in client.get(leaving).content.decode()
    client.post(leaving, {"kind": "work", "reason": ""})
    assert Enrolment.objects.get().seat is not None
    client.post(leaving, {"kind": "work", "reason": "Diterima bekerja di konveksi."})
    seat.refresh_from_db()
    assert (seat.state, seat.leave_kind, seat.leave_reason) == ("left", "work", "Diterima bekerja di konveksi.")


def test_an_office_that_does_not_keep_the_roster_is_told_who_does() -> None:
    row, seat = seated("running")
    counsellor = factories.desk(row.office, Role.COUNSELLOR)
    answer = as_user(counsellor.user).get(f"/kelas/{row.batch.pk}/pendaftar/{row.people[0].pk}/")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert f"/peserta/{seat.pk}/berhenti/" not in page and "Catat pengunduran diri" not in page


def test_before_the_class_begins_the_applicant_gives_the_seat_back_and_the_first_reserve_has_it() -> None:
    row, seat = seated("selecting")
    one = row.people[0]
    said = Client().post(f"/pendaftaran/{one.code}/mundur/", follow=True).content.decode()
    assert "Pengunduran diri tercatat" in said
    seat.refresh_from_db()
    assert (seat.state, seat.seat) == (EnrolmentState.LEFT, None)
    assert row.states() == [S.WITHDRAWN, S.SELECTED, S.SELECTED, S.RESERVE] and row.taken() == 2


def test_once_it_runs_the_applicant_is_told_to_speak_to_the_centre_and_nothing_changes() -> None:
    row, seat = seated("running")
    refused("class_began", lambda: give_up(by=PUBLIC, application=row.people[0], now=AFTER, holds_code=True))
    seat.refresh_from_db()
    assert seat.seat is not None and row.states()[0] == S.CONFIRMED


def test_nobody_gives_back_somebody_else_s_seat() -> None:
    row, seat = seated("selecting")
    refused("may_not_assist", lambda: give_up(by=PUBLIC, application=row.people[0], now=AFTER))
    seat.refresh_from_db()
    assert seat.seat is not None
