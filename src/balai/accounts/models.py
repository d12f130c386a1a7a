from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from balai.kernel.privacy import Personal, Privacy, Purpose


class User(AbstractUser):
    """A way to log in, by phone, e-mail or user name. One name field: mononyms are names."""

    PRIVACY = Privacy(
        personal={
            "username": Personal(Purpose.ACCOUNT),
            "full_name": Personal(Purpose.ACCOUNT),
            "email": Personal(Purpose.ACCOUNT),
            "phone": Personal(Purpose.ACCOUNT),
            "last_login": Personal(Purpose.ACCOUNT, months=24),
        },
        impersonal=("password", "language", "date_joined", "phone_verified_at"),
    )

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    full_name = models.CharField(_("nama lengkap"), max_length=200, blank=True)
    phone = models.CharField(_("nomor telepon"), max_length=20, null=True, blank=True, unique=True)
    phone_verified_at = models.DateTimeField(null=True, blank=True)
    language = models.CharField(max_length=5, default="id")

    def __str__(self) -> str:
        return self.full_name or self.username

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self).split(" ")[0]
