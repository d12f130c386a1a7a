from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from balai.accounts.enums import CodeUse
from balai.kernel.identifiers import uuid7
from balai.kernel.privacy import Personal, Privacy, Purpose


class User(AbstractUser):
    """A way to log in, by phone, e-mail or user name. One name field: mononyms are names.

    phone: E.164, not unique: a household shares one (domain book 4). Then the password says who it is, and the phone
    alone opens nothing.
    """

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
    phone = models.CharField(_("nomor telepon"), max_length=20, null=True, blank=True, db_index=True)
    phone_verified_at = models.DateTimeField(null=True, blank=True)
    language = models.CharField(max_length=5, default="id")

    class Meta(AbstractUser.Meta):
        constraints = [
            models.UniqueConstraint(Lower("email"), condition=~models.Q(email=""), name="one_account_per_email")
        ]

    def __str__(self) -> str:
        return self.full_name or self.username

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self).split(" ")[0]


class OneTimeCode(models.Model):
    """A code sent to an address. Only its keyed digest is kept; answered_at: the right code came back in time.

    code_digest is empty where no code can open anything (the address is known, or unknown): the page looks the same.
    """

    PRIVACY = Privacy(
        personal={"address": Personal(Purpose.ACCOUNT, months=1), "full_name": Personal(Purpose.ACCOUNT, months=1)},
        impersonal=("code_digest", "asked_at", "expires_at", "answered_at", "used_at"),
    )

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    use = models.CharField(max_length=16, choices=CodeUse)
    address = models.CharField(max_length=254)
    full_name = models.CharField(max_length=200, blank=True)
    user = models.ForeignKey(User, models.CASCADE, null=True, blank=True, related_name="codes")
    code_digest = models.BinaryField(max_length=32, null=True, blank=True)
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    answered_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["address", "asked_at"], name="code_asked_for_address")]

    def __str__(self) -> str:
        return f"{self.use} {self.pk}"


class SignIn(models.Model):
    """A device somebody is signed in on, so that its owner can see and end it. device: kind of browser and system only."""

    PRIVACY = Privacy(
        personal={"device": Personal(Purpose.ACCOUNT, months=6), "session_key": Personal(Purpose.ACCOUNT, months=6)},
        impersonal=("at",),
    )

    user = models.ForeignKey(User, models.CASCADE, related_name="sign_ins")
    session_key = models.CharField(max_length=40, unique=True)
    device = models.CharField(max_length=60)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.user_id} {self.at:%Y-%m-%d}"
