"""Who vouches for whom; every decision with its reason, undoable, decided once even by two at a time."""

import threading
from datetime import UTC, datetime

import pytest
from django.db import connection

from balai.access.actor import CLI, Actor
from balai.access.roles import Role
from balai.institutions.actions.standing import (
    close_institution,
    refuse_institution,
    reopen_institution,
    undo_standing,
    verify_institution,
)
from balai.institutions.desk import waiting as waiting_work
from balai.institutions.enums import InstitutionKind, Standing
from balai.institutions.models import Institution, StandingChange
from balai.kernel.refusal import Refused
from balai.notifications.models import Message
from tests import factories as make
from tests.support.refusals import code_of

pytestmark = [pytest.mark.data, pytest.mark.django_db]
NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
K = InstitutionKind


def officer_of(region) -> Actor:
    return make.actor(make.institution(kind=K.LABOUR_OFFICE, region=region), Role.LABOUR_OFFICER)


def waiting(kind: InstitutionKind = K.COMPANY, **more) -> Institution:
    return make.institution(kind=kind, standing=Standing.UNVERIFIED, **more)


def test_the_office_of_the_area_verifies_and_the_body_is_told() -> None:
    body = waiting()
    make.desk(body, Role.EMPLOYER, make.user(email="pt@contoh.test"))
    verify_institution(by=officer_of(body.region), institution_id=body.pk, now=NOW)
    body.refresh_from_db()
    assert body.is_verified
    assert Message.objects.get().address == "pt@contoh.test"


def test_the_office_of_another_area_does_not() -> None:
    body = waiting()
    other = officer_of(make.regency())
    assert code_of(lambda: verify_institution(by=other, institution_id=body.pk, now=NOW)) == "may_not_verify"


def test_nobody_vouches_for_the_body_they_sit_at() -> None:
    region = make.regency()
    body = waiting(region=region)
    user = make.desk(make.institution(kind=K.LABOUR_OFFICE, region=region), Role.LABOUR_OFFICER).user
    make.desk(body, Role.EMPLOYER, user)
    from balai.institutions.desks import actor_for

    by = actor_for(user, make.TODAY)
    assert code_of(lambda: verify_institution(by=by, institution_id=body.pk, now=NOW)) == "may_not_verify"


def test_an_office_is_vouched_for_from_above() -> None:
    region = make.regency()
    office = waiting(K.LABOUR_OFFICE, region=region)
    peer = officer_of(region)
    province = make.actor(make.institution(kind=K.PROVINCE_OFFICE, region=region.province), Role.PROVINCE_OFFICER)
    assert code_of(lambda: verify_institution(by=peer, institution_id=office.pk, now=NOW)) == "may_not_verify"
    verify_institution(by=province, institution_id=office.pk, now=NOW)
    ministry = waiting(K.MINISTRY)
    minister = make.actor(make.institution(kind=K.MINISTRY), Role.MINISTRY_OFFICER)
    assert code_of(lambda: verify_institution(by=minister, institution_id=ministry.pk, now=NOW)) == "may_not_verify"
    verify_institution(by=CLI, institution_id=ministry.pk, now=NOW)


def test_an_unverified_office_answers_for_no_area() -> None:
    region = make.regency()
    office = waiting(K.LABOUR_OFFICE, region=region)
    by = make.actor(office, Role.LABOUR_OFFICER)
    body = waiting(region=region)
    assert code_of(lambda: verify_institution(by=by, institution_id=body.pk, now=NOW)) == "may_not_verify"


def test_refusing_and_closing_ask_for_a_reason() -> None:
    body = waiting()
    for act in (refuse_institution, close_institution):
        assert code_of(lambda act=act: act(by=CLI, institution_id=body.pk, reason="  ", now=NOW)) == "reason_missing"
    refuse_institution(by=CLI, institution_id=body.pk, reason="Izin tidak ditemukan.", now=NOW)
    assert code_of(lambda: verify_institution(by=CLI, institution_id=body.pk, now=NOW)) == "wrong_state"
    reopen_institution(by=CLI, institution_id=body.pk, reason="Izin sudah dikirim.", now=NOW)
    body.refresh_from_db()
    assert body.standing == Standing.UNVERIFIED


def test_a_mistaken_decision_is_undone_and_stays_readable() -> None:
    body = waiting()
    verify_institution(by=CLI, institution_id=body.pk, now=NOW)
    change = StandingChange.objects.get()
    undo_standing(by=CLI, change_id=change.pk, reason="Salah lembaga.", now=NOW)
    body.refresh_from_db()
    assert body.standing == Standing.UNVERIFIED
    assert [c.step for c in body.standing_changes.order_by("pk")] == ["verify", "undo"]
    assert code_of(lambda: undo_standing(by=CLI, change_id=change.pk, reason="Lagi.", now=NOW)) == "not_the_newest"


def test_a_closed_body_gives_its_desks_nothing() -> None:
    from balai.institutions.desks import actor_for

    body = make.institution()
    user = make.desk(body, Role.CENTRE_ADMIN).user
    assert actor_for(user, make.TODAY).desks
    close_institution(by=CLI, institution_id=body.pk, reason="Digabung.", now=NOW)
    assert actor_for(user, make.TODAY).desks == ()


@pytest.mark.django_db(transaction=True)
def test_two_officers_at_once_one_verifies_and_one_is_told() -> None:
    body = waiting()
    officers = [officer_of(body.region), officer_of(body.region)]
    start, answers = threading.Barrier(2), []

    def verify(by: Actor) -> None:
        start.wait()
        try:
            verify_institution(by=by, institution_id=body.pk, now=NOW)
            answers.append("done")
        except Refused as said:
            answers.append(said.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=verify, args=(by,)) for by in officers]
    [t.start() for t in threads]
    [t.join() for t in threads]
    assert sorted(answers) == ["done", "wrong_state"]
    assert StandingChange.objects.count() == 1


def test_bodies_somebody_else_wrote_down_wait_as_one_thing() -> None:
    region = make.regency()
    own_word = waiting(region=region)
    for source in ("import 1", "kasus contoh-2025", "kasus contoh-2025"):
        waiting(region=region, source=source)
    work = [item for item in waiting_work(officer_of(region), NOW) if item.key.startswith("institutions.verify")]
    assert [item.key for item in work] == [f"institutions.verify:{own_word.pk}", "institutions.verify_listed"]
    assert "3 lembaga" in str(work[1].reason)
