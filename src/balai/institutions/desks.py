"""Who sits where: the Actor is built from memberships, once a request, in one query (two while acting for a body)."""

from datetime import date

from balai.access.actor import Actor, Area, Desk
from balai.accounts.models import User
from balai.institutions.enums import OFFICES_OF_NATION, OFFICES_OF_PROVINCE, OFFICES_OF_REGENCY, Standing
from balai.institutions.models import Membership, Proxy
from balai.institutions.rules.proxy import is_usable
from balai.institutions.rules.roles import principal_role

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
_SILENT = (Standing.REFUSED, Standing.CLOSED)


def actor_for(user: User, today: date, on_behalf_of: int | None = None) -> Actor:
    """The user with every desk held today. A desk at a body that is refused or closed gives nothing; an unverified body
    may do its own work but answers for no area.

    on_behalf_of: the body to act for; without a proxy valid today it is left out, so compare the answer's own.
    """
    rows = Membership.objects.filter(user=user).held_on(today).order_by("institution_id", "id").values_list(*_COLUMNS)
    desks = tuple(
        Desk(pk, role, _area(kind, standing, region, regency, province), name)
        for pk, role, kind, name, standing, region, regency, province in rows
        if standing not in _SILENT
    )
    actor = Actor(f"user:{user.pk}", user.pk, desks)
    return actor if on_behalf_of is None else _acting_for(actor, on_behalf_of, today)


def _acting_for(actor: Actor, institution_id: int, today: date) -> Actor:
    """One hat at a time: while acting for a body, only the desk of the one who speaks for it."""
    held = [d.institution for d in actor.desks]
    proxies = (
        Proxy.objects.valid_on(today)
        .filter(institution_id=institution_id, acting_institution_id__in=held)
        .exclude(institution__standing__in=_SILENT)
        .select_related("institution__region")
    )
    for proxy in proxies:
        if is_usable(proxy, actor, today):
            body = proxy.institution
            return Actor(
                actor.name, actor.user_id, (Desk(body.pk, principal_role(body.kind), None, body.name),), body.pk
            )
    return actor


def _area(kind: str, standing: str, region: int | None, regency: int | None, province: int | None) -> Area | None:
    if standing != Standing.VERIFIED:
        return None
    if kind in OFFICES_OF_NATION:
        return Area("nation")
    if kind in OFFICES_OF_PROVINCE and (province or region):
        return Area("province", province or region)
    if kind in OFFICES_OF_REGENCY and (regency or region):
        return Area("regency", regency or region)
    return None
