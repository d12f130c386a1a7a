from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from balai.access.actor import Actor
from balai.documents.models import StoredFile
from balai.institutions.enums import CertificateKind, InstructorGrade
from balai.institutions.models.institution import Institution
from balai.kernel.privacy import Personal, Privacy, Purpose


class InstructorQuerySet(models.QuerySet["Instructor"]):
    def active_on(self, day: date) -> Self:
        return self.filter(Q(left_on__isnull=True) | Q(left_on__gte=day))

    def visible_to(self, actor: Actor) -> Self:
        return self.filter(institution__in=Institution.objects.visible_to(actor))


InstructorManager = models.Manager.from_queryset(InstructorQuerySet)


class Instructor(models.Model):
    """Somebody who teaches at a centre, named on class announcements; user: their account where they have one."""

    PRIVACY = Privacy(
        personal={"full_name": Personal(Purpose.EVIDENCE), "field": Personal(Purpose.EVIDENCE)},
        impersonal=("joined_on", "left_on"),
    )

    institution = models.ForeignKey(Institution, models.CASCADE, related_name="instructors")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    full_name = models.CharField(max_length=200)
    field = models.CharField(max_length=160, blank=True)
    grade = models.CharField(max_length=16, choices=InstructorGrade, blank=True)
    joined_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)

    objects = InstructorManager()

    def __str__(self) -> str:
        return self.full_name


class CertificateQuerySet(models.QuerySet["InstructorCertificate"]):
    def ending_by(self, day: date) -> Self:
        """Those of instructors still there whose validity is over or ends by that day."""
        return self.filter(valid_until__lte=day, replaced_by__isnull=True, instructor__left_on__isnull=True)

    def visible_to(self, actor: Actor) -> Self:
        return self.filter(instructor__institution__in=Institution.objects.visible_to(actor))


CertificateManager = models.Manager.from_queryset(CertificateQuerySet)


class InstructorCertificate(models.Model):
    """A certificate an instructor holds. scheme: unit, scheme or level in its own words ("Metodologi Level IV").

    valid_until empty: without end, or not said. replaced_by: the renewal, after which nobody is warned any more.
    """

    PRIVACY = Privacy(
        personal={"number": Personal(Purpose.EVIDENCE)},
        impersonal=("scheme", "issuer", "issued_on", "valid_until"),
    )

    instructor = models.ForeignKey(Instructor, models.CASCADE, related_name="certificates")
    kind = models.CharField(max_length=16, choices=CertificateKind)
    number = models.CharField(max_length=80, blank=True)
    scheme = models.CharField(max_length=200, blank=True)
    issuer = models.CharField(max_length=200, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    scan = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    replaced_by = models.OneToOneField("self", models.SET_NULL, null=True, blank=True, related_name="replaces")

    objects = CertificateManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(issued_on__isnull=True) | Q(valid_until__gte=F("issued_on")),
                name="instructor_certificate_ends_after_issue",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} #{self.pk}"
