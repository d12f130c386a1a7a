from django.db import models

from balai.institutions.models import Institution
from balai.kernel.privacy import Personal, Privacy, Purpose
from balai.people.models.owned import OwnedManager
from balai.people.models.person import Person


class Reveal(models.Model):
    """Somebody was shown the whole NIK, and why. The audit row names this row; the person sees it too."""

    PRIVACY = Privacy(personal={"reason": Personal(Purpose.EVIDENCE)}, impersonal=("shown_at", "shown_to"))

    person = models.ForeignKey(Person, models.CASCADE, related_name="reveals")
    institution = models.ForeignKey(Institution, models.PROTECT, null=True, blank=True, related_name="+")
    shown_to = models.CharField(max_length=64)
    reason = models.CharField(max_length=300)
    shown_at = models.DateTimeField()

    objects = OwnedManager()

    def __str__(self) -> str:
        return f"reveal #{self.pk}"
