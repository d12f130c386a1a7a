"""Money by year and source; who bears which duty is a table, with its default where nobody wrote anything."""

import pytest
from django.test import Client

from balai.access.roles import Role
from balai.funding.actions import NewLine, add_fund_line, assign_duty, change_ceiling, unassign_duty
from balai.funding.chain import DEFAULT_CHAIN
from balai.funding.enums import Bearer, Duty, FundSource
from balai.funding.models import FundLine, ResponsibilityChain
from balai.funding.queries import bearer_of, whole_chain
from balai.institutions.enums import InstitutionKind
from tests import factories as make
from tests.factories import TODAY
from tests.support.refusals import code_of

pytestmark = [pytest.mark.data, pytest.mark.django_db]
LINE = NewLine("apbd_regency", 2026, "Pelatihan", 480_000_000)


def test_one_line_per_funder_year_and_title() -> None:
    office = make.institution(kind=InstitutionKind.LABOUR_OFFICE)
    by = make.actor(office, Role.LABOUR_OFFICER)
    line = add_fund_line(by=by, funder=office, line=LINE, today=TODAY)
    assert code_of(lambda: add_fund_line(by=by, funder=office, line=LINE, today=TODAY)) == "fund_line_exists"
    assert list(FundLine.objects.visible_to(by)) == [line]
    assert list(FundLine.objects.visible_to(make.actor())) == []


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (NewLine("apbn", 26, "x", 1), "year_unlikely"),
        (NewLine("apbn", 2026, "x", -1), "negative_ceiling"),
    ],
)
def test_a_line_that_cannot_be_is_refused(line: NewLine, code: str) -> None:
    office = make.institution(kind=InstitutionKind.LABOUR_OFFICE)
    by = make.actor(office, Role.LABOUR_OFFICER)
    assert code_of(lambda: add_fund_line(by=by, funder=office, line=line, today=TODAY)) == code


def test_nobody_writes_the_money_of_a_body_that_has_a_desk() -> None:
    office = make.institution(kind=InstitutionKind.LABOUR_OFFICE)
    stranger = make.actor(role=Role.CENTRE_ADMIN)
    silent = add_fund_line(by=stranger, funder=office, line=LINE, today=TODAY)
    assert silent.noted_by_id in stranger.institutions_with("funding:fund_line:read")
    make.desk(office, Role.LABOUR_OFFICER)
    assert code_of(lambda: add_fund_line(by=stranger, funder=office, line=LINE, today=TODAY)) == "not_your_funds"


def test_regional_money_is_selected_by_the_office_and_state_money_by_the_centre() -> None:
    assert bearer_of("apbd_regency", Duty.SELECT) == Bearer.FUNDER
    assert bearer_of("apbn", Duty.SELECT) == Bearer.CENTRE
    assert all(set(DEFAULT_CHAIN[source]) == set(Duty) for source in FundSource)


CHANGE = {"source": FundSource.APBN, "duty": Duty.SELECT, "bearer": Bearer.LABOUR_OFFICE}


def test_the_table_is_edited_with_its_basis_and_set_back() -> None:
    officer = make.actor(make.institution(kind=InstitutionKind.MINISTRY), Role.MINISTRY_OFFICER)
    assert code_of(lambda: assign_duty(by=officer, **CHANGE, legal_basis=" ")) == "basis_missing"
    assert code_of(lambda: assign_duty(by=make.actor(), **CHANGE, legal_basis="SK 1")) == "may_not_set_chain"
    assign_duty(by=officer, **CHANGE, legal_basis="SK 1")
    assert bearer_of("apbn", Duty.SELECT) == Bearer.LABOUR_OFFICE
    links = dict(whole_chain())[FundSource.APBN]
    assert [link.legal_basis for link in links if not link.is_default] == ["SK 1"]
    unassign_duty(by=officer, source=FundSource.APBN, duty=Duty.SELECT)
    assert bearer_of("apbn", Duty.SELECT) == Bearer.CENTRE


