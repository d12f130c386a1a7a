from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.certification.enums import (
    AssessmentPurpose,
    AssessmentVerdict,
    BlankState,
    CertifierWord,
    CompetenceCertificateState,
    SiteKind,
)
from balai.certification.models.scheme import CertificationScheme
from balai.documents.models import StoredFile
from balai.institutions.models import Institution
from balai.kernel.identifiers import code
from balai.kernel.privacy import Personal, Privacy, Purpose
from balai.people.models import Person
from balai.people.models.person import about_people
from balai.skills.models import CompetencyUnit
from balai.training.enums import UnitVerdict
from balai.training.models import Enrolment


class AssessmentQuerySet(models.QuerySet["CompetencyAssessment"]):
    def visible_to(self, actor: Actor) -> Self:
        if actor.system:
            return self
        own = actor.institutions_with(Permission.ASSESSMENT_RECORD) | actor.institutions_with(
            Permission.CERTIFICATE_READ
        )
        seen = Q(certifier_id__in=own) | Q(enrolment__batch__centre_id__in=own)
        return self.filter(seen | about_people(actor, Permission.CERTIFICATE_READ))

    def own(self, actor: Actor) -> Self:
        """Of the person who is signed in."""
        if actor.user_id is None:
            return self.none()
        return self.filter(person__user_id=actor.user_id, person__erased_at=None)


AssessmentManager = models.Manager.from_queryset(AssessmentQuerySet)


class CompetencyAssessment(models.Model):
    """Uji kompetensi of one candidate for one scheme. absent and deferred are non-results, not failures.

    scheme: the title of certification_scheme as it stood when the candidate was named. independence: what was said when
    the result was written, where the assessor had taught the candidate; empty otherwise.
    """

    PRIVACY = Privacy(
        personal={"note": Personal(Purpose.SERVICE)},
        impersonal=(
            "scheme",
            "held_on",
            "assessor_name",
            "recorded_at",
            "recorded_by",
            "site",
            "independence",
            "consented_at",
            "self_assessed_at",
        ),
    )

    person = models.ForeignKey(Person, models.PROTECT, related_name="assessments")
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, null=True, blank=True, related_name="assessments")
    certifier = models.ForeignKey(Institution, models.PROTECT, related_name="assessments")
    certification_scheme = models.ForeignKey(CertificationScheme, models.PROTECT, related_name="assessments")
    scheme = models.CharField(max_length=200)
    site_kind = models.CharField(max_length=10, choices=SiteKind, blank=True)
    site = models.CharField(max_length=200, blank=True)
    held_on = models.DateField()
    assessor_name = models.CharField(max_length=200, blank=True)
    purpose = models.CharField(max_length=13, choices=AssessmentPurpose, default=AssessmentPurpose.CERTIFICATION)
    repeats = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="repeated_by")
    self_assessed_at = models.DateTimeField(null=True, blank=True)
    consented_at = models.DateTimeField(null=True, blank=True)  # to be assessed and to confidentiality (form AK-01)
    verdict = models.CharField(max_length=20, choices=AssessmentVerdict, default=AssessmentVerdict.PENDING)
    note = models.TextField(blank=True)
    independence = models.CharField(max_length=400, blank=True)
    recorded_by = models.CharField(max_length=64)
    recorded_at = models.DateTimeField()
    on_behalf_of = models.ForeignKey(Institution, models.PROTECT, null=True, blank=True, related_name="+")

    objects = AssessmentManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "certification_scheme", "held_on"], name="one_assessment_a_day")
        ]

    def __str__(self) -> str:
        return f"assessment {self.pk}"


