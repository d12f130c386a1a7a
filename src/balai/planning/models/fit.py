from django.db import models

from balai.kernel.privacy import Privacy
from balai.planning.models.batch import Batch


class FitOverride(models.Model):
    """Somebody answers, with a reason, for a thing that does not fit; only what may be answered for is asked.

    facts: as they stood then. When they change, the reason is asked for again.
    """

    PRIVACY = Privacy(impersonal=("subject", "reason", "facts", "given_by", "given_at"))

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="fit_overrides")
    subject = models.CharField(max_length=160)
    reason = models.CharField(max_length=300)
    facts = models.CharField(max_length=120, blank=True)
    given_by = models.CharField(max_length=64)
    given_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "subject"], name="one_answer_per_misfit")]

    def __str__(self) -> str:
        return f"override {self.pk}"
