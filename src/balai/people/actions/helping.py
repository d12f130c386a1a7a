"""At the counter: an officer who has seen the person and their papers lets them in, or back in."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.accounts.actions.by_office import print_code
from balai.accounts.actions.create import create_account, printed_name
from balai.accounts.actions.recovery import Help, restore_access
from balai.accounts.models import User
from balai.audit.record import record
from balai.kernel.refusal import Refused
from balai.people import messages
from balai.people.models import Person
from balai.people.rules.authority import check_is_live, check_may_on
from balai.people.rules.helping import check_may_help


@transaction.atomic
def help_back_in(*, by: Actor, user: User, given: Help, now: datetime) -> tuple[User, str]:
    """The account and, where one is printed, the code. Raises Refused("may_not_help") and what restore_access refuses."""
    locked = User.objects.select_for_update().get(pk=user.pk)
    check_may_help(by, locked, timezone.localdate(now))
    restored = restore_access(by=by, user=locked, given=given, now=now)
    return restored, print_code(by=by, user=restored, paper=given.paper, now=now) if given.printed_code else ""


@transaction.atomic
def make_account(*, by: Actor, person: Person, paper: str, now: datetime) -> tuple[User, str]:
    """An account for somebody without telephone or e-mail, and the code for its first password.

    The person is told where a number is on file. Raises Refused("may_not"), ("has_account"), ("not_for_oneself").
    """
    locked = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    check_may_on(by, Permission.PERSON_EDIT, locked)
    check_is_live(locked)
    if locked.user_id is not None:
        raise Refused("has_account", _("Orang ini sudah punya akun. Pakai “Pulihkan akun” bila ia tidak bisa masuk."))
    user = create_account(
        by=by, full_name=locked.full_name, password=None, now=now, username=printed_name(locked.full_name)
    )
    locked.user = user
    locked.save(update_fields=["user"])
    record(by, "people.link_account", locked, user=user.pk, proof="office", paper=paper)
    messages.account_made(locked)
    return user, print_code(by=by, user=user, paper=paper, now=now)
