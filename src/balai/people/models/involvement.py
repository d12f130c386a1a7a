from typing import Self

from django.db import models
from django.db.models import Q

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.institutions.models import Institution
from balai.kernel.privacy import Privacy
from balai.people.models.person import Person


class InvolvementQuerySet(models.QuerySet["Involvement"]):
    def current(self) -> Self:
        return self.filter(ended_on__isnull=True)

    def visible_to(self, actor: Actor) -> Self:
        if actor.system:
            return self
        own = actor.institutions_with(Permission.PERSON_READ)
        return self.filter(Q(person__user_id=actor.user_id) | Q(institution_id__in=own))


InvolvementManager = models.Manager.from_queryset(InvolvementQuerySet)


class Involvement(models.Model):
    """An institution works with this person, therefore sees their record: the person's page lists them all."""

    PRIVACY = Privacy(impersonal=("reason", "started_on", "ended_on"))

    person = models.ForeignKey(Person, models.CASCADE, related_name="involvements")
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=40)  # verb that caused it: "admissions.apply", "placement.refer"
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    objects = InvolvementManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "institution", "reason"],
                condition=Q(ended_on__isnull=True),
                name="one_open_involvement",
            )
        ]
        indexes = [models.Index(fields=["institution", "person"], name="involvement_by_institution")]

    def __str__(self) -> str:
        return f"{self.reason} #{self.pk}"
