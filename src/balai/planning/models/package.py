from typing import Self

from django.db import models
from django.db.models import Q

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.demand.enums import NeedKind
from balai.demand.models import JobOrder, NeedEvidence
from balai.funding.models import FundLine
from balai.institutions.models import Institution
from balai.institutions.models.institution import within
from balai.kernel.privacy import Privacy
from balai.planning.enums import FUNDED, PackageState
from balai.programmes.models import Curriculum


class PackageQuerySet(models.QuerySet["Package"]):
    def funded(self) -> Self:
        return self.filter(state__in=FUNDED)

    def visible_to(self, actor: Actor) -> Self:
        """The centre that proposes, the funder that answers, and offices whose area holds the centre."""
        if actor.system:
            return self
        own = actor.institutions_with(Permission.PLANNING_READ)
        seen = Q(centre_id__in=own) | Q(funder_id__in=actor.institutions_with(Permission.PACKAGE_DECIDE))
        for area in actor.areas_with(Permission.PLANNING_READ):
            seen |= within(area.level, area.region, "centre__")
        return self.filter(seen)


PackageManager = models.Manager.from_queryset(PackageQuerySet)


class Package(models.Model):
    """A centre proposes a funded run; the funder accepts, changes or refuses with a reason and a date; the trail stays.

    mend_asked_at: since when the funder waits for the centre to mend it; the words stand in `answer`. on_behalf_of: the centre,
    when it was proposed by proxy. answer_noted_by: the institution that wrote down the answer of a funder without a desk.
    """

    PRIVACY = Privacy(
        impersonal=(
            "title",
            "reason",
            "no_need_why",
            "answer",
            "proposed_at",
            "answered_at",
            "mend_asked_at",
            "proposed_by",
            "answered_by",
        )
    )

    centre = models.ForeignKey(Institution, models.PROTECT, related_name="packages")
    funder = models.ForeignKey(Institution, models.PROTECT, related_name="packages_to_answer")
    fund_line = models.ForeignKey(FundLine, models.PROTECT, null=True, blank=True, related_name="packages")
    curriculum = models.ForeignKey(Curriculum, models.PROTECT, related_name="packages")
    title = models.CharField(max_length=200)
    year = models.PositiveSmallIntegerField()
    seats = models.PositiveSmallIntegerField()
    cost = models.BigIntegerField()  # rupiah
    reason = models.TextField()
    no_need_why = models.TextField(blank=True)  # where no need can be pointed at (R-000-18)
    state = models.CharField(max_length=12, choices=PackageState, default=PackageState.PROPOSED)
    answer = models.TextField(blank=True)
    seats_proposed = models.PositiveSmallIntegerField()
    cost_proposed = models.BigIntegerField()
    proposed_by = models.CharField(max_length=64)
    proposed_at = models.DateTimeField()
    answered_by = models.CharField(max_length=64, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    mend_asked_at = models.DateTimeField(null=True, blank=True)
    on_behalf_of = models.ForeignKey(Institution, models.PROTECT, null=True, blank=True, related_name="+")
    copied_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="copies")
    answer_noted_by = models.ForeignKey(Institution, models.PROTECT, null=True, blank=True, related_name="+")
    client_id = models.UUIDField(null=True, blank=True, editable=False)  # of the page it was written on

    objects = PackageManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["centre", "client_id"], name="one_package_per_page"),
            models.CheckConstraint(condition=Q(cost__gte=0, seats__gt=0), name="package_has_seats"),
            models.CheckConstraint(
                condition=~Q(state__in=FUNDED) | Q(fund_line__isnull=False), name="funded_package_names_its_line"
            ),
            models.CheckConstraint(
                condition=Q(mend_asked_at__isnull=True) | Q(state=PackageState.PROPOSED),
                name="only_a_sent_proposal_is_asked_to_be_mended",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class PackageEvidence(models.Model):
    """Which need a proposal answers, as it was known on a day. `snapshot` never follows its source (planning.evidence)."""

    PRIVACY = Privacy(impersonal=("snapshot", "as_of"))

    package = models.ForeignKey(Package, models.CASCADE, related_name="evidence")
    kind = models.CharField(max_length=20, choices=NeedKind)
    as_of = models.DateField()
    need = models.ForeignKey(NeedEvidence, models.PROTECT, null=True, blank=True, related_name="+")
    job_order = models.ForeignKey(JobOrder, models.PROTECT, null=True, blank=True, related_name="+")
    snapshot = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"evidence of package {self.package_id}"
