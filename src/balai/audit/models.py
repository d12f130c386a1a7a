from typing import ClassVar

from django.db import models

from balai.audit.hashing import GENESIS
from balai.kernel.privacy import Privacy


class Chain(models.Model):
    """A writer's slot: its row lock decides who writes next, and a rollback takes the head back with the entries."""

    PRIVACY: ClassVar = Privacy(impersonal=("last_hash",))

    last_seq = models.BigIntegerField(default=0)
    last_hash = models.BinaryField(max_length=32, default=GENESIS)

    def __str__(self) -> str:
        return f"{self.pk}:{self.last_seq}"


class Entry(models.Model):
    """One act. `hash` covers every field and the entry before it in its chain (see hashing)."""

    PRIVACY: ClassVar = Privacy(
        impersonal=("at", "actor", "verb", "subject_type", "subject_id", "facts", "prev_hash", "hash")
    )

    chain = models.ForeignKey(Chain, on_delete=models.PROTECT, db_index=False, related_name="+")
    seq = models.BigIntegerField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=64)
    on_behalf_of = models.BigIntegerField(null=True, blank=True)
    verb = models.CharField(max_length=64)
    subject_type = models.CharField(max_length=64)
    subject_id = models.CharField(max_length=64)
    facts = models.JSONField(default=dict)
    prev_hash = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["chain", "seq"], name="audit_entry_place_in_chain")]
        indexes: ClassVar = [
            models.Index(fields=["subject_type", "subject_id"], name="audit_entry_subject"),
            models.Index(fields=["actor", "at"], name="audit_entry_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.chain_id}:{self.seq} {self.actor} {self.verb} {self.subject_type}:{self.subject_id}"


class Checkpoint(models.Model):
    """Signed heads of every chain at an instant: `{"<chain>": [seq, "<hash in hex>"]}`."""

    PRIVACY: ClassVar = Privacy(impersonal=("at", "heads", "signature", "key_id"))

    at = models.DateTimeField()
    heads = models.JSONField()
    signature = models.BinaryField(max_length=64)
    key_id = models.CharField(max_length=16)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%dT%H:%M:%SZ} {self.key_id}"
