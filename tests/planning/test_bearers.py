"""Each duty of the chain decides who may act: by money, by duty, by body, both who may and who may not."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from balai.access.actor import CLI, Actor
from balai.access.roles import Role
from balai.admissions.rules.authority import may_decide
from balai.funding.actions import assign_duty
from balai.funding.chain import DEFAULT_CHAIN
from balai.funding.enums import Bearer, Duty, FundSource
from balai.institutions.desks import actor_for
from balai.institutions.enums import InstitutionKind
from balai.institutions.models import Institution, Membership
from balai.papers.desk import waiting
from balai.papers.rules import may_file
from balai.planning.actions.batches import open_batch
from balai.planning.duties import duties_of_class
from balai.planning.enums import BatchState
from balai.planning.models import Batch, Package
from balai.planning.rules import may_recruit
from balai.training.rules.authority import may_mark, may_record
from tests import factories as make
from tests.planning import rows
from tests.planning.rows import NOW, TODAY, plan

pytestmark = [pytest.mark.data, pytest.mark.django_db]

ACTS: dict[Duty, tuple[Callable[[Actor, Batch], bool], ...]] = {
    Duty.RECRUIT: (lambda by, batch: may_recruit(by, batch, TODAY),),
    Duty.SELECT: (may_decide,),
    Duty.DELIVER: (may_mark, may_record),
    Duty.REPORT: (may_file,),
}


class Ground:
    """Centre, funder and the labour offices of the regency and of the province; whoever could bear a duty sits there."""

    def __init__(self) -> None:
        self.at = rows.place()
        assert self.at.regency.province is not None
        self.funder = make.institution("BBPVP Contoh", kind=InstitutionKind.CENTRAL_TRAINING_UNIT)
        self.of_province = make.institution(kind=InstitutionKind.PROVINCE_OFFICE, region=self.at.regency.province)
        self.bodies = {
            Bearer.CENTRE: self.at.centre,
            Bearer.FUNDER: self.funder,
            Bearer.LABOUR_OFFICE: self.at.office,
        }
        self.desks = {
            self.at.centre.pk: [self.at.by_centre],
            self.funder.pk: [self._seated(self.funder, Role.CENTRAL_UNIT_OFFICER)],
        }
        for office in (self.at.office, self.of_province):
            both = (Role.LABOUR_OFFICER, Role.INSTRUCTOR)
            self.desks[office.pk] = [self._seated(office, role) for role in both]

    @staticmethod
    def _seated(body: Institution, role: Role) -> Actor:
        return actor_for(make.desk(body, role).user, TODAY)

    def body(self, source: FundSource, bearer: Bearer) -> Institution:
        governor = source in (FundSource.APBN_DECONCENTRATION, FundSource.APBD_PROVINCE)
        return self.of_province if bearer == Bearer.LABOUR_OFFICE and governor else self.bodies[bearer]

    def opened(self, source: FundSource, **stated: Any) -> Batch:
        package = rows.funded(self.at)
        line = package.fund_line
        assert line is not None
        type(line).objects.filter(pk=line.pk).update(source=source, funder=self.funder)
        Package.objects.filter(pk=package.pk).update(funder=self.funder)
        return open_batch(by=self.at.by_centre, package=package, plan=plan(**stated), today=TODAY)

    def who_may(self, duty: Duty, batch: Batch) -> set[int]:
        return {
            pk for pk, desks in self.desks.items() if all(any(may(by, batch) for by in desks) for may in ACTS[duty])
        }


def say(source: FundSource, duty: Duty, bearer: Bearer) -> None:
    assign_duty(by=CLI, source=source, duty=duty, bearer=bearer, legal_basis="SK 1/2026")


@pytest.mark.parametrize("source", list(FundSource))
def test_the_default_chain_of_every_money_says_who_may(source: FundSource) -> None:
    on = Ground()
    batch = on.opened(source)
    for duty, bearer in DEFAULT_CHAIN[source].items():
        assert on.who_may(duty, batch) == {on.body(source, bearer).pk}, duty


@pytest.mark.parametrize("source", list(FundSource))
@pytest.mark.parametrize("bearer", list(Bearer))
def test_a_written_chain_moves_each_duty_to_its_body(source: FundSource, bearer: Bearer) -> None:
    on = Ground()
    for duty in Duty:
        say(source, duty, bearer)
    batch = on.opened(source)
    body = on.body(source, bearer)
    for one in duties_of_class(batch):
        assert one.body == body and on.who_may(one.link.duty, batch) == {body.pk}, one.link.duty


def test_a_later_change_of_the_chain_does_not_move_a_class() -> None:
    on = Ground()
    batch = on.opened(FundSource.APBN)
    for duty in Duty:
        say(FundSource.APBN, duty, Bearer.LABOUR_OFFICE)
    for duty in Duty:
        assert on.who_may(duty, Batch.objects.get(pk=batch.pk)) == {on.at.centre.pk}, duty
    assert {one.body for one in duties_of_class(batch)} == {on.at.centre}


def test_a_body_where_nobody_could_do_it_leaves_the_duty_to_the_centre() -> None:
    on = Ground()
    Membership.objects.filter(institution=on.of_province).update(ends_on=date(2026, 1, 1))
    batch = on.opened(FundSource.APBN_DECONCENTRATION)
    assert (batch.selector, batch.deliverer, batch.reporter) == (on.at.centre,) * 3


def test_the_desk_of_the_body_that_reports_asks_for_the_report() -> None:
    on = Ground()
    batch = on.opened(FundSource.APBN_ASSISTANCE)
    Batch.objects.filter(pk=batch.pk).update(
        state=BatchState.FINISHED, starts_on=date(2026, 1, 5), ends_on=date(2026, 2, 5)
    )
    asked = {pk for pk, desks in on.desks.items() if any(list(waiting(by, NOW)) for by in desks)}
    assert asked == {on.at.office.pk}
