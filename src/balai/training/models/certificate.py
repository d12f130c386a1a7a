from typing import Self

from django.db import models
from django.db.models import Q

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.institutions.models import Institution
from balai.kernel.identifiers import code
from balai.kernel.privacy import Personal, Privacy, Purpose
from balai.people.models.person import about_people
from balai.planning.models.batch import borne_by
from balai.training.enums import CertificateState
from balai.training.models.enrolment import Enrolment


class TrainingCertificateQuerySet(models.QuerySet["TrainingCertificate"]):
    def visible_to(self, actor: Actor) -> Self:
        if actor.system:
            return self
        own = actor.institutions_with(Permission.TRAINING_READ) | actor.institutions_with(Permission.CERTIFICATE_READ)
        return self.filter(
            Q(issuer_id__in=own)
            | borne_by(own, "enrolment__batch__")
            | about_people(actor, Permission.TRAINING_READ, "enrolment__person__")
        )


TrainingCertificateManager = models.Manager.from_queryset(TrainingCertificateQuerySet)


class TrainingCertificate(models.Model):
    """Sertifikat pelatihan: the centre states attendance and result, all as they were on the day it was issued.

    content: {issuer, issuer_line, town, instructor, started_on, ended_on (ISO), present, marked (meetings), units: [{code,
    title, theory, practice (lesson hours), verdict: UnitVerdict or ""}], frozen_on (ISO, of one issued before its content was
    kept)}; empty on such a one until actions.freeze has been there.
    """

    PRIVACY = Privacy(
        personal={
            "holder_name": Personal(Purpose.EVIDENCE, months=240),
            "number": Personal(Purpose.EVIDENCE, months=240),
            "content": Personal(Purpose.EVIDENCE, months=240),
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
    content = models.JSONField(default=dict, blank=True, editable=False)
    issued_on = models.DateField()
    signatory = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=CertificateState, default=CertificateState.ISSUED)
    revoked_on = models.DateField(null=True, blank=True)
    revoked_reason = models.TextField(blank=True)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")

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
