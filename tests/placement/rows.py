"""A job order, somebody to refer, and those who may."""

from datetime import UTC, date, datetime
from typing import Any

from balai.access.actor import Actor
from balai.access.roles import Role
from balai.demand.enums import JobOrderState
from balai.demand.models import JobOrder
from balai.institutions.enums import InstitutionKind, Sector
from balai.institutions.models import Institution
from balai.people.models import Person
from balai.placement.actions.place import Work, place_person
from balai.placement.actions.refer import refer_person
from balai.placement.models import Placement, Referral
from balai.regions.models import Region
from tests import factories as make

TODAY = make.TODAY
NOW = datetime(2026, 3, 2, 3, tzinfo=UTC)


def company(region: Region | None = None, **fields: Any) -> Institution:
    return make.institution(
        f"PT Contoh {make.number()}", InstitutionKind.COMPANY, region, sector=Sector.PRIVATE, **fields
    )


def job_order(employer: Institution | None = None, **fields: Any) -> JobOrder:
    stated: dict[str, Any] = {"title": "Operator jahit", "count": 4, "state": JobOrderState.PUBLISHED} | fields
    return JobOrder.objects.create(employer=employer or company(), published_on=TODAY, **stated)


def office(region: Region | None = None) -> Institution:
    return make.institution(kind=InstitutionKind.LABOUR_OFFICE, region=region)


def counsellor(at: Institution) -> Actor:
    return make.actor(at, Role.COUNSELLOR)


def referred(at: Institution, order: JobOrder | None = None, person: Person | None = None) -> Referral:
    person = person or make.person(registered_by=at)
    return refer_person(
        by=counsellor(at), person=person, job_order=order or job_order(), made_by=at, now=NOW, consent_means="spoken"
    )


def placed(at: Institution, employer: Institution | None = None, **work: Any) -> Placement:
    person = make.person(registered_by=at)
    stated: dict[str, Any] = {"starts_on": date(2026, 3, 1), "employer": employer} | work
    return place_person(by=counsellor(at), person=person, work=Work(**stated), made_by=at, now=NOW)
