"""A body enters the register unverified, changes its name without becoming another, and is found under every name."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from balai.access.actor import CLI, PUBLIC
from balai.access.roles import Role
from balai.audit.models import Entry
from balai.institutions.actions.names import add_alias, remove_alias, rename_institution
from balai.institutions.actions.register import Particulars, edit_institution, register_institution
from balai.institutions.desks import actor_for
from balai.institutions.enums import Function, InstitutionKind, NameKind, Sector, Standing
from balai.institutions.models import Institution, InstitutionName
from balai.kernel.refusal import Refused
from tests import factories as make

pytestmark = [pytest.mark.data, pytest.mark.django_db]


def a_company(**more) -> Particulars:
    return Particulars(kind=InstitutionKind.COMPANY, sector=Sector.PRIVATE, **more)


def test_whoever_registers_their_own_company_sits_there_but_its_word_does_not_count_yet() -> None:
    user = make.user()
    by = actor_for(user, make.TODAY)
    made = register_institution(by=by, name=" PT  Contoh ", particulars=a_company(), today=make.TODAY, claim_desk=True)
    assert made.standing == Standing.UNVERIFIED
    desk = actor_for(user, make.TODAY).desks[0]
    assert (desk.institution, desk.role, desk.area) == (made.pk, Role.EMPLOYER, None)
    assert not Institution.objects.public().filter(pk=made.pk).exists()
    assert Entry.objects.get(verb="institutions.register").subject_id == str(made.pk)


def test_a_stranger_is_asked_to_sign_in() -> None:
    with pytest.raises(Refused) as said:
        register_institution(by=PUBLIC, name="PT Contoh", particulars=a_company(), today=make.TODAY)
    assert said.value.code == "sign_in_first"


@pytest.mark.parametrize(
    "kind", [InstitutionKind.MINISTRY, InstitutionKind.LABOUR_OFFICE, InstitutionKind.PROVINCE_OFFICE]
)
def test_nobody_registers_an_office_for_themselves(kind: InstitutionKind) -> None:
    officer = make.actor(make.institution(kind=InstitutionKind.LABOUR_OFFICE), Role.LABOUR_OFFICER)
    for by in (actor_for(make.user(), make.TODAY), officer):
        with pytest.raises(Refused) as said:
            register_institution(
                by=by, name="Dinas Palsu", particulars=Particulars(kind=kind, sector=Sector.GOVERNMENT),
                today=make.TODAY, claim_desk=True,
            )  # fmt: skip
        assert said.value.code == "kind_not_self_registered"


def test_an_empty_name_names_its_field() -> None:
    with pytest.raises(Refused) as said:
        register_institution(by=CLI, name="  ", particulars=a_company(), today=make.TODAY)
    assert said.value.field == "name"


def test_a_new_name_leaves_the_old_one_with_its_dates() -> None:
    body = register_institution(
        by=CLI, name="BLK Padang", particulars=Particulars(kind="central_training_unit", sector="government"),
        today=make.TODAY,
    )  # fmt: skip
    rename_institution(by=CLI, institution_id=body.pk, name="BPVP Padang", on_day=date(2022, 1, 1), source="Permenaker")
    body.refresh_from_db()
    names = {(n.name, n.kind): n for n in body.names.all()}
    assert (body.name, body.name_key) == ("BPVP Padang", "bpvp padang")
    assert names["BLK Padang", NameKind.FORMER].valid_to == date(2021, 12, 31)
    assert names["BPVP Padang", NameKind.OFFICIAL].valid_from == date(2022, 1, 1)


def test_an_old_name_may_be_taken_back_and_dropped_again() -> None:
    body = register_institution(by=CLI, name="A", particulars=a_company(), today=make.TODAY)
    for year, name in ((2020, "B"), (2021, "A"), (2022, "B"), (2023, "A"), (2024, "C")):
        rename_institution(by=CLI, institution_id=body.pk, name=name, on_day=date(year, 1, 1))
    assert body.names.filter(kind=NameKind.FORMER).count() == 5


def test_a_name_cannot_begin_before_the_one_it_replaces() -> None:
    body = register_institution(by=CLI, name="A", particulars=a_company(), today=make.TODAY)
    rename_institution(by=CLI, institution_id=body.pk, name="B", on_day=date(2022, 1, 1))
    with pytest.raises(Refused) as said:
        rename_institution(by=CLI, institution_id=body.pk, name="C", on_day=date(2022, 1, 1))
    assert said.value.field == "on_day"


def test_two_official_names_at_once_are_impossible() -> None:
    body = register_institution(by=CLI, name="A", particulars=a_company(), today=make.TODAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        InstitutionName.objects.create(institution=body, name="B", kind=NameKind.OFFICIAL)


def test_an_alias_is_added_once_and_taken_away() -> None:
    body = make.institution("BLKK Giri Kusuma")
    first = add_alias(by=CLI, institution_id=body.pk, name="BLKK Girikesumo")
    assert add_alias(by=CLI, institution_id=body.pk, name="BLKK Girikesumo") == first
    remove_alias(by=CLI, alias_id=first.pk)
    assert not body.names.filter(kind=NameKind.ALIAS).exists()
    with pytest.raises(Refused, match="sudah dihapus"):
        remove_alias(by=CLI, alias_id=first.pk)


def test_a_stranger_to_the_body_may_not_change_it() -> None:
    body, other = make.institution(), make.actor()
    for act in (
        lambda: rename_institution(by=other, institution_id=body.pk, name="X", on_day=make.TODAY),
        lambda: add_alias(by=other, institution_id=body.pk, name="X"),
        lambda: edit_institution(by=other, institution_id=body.pk, particulars=a_company(), functions=()),
    ):
        with pytest.raises(Refused) as said:
            act()
        assert said.value.code == "may_not_edit"
    body.refresh_from_db()
    assert body.name != "X"


def test_a_verified_body_does_not_turn_itself_into_an_office() -> None:
    body = make.institution(kind=InstitutionKind.COMPANY)
    owner = make.actor(body, Role.EMPLOYER)
    with pytest.raises(Refused) as said:
        edit_institution(
            by=owner, institution_id=body.pk, functions=(),
            particulars=Particulars(kind=InstitutionKind.LABOUR_OFFICE, sector=Sector.GOVERNMENT, region=body.region),
        )  # fmt: skip
    assert said.value.code == "verified_kind_and_region"


def test_functions_are_what_was_last_said() -> None:
    body = make.institution()
    same = {"kind": body.kind, "sector": body.sector, "region": body.region}
    for wanted in ({Function.FUNDER, Function.SELECTOR}, {Function.SELECTOR, Function.COORDINATOR}):
        edit_institution(by=CLI, institution_id=body.pk, particulars=Particulars(**same), functions=wanted)
    assert set(body.functions.values_list("function", flat=True)) == {Function.SELECTOR, Function.COORDINATOR}


def test_a_body_is_not_put_under_itself() -> None:
    top = make.institution()
    below = make.institution(parent=top)
    with pytest.raises(Refused) as said:
        edit_institution(
            by=CLI, institution_id=top.pk, functions=(),
            particulars=Particulars(kind=top.kind, sector=top.sector, region=top.region, parent=below),
        )  # fmt: skip
    assert said.value.field == "parent"
