"""A new password: by its owner who knows the old one, or by code to an address on file."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from balai.accounts import messages
from balai.accounts.actions.codes import blank_code, send_code, use_code
from balai.accounts.actions.sessions import end_sessions
from balai.accounts.enums import CodeUse
from balai.accounts.models import OneTimeCode, User
from balai.accounts.queries import find_all_by_login, is_shared
from balai.accounts.rules.addresses import check_reaches, is_email
from balai.accounts.rules.passwords import check_password_is_good
from balai.audit.record import HasName, record
from balai.kernel.refusal import Refused
from balai.kernel.tables.values.phones import normal_phone
from balai.notifications.send import reaches_phones


@transaction.atomic
def ask_for_new_password(*, login: str, now: datetime) -> OneTimeCode:
    """Answers alike whether anybody answers to that name. The code goes to what was typed, else to the address on file.

    Never to a number that several accounts share: its holder is told what to do instead. Never to a telephone where no message
    to one can leave (Refused "no_phone_messages" for a number, whoever it belongs to).
    """
    if normal_phone(login) is not None:
        check_reaches(login, "login")
    found = find_all_by_login(login)
    user = found[0] if len(found) == 1 else None
    address = _where(user, login) if user is not None and user.is_active else ""
    if found and (len(found) > 1 or is_shared(address)):
        messages.number_is_shared(found[0].phone or "")
        address = ""
    if not address:
        return blank_code(use=CodeUse.NEW_PASSWORD, address="", now=now)
    return send_code(use=CodeUse.NEW_PASSWORD, address=address, user=user, now=now)


@transaction.atomic
def set_password_by_code(*, code_id: UUID, password: str, now: datetime) -> User:
    """After the code was answered; every device is signed out. Raises Refused("code_over"), ("weak_password")."""
    row = use_code(code_id=code_id, use=CodeUse.NEW_PASSWORD, now=now)
    if row.user is None or (not is_email(row.address) and is_shared(row.address)):
        raise Refused("code_over", _("“Kode”: masa berlakunya sudah habis. Mintalah kode baru."), "code")
    user = User.objects.select_for_update().get(pk=row.user.pk)
    if not is_email(row.address) and user.phone == row.address and user.phone_verified_at is None:
        user.phone_verified_at = now
    return _set(f"user:{user.pk}", user, password, "code")


@transaction.atomic
def set_first_password(*, user: User, password: str) -> User:
    """By the one-time link of a new account, which the password in turn makes useless."""
    user = User.objects.select_for_update().get(pk=user.pk)
    return _set(f"user:{user.pk}", user, password, "link")


@transaction.atomic
def change_password(*, by: HasName, user: User, old: str, new: str, keep_session: str = "") -> User:
    """keep_session: the device it is changed on stays signed in. Raises Refused("wrong_password"), ("weak_password")."""
    user = User.objects.select_for_update().get(pk=user.pk)
    if not user.check_password(old):
        raise Refused("wrong_password", _("“Kata sandi sekarang” tidak cocok. Coba ketik sekali lagi."), "old")
    return _set(by, user, new, "old_password", keep_session)


def _set(by: HasName | str, user: User, password: str, proof: str, keep_session: str = "") -> User:
    check_password_is_good(password, user)
    user.set_password(password)
    user.save()
    end_sessions(user=user, keep=keep_session)
    record(by, "accounts.set_password", user, proof=proof)
    messages.security_changed(user, "password_changed")
    return user


def _where(user: User | None, login: str) -> str:
    if user is None:
        return ""
    typed = login.strip()
    if "@" in typed and user.email.lower() == typed.lower():
        return user.email
    if user.phone and normal_phone(typed) == user.phone:
        return user.phone
    if user.email and (is_shared(user.phone) or not reaches_phones()):
        return user.email
    found = messages.address_of(user)
    return found if is_email(found) or reaches_phones() else ""
