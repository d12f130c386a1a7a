"""A group with its office and mentor."""

from datetime import UTC, date, datetime
from typing import Any

from balai.access.actor import Actor
from balai.access.roles import Role
from balai.institutions.enums import InstitutionKind
from balai.institutions.models import Institution
from balai.ventures.actions.groups import GroupDetails, form_group
from balai.ventures.models import BusinessGroup
from tests import factories as make

TODAY = make.TODAY
NOW = datetime(2026, 3, 2, 3, tzinfo=UTC)
FORMED = date(2026, 1, 10)


def office() -> Institution:
    return make.institution(kind=InstitutionKind.LABOUR_OFFICE)


def officer(at: Institution) -> Actor:
    return make.actor(at, Role.LABOUR_OFFICER)


def mentor(at: Institution) -> Actor:
    return make.actor(at, Role.MENTOR)


def group(at: Institution | None = None, **details: Any) -> BusinessGroup:
    at = at or office()
    stated: dict[str, Any] = {"name": f"Kelompok {make.number()}", "business": "keripik", "formed_on": FORMED} | details
    return form_group(by=officer(at), office=at, details=GroupDetails(**stated), now=NOW)