def test_one_regency_says_who_does_what_with_its_own_money_alone() -> None:
    office, other = (make.institution(kind=InstitutionKind.LABOUR_OFFICE) for _ in range(2))
    by = make.actor(office, Role.LABOUR_OFFICER)
    for funder in (None, other):
        assert code_of(lambda at=funder: assign_duty(by=by, **CHANGE, legal_basis="SK 1", funder=at)) == (
            "may_not_set_chain"
        )
        assert code_of(lambda at=funder: unassign_duty(by=by, source=FundSource.APBN, duty=Duty.SELECT, funder=at)) == (
            "may_not_set_chain"
        )
    assign_duty(by=by, **CHANGE, legal_basis="SK 1", funder=office)
    assert bearer_of("apbn", Duty.SELECT, office.pk) == Bearer.LABOUR_OFFICE
    assert bearer_of("apbn", Duty.SELECT, other.pk) == bearer_of("apbn", Duty.SELECT) == Bearer.CENTRE
    ministry = make.actor(make.institution(kind=InstitutionKind.MINISTRY), Role.MINISTRY_OFFICER)
    assign_duty(by=ministry, **CHANGE | {"bearer": Bearer.FUNDER}, legal_basis="SK 2")
    assert bearer_of("apbn", Duty.SELECT, office.pk) == Bearer.LABOUR_OFFICE
    assert [(k.legal_basis, k.own) for k in dict(whole_chain(office.pk))[FundSource.APBN] if not k.is_default] == [
        ("SK 1", True)
    ]
    unassign_duty(by=by, source=FundSource.APBN, duty=Duty.SELECT, funder=office)
    assert bearer_of("apbn", Duty.SELECT, office.pk) == Bearer.FUNDER


def test_the_page_offers_the_network_to_the_ministry_and_the_own_money_to_an_office(client: Client) -> None:
    seat = make.desk(make.institution(kind=InstitutionKind.LABOUR_OFFICE), Role.LABOUR_OFFICER)
    said = {"bearer": "centre", "legal_basis": "SK 1"}
    address, own = "/dana/tugas/apbn/select/", f"?pendana={seat.institution_id}"
    client.force_login(seat.user)
    assert address not in client.get("/dana/tugas/").content.decode()
    assert client.post(address, said).status_code == 403
    assert client.post(f"{address}bawaan/").status_code == 403
    assert not ResponsibilityChain.objects.exists()
    assert f"{address}{own}" in client.get(f"/dana/tugas/{own}").content.decode()
    assert client.post(address + own, said).status_code == 302
    assert ResponsibilityChain.objects.get().funder == seat.institution
    assert "nilai sendiri: </small>" not in client.get(f"/dana/tugas/{own}").content.decode()
    assert "nilai sendiri" in client.get(f"/dana/tugas/{own}").content.decode()
    client.force_login(make.desk(make.institution(kind=InstitutionKind.MINISTRY), Role.MINISTRY_OFFICER).user)
    assert client.post(address, said).status_code == 302
    assert client.post(address + own, said).status_code == 404
    assert ResponsibilityChain.objects.count() == 2


def test_a_line_noted_for_a_silent_body_is_changed_by_who_wrote_it_alone() -> None:
    silent = make.institution(kind=InstitutionKind.LABOUR_OFFICE)
    wrote, stranger = make.actor(role=Role.CENTRE_ADMIN), make.actor(role=Role.PARTNER)
    line = add_fund_line(by=wrote, funder=silent, line=LINE, today=TODAY)
    change = {"line": line, "ceiling": 1, "committed": 0, "legal_basis": "SK", "today": TODAY}
    assert code_of(lambda: change_ceiling(by=stranger, **change)) == "not_your_funds"
    assert change_ceiling(by=wrote, **change).ceiling == 1
