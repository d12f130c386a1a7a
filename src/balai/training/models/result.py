from django.db import models
from django.db.models import Q

from balai.kernel.privacy import Personal, Privacy, Purpose
from balai.programmes.models import CurriculumUnit
from balai.training.enums import UnitVerdict
from balai.training.models.enrolment import Enrolment

_SERVICE = Personal(Purpose.SERVICE)


class UnitResult(models.Model):
    """The centre's result per unit; the certifier's verdict is another thing (certification)."""

    PRIVACY = Privacy(personal={"note": _SERVICE}, impersonal=("recorded_at", "recorded_by"))

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="unit_results")
    unit = models.ForeignKey(CurriculumUnit, models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=20, choices=UnitVerdict)
    score = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)
    recorded_by = models.CharField(max_length=64)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "unit"], name="one_result_per_unit"),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__range=(0, 100)), name="result_of_a_hundred"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verdict} #{self.pk}"
