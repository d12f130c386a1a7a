"""What this room says to people: codes, and news about the safety of their account."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from balai.accounts.models import User
from balai.notifications import outbox


def security_changed(user: User, what: str) -> None:
    """To the address on file, so that an owner who did not do it can act. what: totp_activated, password_changed, …"""
    with override(user.language):
        changes = {
            "totp_activated": _("Pengaman kedua dipasang pada akun Balai Anda."),
            "totp_deactivated": _("Pengaman kedua pada akun Balai Anda dimatikan."),
            "recovery_codes_generated": _("Kode cadangan akun Balai Anda dibuat ulang."),
            "password_changed": _("Kata sandi akun Balai Anda diganti."),
        }
        if what in changes:
            ending = _("Bila bukan Anda yang melakukannya, segera hubungi kantor yang mengenal Anda.")
            outbox.put(
                f"accounts.{what}", address_of(user), f"{changes[what]} {ending}", subject=_("Keamanan akun Balai")
            )


def address_of(user: User) -> str:
    """Phone when it has been answered, else e-mail, else a phone that was only written down."""
    return (user.phone if user.phone_verified_at and user.phone else "") or user.email or user.phone or ""
