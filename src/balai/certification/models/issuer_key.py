from django.db import models

from balai.kernel.privacy import Privacy


class IssuerKey(models.Model):
    """A public key this installation signed with. It stays published after it left the keyring, so that what it signed can
    be checked; distrusted_on says from when nothing under it is believed (the private half got into other hands)."""

    PRIVACY = Privacy(impersonal=("key_id", "public", "first_seen_on", "distrusted_on"))

    key_id = models.CharField(max_length=16, unique=True)  # as kernel.crypto.SigningKey.id
    public = models.CharField(max_length=64)  # 32 bytes, hex
    first_seen_on = models.DateField()
    distrusted_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.key_id
