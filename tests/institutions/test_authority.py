"""An office above looks and decides; it writes for a body only on its letter. Nobody raises themselves."""

from datetime import UTC, date, datetime

import pytest

from balai.access.actor import CLI, Actor
from balai.access.permissions import Permission
from balai.access.roles import Role
from balai.institutions.actions import facilities, instructors
from balai.institutions.actions.agreements import AgreementFacts, save_agreement, state_mandate
from balai.institutions.actions.desks import appoint_deputy, hand_over_desk
from balai.institutions.actions.invite import Invitee, accept_invitation, invite_to_desk
from balai.institutions.actions.names import add_alias, rename_institution
from balai.institutions.actions.register import Particulars, edit_institution, register_institution
from balai.institutions.desks import actor_for
from balai.institutions.enums import InstitutionKind as K
from balai.institutions.enums import Sector, Standing
from balai.institutions.models import Institution
from balai.institutions.rules.authority import is_operator
from tests import factories as make
from tests.support.refusals import code_of

pytestmark = [pytest.mark.data, pytest.mark.django_db]
NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
OFFICES = {
    Role.LABOUR_OFFICER: K.LABOUR_OFFICE,
    Role.PROVINCE_OFFICER: K.PROVINCE_OFFICE,
    Role.MINISTRY_OFFICER: K.MINISTRY,
    Role.OPERATOR: K.OTHER,
}


def above(body: Institution, role: Role) -> Actor:
    """An officer of the office in whose area the body lies."""
    region = body.region
    assert region is not None
    seat = region.province if role == Role.PROVINCE_OFFICER else region
    return make.actor(make.institution(kind=OFFICES[role], region=seat), role)


@pytest.mark.parametrize("role", OFFICES)
def test_an_office_above_does_not_write_what_a_body_says_of_itself(role: Role) -> None:
    body = make.institution()
    teacher = instructors.save_instructor(
        by=CLI, institution_id=body.pk, facts=instructors.InstructorFacts("Dewi Contoh", "Menjahit")
    )
    thing = facilities.save_equipment(
        by=CLI, institution_id=body.pk, facts=facilities.EquipmentFacts("Mesin jahit", "equipment", None, 8)
    )
    by = above(body, role)
    at = {"by": by, "institution_id": body.pk}
    for act in (
        lambda: facilities.save_room(**at, facts=facilities.RoomFacts("Bengkel", "workshop", 16)),
        lambda: facilities.ask_repair(by=by, equipment_id=thing.pk, today=make.TODAY),
        lambda: instructors.save_instructor(**at, facts=instructors.InstructorFacts("Lain", "Las")),
        lambda: instructors.add_certificate(
            by=by, instructor_id=teacher.pk, facts=instructors.CertificateFacts("technical", "SKT 1", "Menjahit")
        ),
        lambda: state_mandate(**at, text="Melatih warga"),
    ):
        assert code_of(act) == "may_not_edit"
    assert (
        code_of(lambda: save_agreement(by=by, kept_by=body, facts=AgreementFacts("mou", "Kerja sama"), parties=[body]))
        == "may_not_keep"
    )
    assert not body.rooms.exists()


def test_the_office_corrects_the_register_only_until_somebody_speaks_for_the_body() -> None:
    body = make.institution("BLK Lama")
    by = above(body, Role.LABOUR_OFFICER)
    add_alias(by=by, institution_id=body.pk, name="BLK Contoh Lama")
    rename_institution(by=by, institution_id=body.pk, name="BLK Baru", on_day=date(2026, 2, 1))
    make.desk(body, Role.CENTRE_ADMIN)
    late = lambda: rename_institution(by=by, institution_id=body.pk, name="BLK Lain", on_day=date(2026, 3, 1))  # noqa: E731
    assert code_of(late) == "may_not_edit"
    body.refresh_from_db()
    assert body.name == "BLK Baru"


def test_no_office_enters_one_that_answers_for_as_much_as_itself() -> None:
    region = make.regency()
    officer = make.actor(make.institution(kind=K.LABOUR_OFFICE, region=region), Role.LABOUR_OFFICER)
    province = make.actor(make.institution(kind=K.PROVINCE_OFFICE, region=region.province), Role.PROVINCE_OFFICER)

    def entered(by: Actor, kind: K) -> Institution:
        what = Particulars(kind=kind, sector=Sector.GOVERNMENT, region=region)
        return register_institution(by=by, name=f"Kantor {kind}", particulars=what, today=make.TODAY)

    for by, kind in ((officer, K.MINISTRY), (officer, K.LABOUR_OFFICE), (province, K.PROVINCE_OFFICE)):
        assert code_of(lambda by=by, kind=kind: entered(by, kind)) == "kind_not_self_registered"
    assert entered(province, K.LABOUR_OFFICE).standing == Standing.UNVERIFIED
    assert entered(officer, K.FORUM).standing == Standing.UNVERIFIED


def test_an_unverified_company_does_not_become_a_ministry_and_seats_no_operator() -> None:
    user = make.user()
    firm = register_institution(
        by=actor_for(user, make.TODAY), name="PT Naik", particulars=Particulars(kind=K.COMPANY, sector=Sector.PRIVATE),
        today=make.TODAY, claim_desk=True,
    )  # fmt: skip
    by = actor_for(user, make.TODAY)
    asked = Particulars(kind=K.MINISTRY, sector=Sector.GOVERNMENT)
    assert code_of(lambda: edit_institution(by=by, institution_id=firm.pk, particulars=asked, functions=())) == (
        "kind_not_self_registered"
    )
    firm.refresh_from_db()
    assert firm.kind == K.COMPANY


def test_the_operators_desk_passes_through_operators_alone() -> None:
    ministry = make.institution(kind=K.MINISTRY)
    officer = make.desk(ministry, Role.MINISTRY_OFFICER)
    by = actor_for(officer.user, make.TODAY)
    operator = make.desk(ministry, Role.OPERATOR)
    invitee = Invitee(Role.OPERATOR, email="teknisi@contoh.id")
    asked = {"institution_id": ministry.pk, "invitee": invitee, "link": str, "now": NOW}
    assert code_of(lambda: invite_to_desk(by=by, **asked)) == "may_not_seat"
    assert (
        code_of(
            lambda: appoint_deputy(
                by=by,
                membership_id=operator.pk,
                deputy_user_id=officer.user_id,
                first_day=make.TODAY,
                last_day=make.TODAY,
            )
        )
        == "may_not_seat"
    )
    taken = {"from_membership": operator.pk, "to_user": officer.user_id, "on_day": make.TODAY, "now": NOW}
    assert code_of(lambda: hand_over_desk(by=by, **taken)) == "may_not_seat"
    assert not is_operator(actor_for(officer.user, make.TODAY))
    _invitation, secret = invite_to_desk(by=actor_for(operator.user, make.TODAY), **asked)
    accept_invitation(secret=secret, user=make.user(), now=NOW)


def test_a_list_shows_no_unverified_body_of_another_area() -> None:
    here, there = (make.institution(kind=K.COMPANY, standing=Standing.UNVERIFIED) for _ in range(2))
    by = above(here, Role.LABOUR_OFFICER)
    assert by.has(Permission.INSTITUTION_IMPORT)
    seen = Institution.objects.visible_to(by).filter(standing=Standing.UNVERIFIED)
    assert list(seen) == [here]
    assert set(Institution.objects.visible_to(above(here, Role.OPERATOR)).filter(standing=Standing.UNVERIFIED)) == {
        here, there,
    }  # fmt: skip
