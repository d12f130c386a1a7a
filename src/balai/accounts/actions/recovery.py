"""Helping somebody back in who lost their phone. Who may help whom is decided above, where desks are known."""

from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from balai.accounts import messages
from balai.accounts.actions.address import put_address
from balai.accounts.actions.sessions import end_sessions
from balai.accounts.models import User
from balai.accounts.queries import holder_of
from balai.accounts.rules.addresses import is_email, read_address
from balai.audit.record import HasName, record
from balai.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class Help:
    """paper: what was looked at (accounts.enums.Paper). address: new phone or e-mail, empty to leave it.

    printed_code: a new password by a code on paper, for who has no telephone or e-mail of their own.
    """

    paper: str
    address: str = ""
    second_factor: bool = False
    printed_code: bool = False


@transaction.atomic
def restore_access(*, by: HasName, user: User, given: Help, now: datetime) -> User:
    """Every device is signed out and the old address is told. The password stays its owner's: it is never handed over.

    Raises Refused("nothing_to_do"), ("address_unreadable"), ("address_taken").
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    if not (given.address or given.second_factor or given.printed_code):
        raise Refused(
            "nothing_to_do", _("Pilih apa yang dipulihkan: nomor atau surel baru, pengaman kedua, atau kata sandi.")
        )
    before = messages.address_of(user)
    address = read_address(given.address) if given.address else ""
    if is_email(address) and holder_of(address) not in (None, user):
        raise Refused("address_taken", _("“Surel” ini dipakai akun lain. Pakai yang lain."), "address")
    if address:
        user = put_address(by=by, user=user, address=address, verified_at=None)
    removed = Authenticator.objects.filter(user=user).delete()[0] if given.second_factor else 0
    end_sessions(user=user)
    record(by, "accounts.restore_access", user, paper=given.paper, address=bool(address), second_factor=removed)
    messages.access_restored(user, before)
    return user


@transaction.atomic
def drop_second_factor(*, by: HasName, user: User) -> User:
    """At the machine, for an operator who lost phone and paper; every device is signed out and the owner is told."""
    user = User.objects.select_for_update().get(pk=user.pk)
    removed = Authenticator.objects.filter(user=user).delete()[0]
    end_sessions(user=user)
    record(by, "accounts.drop_second_factor", user, removed=removed)
    messages.security_changed(user, "totp_deactivated")
    return user
