from django.db import models

from balai.kernel.identifiers import uuid7
from balai.kernel.privacy import Personal, Privacy, Purpose


class StoredFile(models.Model):
    """A file kept sealed under its id in the private directory (BALAI_FILES), never under the web root."""

    PRIVACY = Privacy(
        personal={"original_name": Personal(Purpose.EVIDENCE)},
        impersonal=("sha256", "media_type", "uploaded_at", "keep_until", "deleted_at", "uploaded_by"),
    )

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    original_name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=60)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    pages = models.PositiveSmallIntegerField(default=1)
    uploaded_by = models.CharField(max_length=64)
    uploaded_at = models.DateTimeField(auto_now_add=True)
    keep_until = models.DateField()
    deleted_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"file {self.pk}"
