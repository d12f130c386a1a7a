from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.demand.models import JobOrder
from balai.institutions.models import Institution
from balai.kernel.privacy import Personal, Privacy, Purpose
from balai.people.models import Person
from balai.people.models.person import about_people
from balai.placement.enums import WAITING, PlacementKind, ReferralState, Says, Side

_SERVICE = Personal(Purpose.SERVICE)


class PlacementQuerySet(models.QuerySet["Placement"]):
    def live(self) -> Self:
        """Not withdrawn as a mistake."""
        return self.filter(withdrawn_on__isnull=True)

    def unconfirmed(self) -> Self:
        """Placed at an employer on file that has not said anything yet."""
        said = PlacementStatement.objects.filter(placement=OuterRef("pk"), side=Side.EMPLOYER)
        return self.live().filter(~Exists(said), employer__isnull=False)

    def visible_to(self, actor: Actor) -> Self:
        """The person, the employer, the office or centre that made it; offices for people living in their area."""
        if actor.system:
            return self
        own = actor.institutions_with(Permission.PLACEMENT_READ)
        return self.filter(
            Q(employer_id__in=own) | Q(made_by_id__in=own) | about_people(actor, Permission.PLACEMENT_READ)
        )


class ReferralQuerySet(models.QuerySet["Referral"]):
    def waiting(self) -> Self:
        return self.filter(state__in=WAITING)

    def visible_to(self, actor: Actor) -> Self:
        if actor.system:
            return self
        own = actor.institutions_with(Permission.PLACEMENT_READ)
        return self.filter(
            Q(job_order__employer_id__in=own) | Q(made_by_id__in=own) | about_people(actor, Permission.PLACEMENT_READ)
        )


PlacementManager = models.Manager.from_queryset(PlacementQuerySet)
ReferralManager = models.Manager.from_queryset(ReferralQuerySet)


class Referral(models.Model):
    """An office or centre sends a person to an employer's job order; the employer answers, with a reason when it is no."""

    PRIVACY = Privacy(
        personal={"reason": _SERVICE, "note": _SERVICE}, impersonal=("made_on", "answered_on", "answered_by")
    )

    person = models.ForeignKey(Person, models.PROTECT, related_name="referrals")
    job_order = models.ForeignKey(JobOrder, models.PROTECT, related_name="referrals")
    made_by = models.ForeignKey(Institution, models.PROTECT, related_name="+")
    made_on = models.DateField()
    note = models.TextField(blank=True)
    state = models.CharField(max_length=12, choices=ReferralState, default=ReferralState.REFERRED)
    reason = models.TextField(blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.CharField(max_length=64, blank=True)
    on_behalf_of = models.ForeignKey(Institution, models.PROTECT, null=True, blank=True, related_name="+")

    objects = ReferralManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "job_order"],
                condition=Q(state__in=[ReferralState.REFERRED, ReferralState.INTERVIEWED]),
                name="one_open_referral",
            )
        ]

    def __str__(self) -> str:
        return f"referral {self.pk}"


class Placement(models.Model):
    """A person works somewhere, from a day on. Whether it is so is said by each side in PlacementStatement, never averaged."""

    PRIVACY = Privacy(
        personal={"title": _SERVICE, "employer_name": _SERVICE},
        impersonal=("starts_on", "ends_on", "created_at", "recorded_by", "withdrawn_on", "withdrawn_reason"),
    )

    person = models.ForeignKey(Person, models.PROTECT, related_name="placements")
    employer = models.ForeignKey(Institution, models.PROTECT, null=True, blank=True, related_name="placements")
    employer_name = models.CharField(max_length=300, blank=True)  # as told, while the employer is not on file
    referral = models.OneToOneField(Referral, models.PROTECT, null=True, blank=True, related_name="placement")
    made_by = models.ForeignKey(Institution, models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=16, choices=PlacementKind, default=PlacementKind.LOCAL)
    title = models.CharField(max_length=200, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.CharField(max_length=64, blank=True)
    on_behalf_of = models.ForeignKey(Institution, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_reason = models.TextField(blank=True)

    objects = PlacementManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="placement_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(employer__isnull=False) | ~Q(employer_name=""), name="placement_names_its_employer"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | ~Q(withdrawn_reason=""), name="withdrawn_placement_says_why"
            ),
            models.UniqueConstraint(
                fields=["person", "employer", "starts_on"],
                condition=Q(employer__isnull=False, withdrawn_on__isnull=True),
                name="one_placement_a_start",
            ),
            models.UniqueConstraint(
                fields=["person", "employer_name", "starts_on"],
                condition=Q(employer__isnull=True, withdrawn_on__isnull=True),
                name="one_told_placement_a_start",
            ),
        ]
        indexes = [
            models.Index(fields=["employer", "-starts_on", "-id"], name="placement_by_employer"),
            models.Index(fields=["made_by", "-starts_on", "-id"], name="placement_by_maker"),
        ]

    def __str__(self) -> str:
        return f"placement {self.pk}"

    @property
    def workplace(self) -> str:
        return self.employer.name if self.employer is not None else self.employer_name


class PlacementStatement(models.Model):
    """One side's word about a placement on a day; the newest of each side counts."""

    PRIVACY = Privacy(personal={"note": _SERVICE}, impersonal=("as_of", "said_at", "said_by"))

    placement = models.ForeignKey(Placement, models.PROTECT, related_name="statements")
    side = models.CharField(max_length=10, choices=Side)
    says = models.CharField(max_length=16, choices=Says)
    as_of = models.DateField()
    note = models.TextField(blank=True)
    said_by = models.CharField(max_length=64)
    said_at = models.DateTimeField()
    on_behalf_of = models.ForeignKey(Institution, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["placement", "side", "-as_of", "-id"], name="word_by_side")]

    def __str__(self) -> str:
        return f"{self.side}: {self.says}"
