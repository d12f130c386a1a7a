"""The agreement a package rests on (R-004-08), with what it promises for the class."""

from django.db import models
from django.db.models import Q

from balai.institutions.models import Agreement, Institution
from balai.kernel.privacy import Privacy
from balai.planning.models.package import Package


class PackageAgreement(models.Model):
    """hirer takes `hires` of those who complete; lender lends what `lends` says. note: other clauses that matter here.

    How long it holds is the agreement's own, and may still be changed there.
    """

    PRIVACY = Privacy(impersonal=("lends", "note", "written_by", "written_at"))

    package = models.ForeignKey(Package, models.CASCADE, related_name="agreements")
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="+")
    hirer = models.ForeignKey(Institution, models.PROTECT, null=True, blank=True, related_name="+")
    hires = models.PositiveSmallIntegerField(null=True, blank=True)
    lender = models.ForeignKey(Institution, models.PROTECT, null=True, blank=True, related_name="+")
    lends = models.CharField(max_length=300, blank=True)
    note = models.TextField(blank=True)
    written_by = models.CharField(max_length=64)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["package", "agreement"], name="an_agreement_once_per_package"),
            models.CheckConstraint(
                condition=Q(hirer__isnull=True, hires__isnull=True) | Q(hirer__isnull=False, hires__gt=0),
                name="hiring_clause_says_who_and_how_many",
            ),
            models.CheckConstraint(
                condition=Q(lender__isnull=True, lends="") | (Q(lender__isnull=False) & ~Q(lends="")),
                name="lending_clause_says_who_and_what",
            ),
        ]

    def __str__(self) -> str:
        return f"agreement {self.agreement_id} of package {self.package_id}"
