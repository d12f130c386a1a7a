"""An account comes into being: by its owner with a code, by an invitation, or by the technician for the first time."""

import secrets
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from balai.accounts import messages
from balai.accounts.actions.codes import blank_code, send_code, use_code
from balai.accounts.actions.sharing import share_number
from balai.accounts.enums import CodeUse
from balai.accounts.models import OneTimeCode, User
from balai.accounts.queries import holder_of
from balai.accounts.rules.addresses import check_reaches, is_email, read_address
from balai.accounts.rules.passwords import check_password_is_good
from balai.audit.record import HasName, record
from balai.kernel.refusal import Refused

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


@transaction.atomic
def ask_to_sign_up(*, full_name: str, address: str, now: datetime) -> OneTimeCode:
    """Answers alike whether the address has an account or not; its owner is told which. Raises Refused.

    An e-mail is one person's; a number may be a household's, so its code opens a second account and nothing of the first.
    """
    place = read_address(address)
    check_reaches(place)
    if not full_name.strip():
        raise Refused("full_name_missing", _("“Nama lengkap” belum diisi."), "full_name")
    holder = holder_of(place)
    if holder is None or not is_email(place):
        name = " ".join(full_name.split())[:200]
        return send_code(use=CodeUse.SIGN_UP, address=place, full_name=name, now=now, shared=holder is not None)
    messages.has_account_already(holder, place)
    return blank_code(use=CodeUse.SIGN_UP, address=place, now=now)


@transaction.atomic
def sign_up(*, by: HasName | str, code_id: UUID, password: str, now: datetime) -> User:
    """After the code was answered. Raises Refused("code_over"), ("weak_password"), ("address_taken")."""
    row = use_code(code_id=code_id, use=CodeUse.SIGN_UP, now=now)
    where = {"email": row.address} if is_email(row.address) else {"phone": row.address}
    return create_account(by=by, full_name=row.full_name, password=password, now=now, **where)


def create_account(
    *,
    by: HasName | str,
    full_name: str,
    password: str | None,
    now: datetime,
    phone: str = "",
    email: str = "",
    username: str = "",
) -> User:
    """An account whose address has been proven (a code answered, an invitation opened).

    password: None for one that is set later by link or code. username: a random one when not given. phone: E.164.
    Raises Refused("full_name_missing"), ("weak_password"), ("address_taken"), ("phone_full").
    """
    if not full_name.strip():
        raise Refused("full_name_missing", _("“Nama lengkap” belum diisi."), "full_name")
    user = User(
        username=username or _free_name(), full_name=" ".join(full_name.split())[:200], email=email.lower(),
        phone=phone or None, phone_verified_at=now if phone else None, language=_language(),
    )  # fmt: skip
    if password is None:
        user.set_unusable_password()
    else:
        check_password_is_good(password, user)
        user.set_password(password)
    if phone:
        share_number(phone)
    try:
        with transaction.atomic():
            user.save()
            record(by, "accounts.create", user)
    except IntegrityError:
        raise Refused(
            "address_taken",
            _("Nomor, surel, atau nama ini sudah punya akun. Masuk dengan akun itu, atau buat kata sandi baru."),
        ) from None
    return user


def _language() -> str:
    language = (get_language() or "id")[:2]
    return language if language in dict(settings.LANGUAGES) else "id"


def _free_name() -> str:
    return "akun-" + "".join(secrets.choice(LETTERS) for _letter in range(10))


def printed_name(full_name: str) -> str:
    """A user name to copy from paper: "siti-rahma-k7m2"."""
    words = slugify(full_name).split("-")[:2]
    return "-".join([*(word[:20] for word in words if word), "".join(secrets.choice(LETTERS) for _letter in range(4))])
