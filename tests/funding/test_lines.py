"""Money by year and source; who bears which duty is a table, with its default where nobody wrote anything."""

import pytest

from balai.access.roles import Role
from balai.funding.actions import NewLine, add_fund_line, assign_duty, unassign_duty
from balai.funding.chain import DEFAULT_CHAIN
from balai.funding.enums import Bearer, Duty, FundSource
from balai.funding.models import FundLine
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


def test_the_table_is_edited_with_its_basis_and_set_back() -> None:
    officer = make.actor(make.institution(kind=InstitutionKind.LABOUR_OFFICE), Role.LABOUR_OFFICER)
    change = {"source": FundSource.APBN, "duty": Duty.SELECT, "bearer": Bearer.LABOUR_OFFICE}
    assert code_of(lambda: assign_duty(by=officer, **change, legal_basis=" ")) == "basis_missing"
    assert code_of(lambda: assign_duty(by=make.actor(), **change, legal_basis="SK 1")) == "may_not_set_chain"
    assign_duty(by=officer, **change, legal_basis="SK 1")
    assert bearer_of("apbn", Duty.SELECT) == Bearer.LABOUR_OFFICE
    links = dict(whole_chain())[FundSource.APBN]
    assert [link.legal_basis for link in links if not link.is_default] == ["SK 1"]
    unassign_duty(by=officer, source=FundSource.APBN, duty=Duty.SELECT)
    assert bearer_of("apbn", Duty.SELECT) == Bearer.CENTRE
