"""Who may help whom back into an account. Never oneself, and never somebody with a desk the helper does not manage."""

from datetime import date

from django.utils.translation import gettext as _

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.access.roles import Role
from balai.accounts.models import User
from balai.institutions.models import Membership
from balai.institutions.rules.authority import is_operator, may_manage_desks
from balai.kernel.refusal import Refused
from balai.people.models import Person
from balai.people.rules.authority import may_on


def may_help(by: Actor, user: User, today: date) -> bool:
    """Colleagues: whoever manages every desk they hold. Others: an officer who may edit the person they are."""
    if by.user_id == user.pk or not user.is_active:
        return False
    held = list(Membership.objects.filter(user=user).held_on(today).select_related("institution__region"))
    if held:
        return all(_may_help_at(by, desk) for desk in held)
    person = Person.objects.live().filter(user=user).select_related("home_regency").first()
    return is_operator(by) or (person is not None and may_on(by, Permission.PERSON_EDIT, person))


def helpable_account(by: Actor, user_id: int, today: date) -> User | None:
    """None for an account that is not there as well as for one the actor may not help."""
    user = User.objects.filter(pk=user_id).first()
    return user if user is not None and may_help(by, user, today) else None


def check_may_help(by: Actor, user: User, today: date) -> None:
    if not may_help(by, user, today):
        raise Refused(
            "may_not_help",
            _("Akun ini dipulihkan oleh pengelola meja di lembaganya, atau oleh dinas yang mencatat orangnya."),
        )


def _may_help_at(by: Actor, desk: Membership) -> bool:
    return is_operator(by) if desk.role == Role.OPERATOR else may_manage_desks(by, desk.institution)
