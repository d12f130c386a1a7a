"""What happened to a proposal, and what the money of it was spent on."""

from typing import Self

from django.db import models
from django.db.models import Q

from balai.access.actor import Actor
from balai.documents.models import StoredFile
from balai.funding.models import FundLine
from balai.institutions.models import Institution
from balai.kernel.privacy import Privacy
from balai.planning.enums import PackageState, PackageStep, SpendingPost
from balai.planning.models.package import Package
from balai.programmes.models import Curriculum


class PackageVersion(models.Model):
    """A proposal as it stood after a step, with the words said at it. Never changed.

    said_for: the institution in whose name somebody else said it. stands_on: the needs it pointed at, a line each; None in
    versions older than that was kept.
    """

    PRIVACY = Privacy(impersonal=("title", "stands_on", "words", "said_by", "said_at"))

    package = models.ForeignKey(Package, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    step = models.CharField(max_length=12, choices=PackageStep)
    state = models.CharField(max_length=12, choices=PackageState)
    title = models.CharField(max_length=200)
    curriculum = models.ForeignKey(Curriculum, models.PROTECT, related_name="+")
    seats = models.PositiveSmallIntegerField()
    cost = models.BigIntegerField()  # rupiah
    fund_line = models.ForeignKey(FundLine, models.PROTECT, null=True, blank=True, related_name="+")
    stands_on = models.JSONField(null=True, blank=True)
    words = models.TextField(blank=True)
    said_by = models.CharField(max_length=64)
    said_for = models.ForeignKey(Institution, models.PROTECT, null=True, blank=True, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["package", "number"], name="one_package_version_per_number")]

    def __str__(self) -> str:
        return f"package {self.package_id} v{self.number}"


class SpendingQuerySet(models.QuerySet["Spending"]):
    def counted(self) -> Self:
        return self.filter(taken_back_at__isnull=True)

    def visible_to(self, actor: Actor) -> Self:
        return self.filter(package__in=Package.objects.visible_to(actor))


SpendingManager = models.Manager.from_queryset(SpendingQuerySet)


class Spending(models.Model):
    """Rupiah of a package that were paid. A mistake is taken back with a reason and written again.

    post: empty on rows written before posts were asked. receipt: the signed receipt as it was scanned.
    """

    PRIVACY = Privacy(impersonal=("paid_on", "note", "written_by", "written_at", "taken_back_reason", "taken_back_at"))

    package = models.ForeignKey(Package, models.PROTECT, related_name="spendings")
    amount = models.BigIntegerField()
    paid_on = models.DateField()
    note = models.CharField(max_length=300)
    post = models.CharField(max_length=12, choices=SpendingPost, blank=True)
    receipt = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    written_by = models.CharField(max_length=64)
    written_at = models.DateTimeField()
    taken_back_reason = models.CharField(max_length=300, blank=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)

    objects = SpendingManager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="spending_is_positive"),
            models.CheckConstraint(
                condition=Q(taken_back_at__isnull=True) | ~Q(taken_back_reason=""), name="spending_taken_back_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"spending #{self.pk}"
