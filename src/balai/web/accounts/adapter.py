"""Where allauth is told how this house does things: its words, its outbox, its key for sealed secrets."""

import base64
from io import BytesIO
from typing import Any

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from balai.accounts import messages as tell
from balai.accounts.models import User
from balai.kernel.crypto import seal, unseal

AAD = "allauth.mfa.authenticator"
SENTENCES: dict[str, str | Promise] = {
    "mfa/messages/totp_activated.txt": _("Pengaman kedua aktif. Simpan kode cadangan Anda sekarang."),
    "mfa/messages/totp_deactivated.txt": _("Pengaman kedua dimatikan."),
}
WRONG = _("Nama, nomor, surel, atau kata sandi tidak cocok. Periksa ejaannya, atau buat kata sandi baru.")


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": WRONG,
        "too_many_login_attempts": _("Terlalu sering mencoba. Tunggu lima menit, lalu coba lagi."),
        "rate_limited": _("Terlalu sering mencoba. Tunggu sebentar, lalu coba lagi."),
        "incorrect_password": _("“Kata sandi” tidak cocok. Coba ketik sekali lagi."),
        "incorrect_code": _("“Kode” tidak cocok. Lihat lagi aplikasi Anda, lalu ketik kode yang sedang tampil."),
    }

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


class MfaAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"]
    }

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
