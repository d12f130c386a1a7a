from typing import Self

from django.db import models
from django.db.models import Q

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.admissions.enums import AppealState
from balai.admissions.models.application import Application
from balai.kernel.privacy import Personal, Privacy, Purpose

_SERVICE = Personal(Purpose.SERVICE)


class AppealQuerySet(models.QuerySet["Appeal"]):
    def public(self) -> Self:
        """For doors that know the unguessable code of the application."""
        return self

    def visible_to(self, actor: Actor) -> Self:
        if actor.system:
            return self
        own = actor.institutions_with(Permission.APPLICATION_READ)
        seen = Q(application__batch__centre_id__in=own) | Q(application__batch__selector_id__in=own)
        return self.filter(seen)


AppealManager = models.Manager.from_queryset(AppealQuerySet)


class Appeal(models.Model):
    """The applicant asks to look again (banding). One that waits per application, by constraint; each answer has a reason."""

    PRIVACY = Privacy(
        personal={"words": _SERVICE, "answer": _SERVICE},
        impersonal=("refused_as", "refused_rule", "submitted_at", "answer_by", "answered_at", "answered_by"),
    )

    application = models.ForeignKey(Application, models.CASCADE, related_name="appeals")
    state = models.CharField(max_length=10, choices=AppealState, default=AppealState.OPEN)
    refused_as = models.CharField(max_length=10)  # state of the application that is appealed against
    refused_rule = models.CharField(max_length=60, blank=True)
    words = models.TextField()
    submitted_at = models.DateTimeField()
    answer_by = models.DateField()
    answer = models.TextField(blank=True)
    answered_by = models.CharField(max_length=64, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = AppealManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application"], condition=Q(state=AppealState.OPEN), name="one_open_appeal_per_application"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=(AppealState.ACCEPTED, AppealState.REJECTED)) | ~Q(answer=""),
                name="answered_appeal_has_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["answer_by"], name="appeal_waiting", condition=Q(state=AppealState.OPEN))]

    def __str__(self) -> str:
        return f"appeal {self.pk}"
