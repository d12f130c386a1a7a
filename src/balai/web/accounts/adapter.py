"""Where allauth is told how this house does things: its words, its outbox, its key for sealed secrets."""

import base64
import time
from io import BytesIO
from typing import Any

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib import messages
from django.contrib.auth import authenticate
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from balai.accounts import messages as tell
from balai.accounts.actions.sessions import remember_sign_in
from balai.accounts.models import User
from balai.accounts.rules.devices import device_of
from balai.institutions.desks import actor_for
from balai.kernel.crypto import seal, unseal
from balai.web.accounts.second_factor import must_have
from balai.web.accounts.sign_in_first import say_unsaved

FRESH_SECONDS = 300
AAD = "allauth.mfa.authenticator"
SENTENCES: dict[str, str | Promise] = {
    "mfa/messages/totp_activated.txt": _("Pengaman kedua aktif. Simpan kode cadangan Anda sekarang."),
    "mfa/messages/totp_deactivated.txt": _("Pengaman kedua dimatikan."),
}
WRONG = _("Nama, nomor, surel, atau kata sandi tidak cocok. Periksa ejaannya, atau buat kata sandi baru.")


def remember_device(request: HttpRequest, user: AbstractBaseUser) -> None:
    """After every sign-in, so that the owner sees the device and can end it."""
    if isinstance(user, User) and request.session.session_key:
        device = device_of(request.headers.get("User-Agent", ""))
        remember_sign_in(user=user, session_key=request.session.session_key, device=device, now=timezone.now())


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": WRONG,
        "too_many_login_attempts": _("Terlalu sering mencoba. Tunggu lima menit, lalu coba lagi."),
        "rate_limited": _("Terlalu sering mencoba. Tunggu sebentar, lalu coba lagi."),
        "incorrect_password": _("“Kata sandi” tidak cocok. Coba ketik sekali lagi."),
        "incorrect_code": _("“Kode” tidak cocok. Lihat lagi aplikasi Anda, lalu ketik kode yang sedang tampil."),
    }

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        super().login(request, user)
        remember_device(request, user)
        say_unsaved(request)

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        """others: further user names of a shared number. The password says which of them it is; one for two says nothing."""
        others = [name for name in credentials.pop("others", "").split(",") if name]
        found: AbstractBaseUser | None = super().authenticate(request, **credentials)
        if not others:
            return found
        tried = [authenticate(request, username=name, password=credentials["password"]) for name in others]
        fitting = [user for user in (found, *tried) if user is not None]
        if len(fitting) != 1:
            return None
        self._rollback_login_failed_rl_usage()
        return fitting[0]

    def is_reauthentication_required(self, **asked: Any) -> bool:
        """Not within five minutes of signing in: who has just typed the password is not asked for it again."""
        request = context.request
        records = get_authentication_records(request, request.user)
        fresh = any(time.time() - record["at"] < FRESH_SECONDS for record in records)
        return not fresh and bool(super().is_reauthentication_required(**asked))

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *a: Any, **kw: Any
    ) -> None:
        """Only what is worth saying: that somebody signed in, the page already shows."""
        said = kw.get("message") or SENTENCES.get(message_template or "")
        if said:
            messages.add_message(request, level, str(said))

    def send_notification_mail(
        self, template_prefix: str, user: AbstractBaseUser, context: Any = None, email: str | None = None
    ) -> None:
        if isinstance(user, User):
            tell.security_changed(user, template_prefix.rsplit("/", 1)[-1])


class MfaAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"],
        "cannot_delete_authenticator": _("Meja Anda membutuhkan pengaman kedua, jadi tidak bisa dilepas sendiri."),
    }

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        """Not where the desk asks for it: it is replaced with the help of an office, never simply taken off."""
        return not must_have(actor_for(authenticator.user, timezone.localdate()))

    def get_totp_label(self, user: AbstractBaseUser) -> str:
        return user.get_username()

    def get_totp_issuer(self) -> str:
        return "Balai"

    def build_totp_svg(self, url: str) -> str:
        drawn = BytesIO()
        segno.make(url, micro=False).save(drawn, kind="svg", scale=5, border=2)
        return drawn.getvalue().decode()

    def encrypt(self, text: str) -> str:
        return base64.b64encode(seal(text, AAD)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(base64.b64decode(encrypted_text), AAD)
