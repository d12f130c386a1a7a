from datetime import datetime
from typing import Self
from uuid import UUID

from django.db import models
from django.db.models import F, Q

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.admissions.enums import COUNTED, ApplicationState, VerifiedBy
from balai.institutions.models import Institution
from balai.kernel.identifiers import code, uuid7
from balai.kernel.privacy import Personal, Privacy, Purpose
from balai.people.enums import Aim, Education, Sex
from balai.people.models import Person
from balai.people.models.person import about_people
from balai.planning.models import Batch

_SERVICE, _IDENTITY, _CONTACT = Personal(Purpose.SERVICE), Personal(Purpose.IDENTITY), Personal(Purpose.CONTACT)


class ApplicationQuerySet(models.QuerySet["Application"]):
    def public(self) -> Self:
        """For doors that know the unguessable code; it stands for the applicant."""
        return self

    def counted(self) -> Self:
        return self.filter(state__in=COUNTED)

    def expiring(self, now: datetime) -> Self:
        """Claims nobody answered for; one that waits for a clerk does not lapse."""
        return self.filter(state=ApplicationState.CLAIMED, conflict="", expires_at__lte=now)

    def in_line(self) -> Self:
        """By rank; who has none stands last on every database, the older application first."""
        return self.order_by(F("rank").asc(nulls_last=True), "pk")

    def waiting_for_clerk(self) -> Self:
        return self.filter(state=ApplicationState.CLAIMED).exclude(conflict="")

    def visible_to(self, actor: Actor) -> Self:
        """The applicant, the centre, the body that selects; an office for people living in its area."""
        if actor.system:
            return self
        own = actor.institutions_with(Permission.APPLICATION_READ)
        seen = Q(batch__centre_id__in=own) | Q(batch__selector_id__in=own)
        return self.filter(seen | (about_people(actor, Permission.APPLICATION_READ) & Q(person__isnull=False)))


ApplicationManager = models.Manager.from_queryset(ApplicationQuerySet)


class Application(models.Model):
    """A claim to a seat until its phone answers or a clerk vouches for it; then tied to a person, once a person and batch.

    What was typed stays here (sealed where it is an identity number), so that a conflict can be looked at by a clerk.
    conflict: a code of enums.Conflict; remarks: codes of warnings, comma-separated. assisted_at: whose desk typed it in.
    """

    PRIVACY = Privacy(
        personal={
            "full_name": _IDENTITY, "birth_date": _IDENTITY, "nik_sealed": _IDENTITY, "nik_index": _IDENTITY, "nik_tail": _IDENTITY,
            "phone": _CONTACT, "region_code": _CONTACT, "motivation": _SERVICE, "decision_reason": _SERVICE, "conflict": _IDENTITY,
            "code": _IDENTITY, "remarks": _IDENTITY,
        },
        impersonal=("key_digest", "submitted_at", "expires_at", "verified_at", "decided_at", "rule", "decided_by", "submitted_by",
                    "consent_version", "cancelled_told_at"),
    )  # fmt: skip

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    # Of 4,000 rows a second every index is paid for: those below are what is looked for, and no second one for the same.
    batch = models.ForeignKey(Batch, models.PROTECT, related_name="applications", db_index=False)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="applications", db_index=False
    )
    code = models.CharField(max_length=16, default=code)
    key_digest = models.CharField(max_length=64)  # of the Idempotency-Key; the same key again answers the same code
    full_name = models.CharField(max_length=200)
    birth_date = models.DateField()
    sex = models.CharField(max_length=1, choices=Sex, blank=True)
    nik_sealed = models.BinaryField(null=True, blank=True)
    nik_index = models.BinaryField(max_length=32, null=True, blank=True)
    nik_tail = models.CharField(max_length=2, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    region_code = models.CharField(max_length=20, blank=True)
    education = models.CharField(max_length=20, choices=Education, blank=True)
    aim = models.CharField(max_length=16, choices=Aim, blank=True)
    motivation = models.TextField(blank=True)
    consent_version = models.CharField(max_length=20, blank=True)
    state = models.CharField(max_length=10, choices=ApplicationState, default=ApplicationState.CLAIMED)
    conflict = models.CharField(max_length=200, blank=True)  # why a clerk must look; empty when nothing conflicts
    remarks = models.CharField(max_length=300, blank=True)
    assisted_at = models.ForeignKey(
        Institution, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    submitted_by = models.CharField(max_length=64)
    submitted_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)
    verified_by = models.CharField(max_length=8, choices=VerifiedBy, blank=True)
    verified_at = models.DateTimeField(null=True, blank=True)
    rank = models.PositiveIntegerField(null=True, blank=True)
    rule = models.CharField(max_length=60, blank=True)  # code of the rule that refused
    decision_reason = models.TextField(blank=True)
    decided_by = models.CharField(max_length=64, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    cancelled_told_at = models.DateTimeField(null=True, blank=True)

    objects = ApplicationManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "key_digest"], name="one_application_per_key"),
            models.UniqueConstraint(fields=["code"], name="one_application_per_code"),
            models.UniqueConstraint(
                fields=["batch", "person"], condition=Q(state__in=COUNTED), name="one_verified_application_per_person"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=COUNTED) | Q(person__isnull=False), name="verified_application_has_person"
            ),
        ]
        indexes = [
            models.Index(fields=["batch", "state", "rank", "id"], name="application_by_batch"),
            models.Index(fields=["person"], name="application_by_person", condition=Q(person__isnull=False)),
            models.Index(fields=["assisted_at"], name="application_by_desk", condition=Q(assisted_at__isnull=False)),
            models.Index(fields=["nik_index"], name="application_by_nik", condition=Q(nik_index__isnull=False)),
            models.Index(fields=["expires_at"], name="application_claims", condition=Q(state=ApplicationState.CLAIMED)),
        ]

    def __str__(self) -> str:
        return f"application {self.pk}"

    @property
    def is_answered(self) -> bool:
        """The phone answered or a clerk or account stands for it, even while a clerk still compares papers."""
        return self.state != ApplicationState.CLAIMED or bool(self.conflict)


def nik_aad(application_id: UUID) -> str:
    return f"admissions.application.nik:{application_id}"


class PhoneCheck(models.Model):
    """A code sent to the phone of a claim; only its keyed hash is kept.

    quota: of a long code, which answers every claim with that phone (the id of its PhoneQuota). Another claim it is typed on
    gets a row of its own, so that a stranger's tries use up nobody else's.
    """

    PRIVACY = Privacy(impersonal=("code_hash", "sent_at", "answered_at"))

    application = models.ForeignKey(Application, models.CASCADE, related_name="phone_checks")
    quota = models.UUIDField(null=True, blank=True, editable=False)
    code_hash = models.BinaryField(max_length=32)
    sent_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["quota", "sent_at"], name="phone_check_long", condition=Q(quota__isnull=False))]

    def __str__(self) -> str:
        return f"phone check {self.pk}"


class PhoneQuota(models.Model):
    """How many codes one phone was sent since `since`: counted by the row, so that two writers at once cannot both be the
    last. id: the beginning of a keyed hash of the phone."""

    PRIVACY = Privacy(impersonal=("since",))

    id = models.UUIDField(primary_key=True, editable=False)
    since = models.DateTimeField()
    sent = models.PositiveIntegerField()

    class Meta:
        indexes = [models.Index(fields=["since"], name="phone_quota_over")]

    def __str__(self) -> str:
        return f"phone quota {self.pk}"
