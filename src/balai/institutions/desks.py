"""Who sits where: the Actor is built from memberships, once a request, in one query."""

from datetime import date

from balai.access.actor import Actor, Area, Desk
from balai.accounts.models import User
from balai.institutions.enums import InstitutionKind, Standing
from balai.institutions.models import Membership

_NATIONAL = frozenset({InstitutionKind.MINISTRY})
_PROVINCIAL = frozenset({InstitutionKind.PROVINCE_OFFICE})
_REGENCY = frozenset({InstitutionKind.LABOUR_OFFICE, InstitutionKind.REGIONAL_GOVERNMENT})

_COLUMNS = (
    "institution_id",
    "role",
    "institution__kind",
    "institution__name",
    "institution__standing",
    "institution__region_id",
    "institution__region__regency_id",
    "institution__region__province_id",
)


def actor_for(user: User, today: date, on_behalf_of: int | None = None) -> Actor:
    """The user with every desk held today. A desk at a body that is refused or closed gives nothing; an unverified body
    may do its own work but answers for no area."""
    rows = Membership.objects.filter(user=user).held_on(today).order_by("institution_id", "id").values_list(*_COLUMNS)
    desks = tuple(
        Desk(pk, role, _area(kind, standing, region, regency, province), name)
        for pk, role, kind, name, standing, region, regency, province in rows
        if standing not in (Standing.REFUSED, Standing.CLOSED)
    )
    return Actor(f"user:{user.pk}", user.pk, desks, on_behalf_of)


def _area(kind: str, standing: str, region: int | None, regency: int | None, province: int | None) -> Area | None:
    if standing != Standing.VERIFIED:
        return None
    if kind in _NATIONAL:
        return Area("nation")
    if kind in _PROVINCIAL and (province or region):
        return Area("province", province or region)
    if kind in _REGENCY and (regency or region):
        return Area("regency", regency or region)
    return None
