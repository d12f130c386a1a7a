"""Consent by purpose and version, with the proof that it was given (UU 27/2022 art. 21, 22, 24, 25)."""

from typing import Self

from django.db import models
from django.db.models import Q

from balai.documents.models import StoredFile
from balai.kernel.privacy import Personal, Privacy, Purpose
from balai.people.enums import ConsentMeans, ConsentPurpose
from balai.people.models.owned import OwnedManager
from balai.people.models.person import Person


class ConsentTextQuerySet(models.QuerySet["ConsentText"]):
    def public(self) -> Self:
        """What people are asked to agree to is no secret, in no version."""
        return self


ConsentTextManager = models.Manager.from_queryset(ConsentTextQuerySet)


class ConsentText(models.Model):
    """What exactly was asked. A change of words is a new version; who agreed to an older one keeps that one."""

    PRIVACY = Privacy(impersonal=("text", "text_en", "published_at", "published_by"))

    purpose = models.CharField(max_length=24, choices=ConsentPurpose)
    version = models.PositiveSmallIntegerField()
    text = models.TextField()
    text_en = models.TextField(blank=True)
    published_at = models.DateTimeField()
    published_by = models.CharField(max_length=64)

    objects = ConsentTextManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["purpose", "version"], name="one_text_per_version")]

    def __str__(self) -> str:
        return f"{self.purpose} {self.version}"


class Consent(models.Model):
    """One yes, and its end. A no is the absence of a row; withdrawing never deletes the proof.

    Ended in the moment of a newer yes: the person agreed to a newer text.
    """

    PRIVACY = Privacy(
        personal={"guardian_name": Personal(Purpose.EVIDENCE, specific=True)},
        impersonal=("given_at", "withdrawn_at", "recorded_by", "withdrawn_by"),
    )

    person = models.ForeignKey(Person, models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=24, choices=ConsentPurpose)
    text = models.ForeignKey(ConsentText, models.PROTECT, related_name="consents")
    means = models.CharField(max_length=8, choices=ConsentMeans)
    by_guardian = models.BooleanField(default=False)
    guardian_name = models.CharField(max_length=200, blank=True)
    paper = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    given_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=64)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.CharField(max_length=64, blank=True)

    objects = OwnedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "purpose"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_open_consent_per_purpose",
            )
        ]

    def __str__(self) -> str:
        return f"{self.purpose} #{self.pk}"
