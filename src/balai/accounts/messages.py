"""What this room says to people: codes, and news about the safety of their account."""

from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from balai.accounts.enums import CodeUse
from balai.accounts.models import User
from balai.accounts.rules.addresses import masked
from balai.notifications import outbox


def code(use: CodeUse, address: str, digits: str, user: User | None, shared: bool = False) -> None:
    """shared: the number has an account already, which may be theirs or somebody else's of the household."""
    with override(user.language if user else get_language()):
        text = _("%(code)s adalah kode Balai Anda untuk %(use)s, berlaku 15 menit. Jangan berikan kepada siapa pun.")
        text = text % {"code": digits, "use": use.label}
        if shared:
            hint = _("Nomor ini sudah punya akun. Bila akun itu milik Anda, masuklah ke sana dan abaikan kode ini.")
            text = f"{text} {hint}"
        outbox.put("accounts.code", address, text, subject=_("Kode Balai"))


def number_now_shared(holder: User, phone: str) -> None:
    """To somebody whose number another account has taken as well; by e-mail where there is one."""
    with override(holder.language):
        text = _("Akun Balai lain kini memakai nomor telepon yang sama dengan akun Anda. Akun Anda tetap terkunci dengan "
                 "kata sandi Anda, tetapi kata sandi baru tidak lagi bisa diminta lewat nomor itu.")  # fmt: skip
        outbox.put("accounts.shared", holder.email or phone, f"{text} {_not_you()}", subject=_("Keamanan akun Balai"))


def number_is_shared(phone: str) -> None:
    """Instead of a code for a new password: who holds a household's telephone is not thereby the owner of the account."""
    text = _("Nomor ini dipakai lebih dari satu akun Balai, jadi kata sandi baru tidak bisa diminta lewat nomor ini. "
             "Pakai surel pada akun Anda, atau datanglah ke dinas dengan kartu identitas.")  # fmt: skip
    outbox.put("accounts.number_is_shared", phone, text, subject=_("Kata sandi Balai"))


def has_account_already(holder: User, address: str) -> None:
    with override(holder.language):
        text = _("Seseorang mencoba memakai alamat ini di Balai, tetapi alamat ini sudah punya akun. Bila itu Anda, masuk "
                 "dengan akun itu atau buat kata sandi baru. Bila bukan, abaikan pesan ini.")  # fmt: skip
        outbox.put("accounts.has_account", address, text, subject=_("Akun Balai Anda sudah ada"))


def address_changed(user: User, old: str, new: str) -> None:
    with override(user.language):
        text = _("Alamat pada akun Balai Anda diganti menjadi %(new)s.") % {"new": masked(new)}
        outbox.put("accounts.address_changed", old, f"{text} {_not_you()}", subject=_("Keamanan akun Balai"))


def access_restored(user: User, before: str) -> None:
    with override(user.language):
        text = _("Petugas memulihkan akses ke akun Balai Anda setelah memeriksa surat Anda.")
        outbox.put("accounts.access_restored", before, f"{text} {_not_you()}", subject=_("Keamanan akun Balai"))


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
            text = f"{changes[what]} {_not_you()}"
            outbox.put(f"accounts.{what}", address_of(user), text, subject=_("Keamanan akun Balai"))


def address_of(user: User) -> str:
    """Phone when it has been answered, else e-mail, else a phone that was only written down."""
    return (user.phone if user.phone_verified_at and user.phone else "") or user.email or user.phone or ""


def _not_you() -> str:
    return _("Bila bukan Anda yang memintanya, segera hubungi kantor yang mengenal Anda.")
