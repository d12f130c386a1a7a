"""balai admin: the first operator's account, and the way back in for one who lost everything. At the machine only."""

import argparse
import sys

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.access.actor import CLI
from balai.accounts.actions.create import create_account
from balai.accounts.actions.recovery import drop_second_factor
from balai.accounts.models import User
from balai.accounts.queries import holder_of, link_token
from balai.accounts.rules.addresses import read_address
from balai.institutions.actions.first_operator import seat_operator
from balai.kernel.refusal import Refused


def main(argv: list[str]) -> int:
    """`create E-MAIL [--name NAME]` or `recover E-MAIL`; prints a one-time link where the password is chosen."""
    parser = argparse.ArgumentParser(prog="balai admin")
    parser.add_argument("what", choices=["create", "recover"])
    parser.add_argument("email")
    parser.add_argument("--name", default="")
    chosen = parser.parse_args(argv)
    try:
        email = read_address(chosen.email, "email")
        user = _create(email, chosen.name) if chosen.what == "create" else _recover(email)
    except Refused as no:
        print(no, file=sys.stderr)
        return 1
    print(_("Buka tautan ini satu kali untuk memilih kata sandi (berlaku 3 hari):"))
    print(f"{_origin()}{reverse('account_first_password', args=[user.pk, link_token(user)])}")
    print(_("Nama untuk masuk: %(email)s. Setelah masuk, pengaman kedua dipasang lebih dulu.") % {"email": email})
    return 0


@transaction.atomic
def _create(email: str, name: str) -> User:
    full_name = name or email.partition("@")[0]
    user = create_account(by=CLI, full_name=full_name, email=email, password=None, now=timezone.now())
    seat_operator(by=CLI, user=user, today=timezone.localdate())
    return user


def _recover(email: str) -> User:
    user = holder_of(email)
    if user is None:
        raise Refused(
            "nobody", _("Tidak ada akun dengan surel itu. Periksa ejaannya, atau pakai 'balai admin create'.")
        )
    return drop_second_factor(by=CLI, user=user)


def _origin() -> str:
    """Where this office is reached: its first address in BALAI_ORIGINS, else this computer."""
    return str(settings.CSRF_TRUSTED_ORIGINS[0]) if settings.CSRF_TRUSTED_ORIGINS else "http://127.0.0.1:8000"
