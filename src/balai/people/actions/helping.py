"""The lost phone: an officer who has seen the person and their papers lets them back in."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from balai.access.actor import Actor
from balai.accounts.actions.recovery import Help, restore_access
from balai.accounts.models import User
from balai.people.rules.helping import check_may_help


@transaction.atomic
def help_back_in(*, by: Actor, user: User, given: Help, now: datetime) -> User:
    """Raises Refused("may_not_help") and what accounts.actions.recovery.restore_access refuses."""
    locked = User.objects.select_for_update().get(pk=user.pk)
    check_may_help(by, locked, timezone.localdate(now))
    return restore_access(by=by, user=locked, given=given, now=now)