class AssessmentUnit(models.Model):
    PRIVACY = Privacy()

    assessment = models.ForeignKey(CompetencyAssessment, models.CASCADE, related_name="units")
    unit = models.ForeignKey(CompetencyUnit, models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=20, choices=UnitVerdict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assessment", "unit"], name="one_verdict_per_unit")]

    def __str__(self) -> str:
        return f"{self.verdict} #{self.pk}"


class CompetenceCertificateQuerySet(models.QuerySet["CompetenceCertificate"]):
    def valid_on(self, day: date) -> Self:
        return self.filter(state=CompetenceCertificateState.VALID, issued_on__lte=day, valid_until__gte=day)

    def visible_to(self, actor: Actor) -> Self:
        if actor.system:
            return self
        own = actor.institutions_with(Permission.CERTIFICATE_READ)
        seen = Q(certifier_id__in=own) | Q(assessment__enrolment__batch__centre_id__in=own) | Q(recorded_for_id__in=own)
        return self.filter(seen | about_people(actor, Permission.CERTIFICATE_READ))


CompetenceCertificateManager = models.Manager.from_queryset(CompetenceCertificateQuerySet)


class CompetenceCertificate(models.Model):
    """Sertifikat kompetensi: the certifier's paper "atas nama BNSP", recorded with its numbers as printed.

    from_paper: copied from an older paper; its assessment was never seen here, and every page says so.
    content: what one issued here says (certification.stated), kept from the day of issue; empty for what is copied.
    certifier_word, certifier_said_at: what the certifier said itself of one that somebody else wrote down; empty until then.
    The form of the numbers is only looked at for a warning, never a reason to refuse. valid_until is a stored date.
    """

    PRIVACY = Privacy(
        personal={
            "number": Personal(Purpose.EVIDENCE, months=240),
            "registration_number": Personal(Purpose.EVIDENCE, months=240),
            "content": Personal(Purpose.EVIDENCE, months=240),
        },
        impersonal=(
            "scheme",
            "issued_on",
            "valid_until",
            "code",
            "recorded_by",
            "recorded_at",
            "withdrawn_reason",
            "blank_number",
            "certifier_said_at",
        ),
    )

    person = models.ForeignKey(Person, models.PROTECT, related_name="competence_certificates")
    assessment = models.OneToOneField(
        CompetencyAssessment, models.PROTECT, null=True, blank=True, related_name="certificate"
    )
    certifier = models.ForeignKey(Institution, models.PROTECT, related_name="competence_certificates")
    scheme = models.CharField(max_length=200)
    number = models.CharField(max_length=80)
    registration_number = models.CharField(max_length=80, blank=True)
    units = models.ManyToManyField(CompetencyUnit, blank=True, related_name="+")
    issued_on = models.DateField()
    valid_until = models.DateField()
    code = models.CharField(max_length=16, unique=True, default=code)
    scan = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    from_paper = models.BooleanField(default=False)
    blank_number = models.CharField(max_length=40, blank=True)
    blank_state = models.CharField(max_length=8, choices=BlankState, blank=True)
    state = models.CharField(
        max_length=10, choices=CompetenceCertificateState, default=CompetenceCertificateState.VALID
    )
    withdrawn_reason = models.TextField(blank=True)
    content = models.JSONField(default=dict, blank=True, editable=False)
    recorded_for = models.ForeignKey(
        Institution, models.PROTECT, null=True, blank=True, related_name="+"
    )  # the centre that recorded it
    recorded_by = models.CharField(max_length=64)
    recorded_at = models.DateTimeField()
    on_behalf_of = models.ForeignKey(Institution, models.PROTECT, null=True, blank=True, related_name="+")
    certifier_word = models.CharField(max_length=9, choices=CertifierWord, blank=True)
    certifier_said_at = models.DateTimeField(null=True, blank=True)

    objects = CompetenceCertificateManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["certifier", "number"],
                condition=~Q(state=CompetenceCertificateState.WITHDRAWN),
                name="one_competence_certificate_per_number",
            ),
            models.CheckConstraint(condition=Q(valid_until__gte=F("issued_on")), name="certificate_ends_after_issue"),
        ]

    def __str__(self) -> str:
        return self.number
