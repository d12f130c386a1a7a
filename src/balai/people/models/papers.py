from django.db import models

from balai.documents.enums import DocumentKind
from balai.documents.models import StoredFile
from balai.kernel.privacy import Personal, Privacy, Purpose
from balai.people.models.owned import OwnedManager
from balai.people.models.person import Person


class PersonDocument(models.Model):
    """A paper of the person: identity card, diploma, family card. The file itself is sealed in documents."""

    PRIVACY = Privacy(
        personal={"note": Personal(Purpose.IDENTITY)}, impersonal=("added_at", "added_by", "removed_at", "removed_by")
    )

    person = models.ForeignKey(Person, models.CASCADE, related_name="papers")
    file = models.OneToOneField(StoredFile, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=DocumentKind)
    note = models.CharField(max_length=200, blank=True)
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=64)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.CharField(max_length=64, blank=True)

    objects = OwnedManager()

    def __str__(self) -> str:
        return f"{self.kind} #{self.pk}"
