"""An account that says "that record is me", and the clerk's call list of identity numbers that lost a digit."""

from typing import Self
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.institutions.models import Institution
from balai.kernel.identifiers import uuid7
from balai.kernel.privacy import Personal, Privacy, Purpose
from balai.people.enums import CallOutcome, ClaimState
from balai.people.models.owned import OwnedQuerySet
from balai.people.models.person import Person
from balai.regions.models import Region

_ACCOUNT = Personal(Purpose.ACCOUNT, months=12)


class ClaimRequestQuerySet(models.QuerySet["ClaimRequest"]):
    def waiting(self) -> Self:
        return self.filter(state=ClaimState.WAITING)

    def visible_to(self, actor: Actor, permission: Permission = Permission.PERSON_EDIT) -> Self:
        """One's own; those for a person one may edit; those without a person from one's own area."""
        if actor.system:
            return self
        seen = Q(user_id=actor.user_id) if actor.user_id is not None else Q(pk__in=[])
        if actor.has(permission):
            others = Person.objects.visible_to(actor, permission).exclude(user_id=actor.user_id or 0)
            seen |= Q(person__in=others.values("pk"))
        for area in actor.areas_with(permission):
            seen |= {
                "nation": Q(person__isnull=True),
                "regency": Q(person__isnull=True, regency_id=area.region),
                "province": Q(person__isnull=True, regency__province_id=area.region),
            }[area.level]
        return self.filter(seen)


ClaimRequestManager = models.Manager.from_queryset(ClaimRequestQuerySet)


class ClaimRequest(models.Model):
    """person is empty when nothing matched: the answer to the claimant is the same, so nobody learns who is on file."""

    PRIVACY = Privacy(
        personal={
            "stated_name": _ACCOUNT,
            "stated_birth_date": _ACCOUNT,
            "stated_phone": _ACCOUNT,
            "nik_sealed": _ACCOUNT,
        },
        impersonal=("code_digest", "code_expires_at", "asked_at", "decided_at", "decided_by", "reason"),
    )

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="claims")
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="claims")
    state = models.CharField(max_length=12, choices=ClaimState)
    stated_name = models.CharField(max_length=200)
    stated_birth_date = models.DateField()
    stated_phone = models.CharField(max_length=20, blank=True)
    regency = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="+")
    nik_sealed = models.BinaryField(null=True, blank=True)
    code_digest = models.BinaryField(max_length=32, null=True, blank=True)
    code_expires_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=64, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    objects = ClaimRequestManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(state__in=[ClaimState.CODE_SENT, ClaimState.WAITING]),
                name="one_open_claim_per_account",
            )
        ]

    def __str__(self) -> str:
        return f"claim {self.pk}"


def claim_aad(claim_id: UUID) -> str:
    return f"people.claim.nik:{claim_id}"


class CallListItemQuerySet(OwnedQuerySet["CallListItem"]):
    def waiting(self) -> Self:
        return self.filter(outcome__in=[CallOutcome.OPEN, CallOutcome.NO_ANSWER])


CallListItemManager = models.Manager.from_queryset(CallListItemQuerySet)


class CallListItem(models.Model):
    """Somebody has to ask this person for the whole NIK: a spreadsheet kept 15 of its 16 digits."""

    PRIVACY = Privacy(
        personal={"note": Personal(Purpose.CONTACT, months=12)}, impersonal=("listed_at", "called_at", "called_by")
    )

    person = models.OneToOneField(Person, models.CASCADE, related_name="call_item")
    institution = models.ForeignKey(Institution, models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=10, choices=CallOutcome, default=CallOutcome.OPEN)
    note = models.CharField(max_length=200, blank=True)
    listed_at = models.DateTimeField()
    called_at = models.DateTimeField(null=True, blank=True)
    called_by = models.CharField(max_length=64, blank=True)

    objects = CallListItemManager()

    def __str__(self) -> str:
        return f"call #{self.pk}"
