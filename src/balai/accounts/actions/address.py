"""A new phone number or e-mail: it counts once a code sent there has come back; the old address is told."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from balai.accounts import messages
from balai.accounts.actions.codes import blank_code, send_code, use_code
from balai.accounts.actions.sharing import share_number
from balai.accounts.enums import CodeUse
from balai.accounts.models import OneTimeCode, User
from balai.accounts.queries import holder_of
from balai.accounts.rules.addresses import check_reaches, is_email, read_address
from balai.audit.record import HasName, record
from balai.kernel.refusal import Refused


@transaction.atomic
def ask_for_new_address(*, user: User, address: str, now: datetime) -> OneTimeCode:
    """Answers alike when somebody else has that e-mail; a number may be shared. Raises Refused("address_unreadable"),
    ("same_address").
    """
    place = read_address(address)
    check_reaches(place)
    holder = user if not is_email(place) and user.phone == place else holder_of(place)
    if holder is not None and holder.pk == user.pk and (is_email(place) or user.phone_verified_at):
        raise Refused("same_address", _("“Nomor telepon atau surel” ini sudah tercatat pada akun Anda."), "address")
    if holder is not None and holder.pk != user.pk and is_email(place):
        messages.has_account_already(holder, place)
        return blank_code(use=CodeUse.NEW_ADDRESS, address=place, user=user, now=now)
    return send_code(use=CodeUse.NEW_ADDRESS, address=place, user=user, now=now)


@transaction.atomic
def change_address(*, by: HasName, user: User, code_id: UUID, now: datetime) -> User:
    row = use_code(code_id=code_id, use=CodeUse.NEW_ADDRESS, now=now)
    if row.user_id != user.pk:
        raise Refused("code_over", _("“Kode”: masa berlakunya sudah habis. Mintalah kode baru."), "code")
    return put_address(by=by, user=user, address=row.address, verified_at=now)


def put_address(*, by: HasName, user: User, address: str, verified_at: datetime | None) -> User:
    """Inside the caller's transaction. verified_at: None where nothing has been answered from there yet."""
    user = User.objects.select_for_update().get(pk=user.pk)
    old = user.email if is_email(address) else user.phone or ""
    if is_email(address):
        user.email = address
    else:
        if address != old:
            share_number(address, user)
        user.phone, user.phone_verified_at = address, verified_at
    if old and user.username == old:
        user.username = address
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError:
        raise Refused(
            "address_taken", _("“Nomor telepon atau surel” ini dipakai akun lain. Pakai yang lain."), "address"
        ) from None
    record(by, "accounts.change_address", user, kind="email" if is_email(address) else "phone")
    if old != address:
        messages.address_changed(user, old, address)
    return user
