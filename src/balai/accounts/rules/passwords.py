"""What may be a password. One sentence a rule, in the order a person can act on them."""

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from balai.accounts.models import User
from balai.kernel.refusal import Refused

DEMONSTRATION_PASSWORD = "balai-demo"


class NotTheDemonstrations:
    """Validator: the password everybody knows opens nothing outside the demonstration."""

    def validate(self, password: str, user: User | None = None) -> None:
        if is_the_demonstrations(password):
            raise ValidationError(self.get_help_text(), code="password_of_the_demonstration")

    def get_help_text(self) -> str:
        return str(_("Kata sandi ini dipakai di jaringan contoh dan diketahui semua orang. Pilih yang lain."))


def is_the_demonstrations(password: str) -> bool:
    return not settings.BALAI_DEMONSTRATION and password.strip().casefold() == DEMONSTRATION_PASSWORD


def check_password_is_good(password: str, user: User, field: str = "password") -> None:
    """Raises Refused("weak_password") with every reason."""
    try:
        validate_password(password, user)
    except ValidationError as weak:
        raise Refused("weak_password", " ".join(weak.messages), field) from None
