from django.db import models
from django.utils.translation import gettext_lazy as _

from balai.kernel.privacy import Personal, Privacy, Purpose


class Channel(models.TextChoices):
    EMAIL = "email", _("surat elektronik")
    SMS = "sms", _("SMS")
    WHATSAPP = "whatsapp", _("WhatsApp")


class Message(models.Model):
    """One message waiting in the outbox. The sentence is written when it is put, in the receiver's language."""

    PRIVACY = Privacy(
        personal={
            "address": Personal(Purpose.CONTACT, months=6),
            "body": Personal(Purpose.CONTACT, months=6),
            "subject": Personal(Purpose.CONTACT, months=6),
        },
        impersonal=("kind", "sent_at", "failed_at", "last_error", "not_before", "key"),
    )

    kind = models.CharField(max_length=64)
    channel = models.CharField(max_length=16, choices=Channel)
    address = models.CharField(max_length=254)
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField()
    key = models.CharField(max_length=120, null=True, blank=True, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    not_before = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["sent_at", "failed_at", "id"], name="outbox_waiting")]

    def __str__(self) -> str:
        return f"{self.kind} #{self.pk}"
