from django.db import models

from balai.institutions.models.institution import Institution
from balai.kernel.privacy import Privacy


class ListedAs(models.Model):
    """A body as one row of an office's list named it: by this mark the same row is known again, whatever was decided.

    mark: SHA-256 of the row's name, licence, tax number and places, without case and punctuation. run_id: the import.
    """

    PRIVACY = Privacy(impersonal=("mark",))

    institution = models.ForeignKey(Institution, models.CASCADE, related_name="listings")
    mark = models.BinaryField(max_length=32, unique=True)
    run_id = models.UUIDField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "listed as"

    def __str__(self) -> str:
        return f"listing of {self.institution_id}"
