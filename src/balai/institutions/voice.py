"""Who speaks for a body: its own desk, or somebody else who writes down what it said, visible as such.

One office alone must be able to enter what a body without an account has decided; once the body has a desk that may do
it, only that desk speaks.
"""

from datetime import date

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.access.roles import ROLES
from balai.institutions.models import Membership, Proxy
from balai.institutions.models.membership import MembershipQuerySet


def voices(permission: Permission, today: date) -> MembershipQuerySet:
    """Whoever sits somewhere today and may do this there."""
    roles = [role for role, grant in ROLES.items() if permission in grant.own]
    return Membership.objects.filter(role__in=roles).held_on(today)


def has_own_voice(institution_id: int, permission: Permission, today: date) -> bool:
    """Somebody sits there today who may do this."""
    return voices(permission, today).filter(institution_id=institution_id).exists()


def may_speak(actor: Actor, permission: Permission, institution_id: int, today: date) -> bool:
    """The body's own desk; or a desk elsewhere that may do the same there, as long as the body has none."""
    if actor.may(permission, institution_id):
        return True
    return bool(actor.institutions_with(permission)) and not has_own_voice(institution_id, permission, today)


def noted_by(actor: Actor, institution_id: int, permission: Permission, today: date) -> int | None:
    """The institution whose desk wrote it down for the body; None when the body wrote it itself."""
    if actor.on_behalf_of == institution_id and actor.user_id is not None:
        proxies = Proxy.objects.valid_on(today).filter(institution_id=institution_id)
        mine = proxies.filter(acting_institution__memberships__user_id=actor.user_id)
        return mine.order_by("pk").values_list("acting_institution_id", flat=True).first()
    if actor.may(permission, institution_id):
        return None
    return next((d.institution for d in actor.desks if permission in ROLES[d.role].all), None)
