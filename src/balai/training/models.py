from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.admissions.models import Application
from balai.institutions.models import Institution
from balai.kernel.identifiers import code
from balai.kernel.privacy import Personal, Privacy, Purpose
from balai.people.models import Person
from balai.people.models.person import about_people
from balai.planning.models import Batch
from balai.programmes.enums import Delivery
from balai.programmes.models import CurriculumUnit
from balai.training.enums import CertificateState, EnrolmentState, Mark, UnitVerdict

_SERVICE = Personal(Purpose.SERVICE)


class EnrolmentQuerySet(models.QuerySet["Enrolment"]):
    def completed(self) -> Self:
        return self.filter(state=EnrolmentState.COMPLETED)

    def visible_to(self, actor: Actor) -> Self:
        """The trainee, the centre, the recruiter and the funder; an office for people living in its area."""
        if actor.system:
            return self
        own = actor.institutions_with(Permission.TRAINING_READ)
        seen = Q(batch__centre_id__in=own) | Q(batch__recruiter_id__in=own) | Q(batch__package__funder_id__in=own)
        return self.filter(seen | about_people(actor, Permission.TRAINING_READ))


EnrolmentManager = models.Manager.from_queryset(EnrolmentQuerySet)


class Enrolment(models.Model):
    """A person has a seat in a class. seat: 1..batch.seats, unique in the batch: the constraint, not a count, keeps a class
    from being over capacity. A seat that was left is given again by clearing it."""

    PRIVACY = Privacy(personal={"leave_reason": _SERVICE}, impersonal=("started_on", "ended_on"))

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="enrolments")
    person = models.ForeignKey(Person, models.PROTECT, related_name="enrolments")
    application = models.OneToOneField(Application, models.PROTECT, null=True, blank=True, related_name="enrolment")
    seat = models.PositiveSmallIntegerField(null=True, blank=True)
    state = models.CharField(max_length=16, choices=EnrolmentState, default=EnrolmentState.ENROLLED)
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    leave_reason = models.TextField(blank=True)

    objects = EnrolmentManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "person"], name="one_enrolment_per_person"),
            models.UniqueConstraint(
                fields=["batch", "seat"], condition=Q(seat__isnull=False), name="one_person_per_seat"
            ),
            models.CheckConstraint(
                condition=~Q(state=EnrolmentState.ENROLLED) | Q(seat__isnull=False), name="enrolled_has_seat"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")), name="enrolment_ends_after_start"
            ),
        ]
        indexes = [models.Index(fields=["batch", "state", "seat", "id"], name="enrolment_by_batch")]

    def __str__(self) -> str:
        return f"enrolment {self.pk}"


class TrainingSession(models.Model):
    """A meeting of the class, held or planned."""

    PRIVACY = Privacy(impersonal=("held_on", "starts_at", "ends_at", "topic", "note", "approved_at"))

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="sessions")
    number = models.PositiveSmallIntegerField()
    held_on = models.DateField()
    starts_at = models.TimeField(null=True, blank=True)
    ends_at = models.TimeField(null=True, blank=True)
    topic = models.CharField(max_length=200, blank=True)
    unit = models.ForeignKey(CurriculumUnit, models.PROTECT, null=True, blank=True, related_name="+")
    lesson_hours = models.PositiveSmallIntegerField(default=8)
    mode = models.CharField(max_length=10, choices=Delivery, default=Delivery.ON_SITE)
    instructor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    note = models.TextField(blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "number"], name="one_session_per_number")]

    def __str__(self) -> str:
        return f"session {self.number} of {self.batch_id}"


class AttendanceMark(models.Model):
    """client_id: made where the mark was made, so that sending it twice counts once."""

    PRIVACY = Privacy(personal={"note": _SERVICE}, impersonal=("marked_at", "marked_by"))

    session = models.ForeignKey(TrainingSession, models.CASCADE, related_name="marks")
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="marks")
    mark = models.CharField(max_length=8, choices=Mark)
    note = models.CharField(max_length=200, blank=True)
    client_id = models.UUIDField(null=True, blank=True, unique=True)
    marked_by = models.CharField(max_length=64)
    marked_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "enrolment"], name="one_mark_per_session")]

    def __str__(self) -> str:
        return f"{self.mark} #{self.pk}"


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


class TrainingCertificateQuerySet(models.QuerySet["TrainingCertificate"]):
    def visible_to(self, actor: Actor) -> Self:
        if actor.system:
            return self
        own = actor.institutions_with(Permission.TRAINING_READ) | actor.institutions_with(Permission.CERTIFICATE_READ)
        return self.filter(
            Q(issuer_id__in=own)
            | Q(enrolment__batch__recruiter_id__in=own)
            | about_people(actor, Permission.TRAINING_READ, "enrolment__person__")
        )


TrainingCertificateManager = models.Manager.from_queryset(TrainingCertificateQuerySet)


class TrainingCertificate(models.Model):
    """Sertifikat pelatihan: the centre states attendance and result. Name and hours stand as they were on the day."""

    PRIVACY = Privacy(
        personal={
            "holder_name": Personal(Purpose.EVIDENCE, months=240),
            "number": Personal(Purpose.EVIDENCE, months=240),
        },
        impersonal=("issued_on", "code", "programme_title", "revoked_on", "revoked_reason", "signatory"),
    )

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="certificates")
    issuer = models.ForeignKey(Institution, models.PROTECT, related_name="training_certificates")
    number = models.CharField(max_length=80)
    code = models.CharField(max_length=16, unique=True, default=code)
    holder_name = models.CharField(max_length=200)
    programme_title = models.CharField(max_length=200)
    lesson_hours = models.PositiveSmallIntegerField()
    issued_on = models.DateField()
    signatory = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=CertificateState, default=CertificateState.ISSUED)
    revoked_on = models.DateField(null=True, blank=True)
    revoked_reason = models.TextField(blank=True)

    objects = TrainingCertificateManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment"],
                condition=Q(state=CertificateState.ISSUED),
                name="one_valid_certificate_per_enrolment",
            ),
            models.UniqueConstraint(fields=["issuer", "number"], name="one_certificate_per_number"),
        ]

    def __str__(self) -> str:
        return self.number
