"""An address as somebody writes it, kept one way: phone in E.164, e-mail in small letters."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from balai.kernel.refusal import Refused
from balai.kernel.tables.values.phones import normal_phone
from balai.notifications.send import reaches_phones


def read_address(written: str, field: str = "address") -> str:
    """Raises Refused("address_unreadable")."""
    text = written.strip()
    if "@" in text:
        try:
            validate_email(text)
        except ValidationError:
            raise Refused(
                "address_unreadable", _("“Surel”: tulis alamat lengkap, misalnya nama@contoh.id."), field
            ) from None
        return text.lower()
    phone = normal_phone(text)
    if phone is None:
        raise Refused(
            "address_unreadable",
            _("“Nomor telepon atau surel”: tulis nomor seperti 0812-3456-7890, atau surel seperti nama@contoh.id."),
            field,
        )
    return phone


def check_reaches(address: str, field: str = "address") -> None:
    """Raises Refused("no_phone_messages") for a telephone where no message to one can leave: no code would ever come."""
    if not is_email(address) and not reaches_phones():
        raise Refused(
            "no_phone_messages",
            _(
                "Dari sini pesan ke telepon tidak dapat dikirim, jadi kodenya tidak akan sampai. Tulis surel, atau datanglah ke kantor "
                "yang mengenal Anda dengan kartu identitas; petugas membantu."
            ),
            field,
        )


def is_email(address: str) -> bool:
    return "@" in address


def masked(address: str) -> str:
    """Enough for its owner to recognise: "•••• 560", "s•••@contoh.id"."""
    if is_email(address):
        name, _at, host = address.partition("@")
        return f"{name[:1]}•••@{host}"
    return f"•••• {address[-3:]}" if address else ""
