from typing import Self
from uuid import UUID

from django.db import models

from balai.documents.enums import DocumentKind
from balai.kernel.identifiers import uuid7
from balai.kernel.privacy import Personal, Privacy, Purpose


class StoredFileQuerySet(models.QuerySet["StoredFile"]):
    def kept(self) -> Self:
        return self.filter(deleted_at__isnull=True)


StoredFileManager = models.Manager.from_queryset(StoredFileQuerySet)


class StoredFile(models.Model):
    """A file kept sealed under its id in the private directory (BALAI_FILES), never under the web root.

    size and sha256 are of what is kept, after it was drawn anew. keep_until: the last day on which it is kept.
    """

    PRIVACY = Privacy(
        personal={"original_name": Personal(Purpose.EVIDENCE)},
        impersonal=("sha256", "media_type", "uploaded_at", "keep_until", "deleted_at", "uploaded_by"),
    )

    id: "models.UUIDField[UUID, UUID]" = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=20, choices=DocumentKind, default=DocumentKind.OTHER)
    original_name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=60)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    pages = models.PositiveSmallIntegerField(default=1)
    uploaded_by = models.CharField(max_length=64)
    uploaded_at = models.DateTimeField(auto_now_add=True)
    keep_until = models.DateField(db_index=True)
    deleted_at = models.DateTimeField(null=True, blank=True)

    objects = StoredFileManager()

    def __str__(self) -> str:
        return f"file {self.pk}"

    @property
    def seal_name(self) -> str:
        return f"documents.storedfile:{self.pk}"
