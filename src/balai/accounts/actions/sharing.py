"""A household's telephone: several accounts, each locked with its own password."""

from django.utils.translation import gettext_lazy as _

from balai.accounts import messages
from balai.accounts.models import User
from balai.accounts.queries import sharers_of
from balai.kernel.refusal import Refused

MOST_ON_ONE_NUMBER = 6  # also how many passwords one attempt at the door may be compared with


def share_number(phone: str, newcomer: User | None = None) -> None:
    """Before a number (E.164) is given to one more account: its holders are told. Inside the caller's transaction.

    Raises Refused("phone_full").
    """
    holders = [user for user in sharers_of(phone).select_for_update() if newcomer is None or user.pk != newcomer.pk]
    if len(holders) >= MOST_ON_ONE_NUMBER:
        raise Refused(
            "phone_full",
            _("“Nomor telepon” ini sudah dipakai enam akun. Pakai nomor lain atau surel, atau datanglah ke dinas."),
            "address",
        )
    for holder in holders:
        messages.number_now_shared(holder, phone)
