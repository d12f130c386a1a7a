"""Whom an officer may help back into an account: colleagues at desks they manage, people they may edit."""

from dataclasses import dataclass
from datetime import date

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.access.roles import Role
from balai.institutions.models import Membership
from balai.institutions.rules.authority import is_operator
from balai.people.models import Person

MOST = 20
SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Helpable:
    """where: institution and role, or home regency."""

    user_id: int
    name: str
    where: str


def helpable(actor: Actor, text: str, today: date) -> list[Helpable]:
    """At most 20 colleagues and 20 others, by part of the name. The page of one checks again."""
    return [*_colleagues(actor, text.strip(), today), *_people(actor, text.strip())]


def _colleagues(actor: Actor, text: str, today: date) -> list[Helpable]:
    rows = Membership.objects.visible_to(actor).held_on(today).exclude(user_id=actor.user_id or 0)
    found = rows.filter(user__full_name__icontains=text).select_related("user", "institution")
    if not is_operator(actor):
        operators = Membership.objects.held_on(today).filter(role=Role.OPERATOR)
        found = found.exclude(user_id__in=operators.values("user_id"))
    seen: dict[int, Helpable] = {}
    for desk in found.order_by("user__full_name", "pk")[:MOST]:
        where = f"{Role(desk.role).label}, {desk.institution.name}"
        seen.setdefault(desk.user_id, Helpable(desk.user_id, str(desk.user), where))
    return list(seen.values())


def _people(actor: Actor, text: str) -> list[Helpable]:
    if len(text) < SHORTEST:
        return []
    rows = Person.objects.visible_to(actor, Permission.PERSON_EDIT).live().filter(user__isnull=False)
    found = rows.exclude(user_id=actor.user_id or 0).filter(full_name__icontains=text).select_related("home_regency")
    return [
        Helpable(p.user_id, p.full_name, p.home_regency.name if p.home_regency else "")
        for p in found.order_by("full_name", "pk")[:MOST]
        if p.user_id is not None
    ]
