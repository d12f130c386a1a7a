from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.kernel.privacy import Privacy


class ParameterValueQuerySet(models.QuerySet["ParameterValue"]):
    def on(self, day: date) -> Self:
        return self.filter(
            Q(valid_to__isnull=True) | Q(valid_to__gte=day), valid_from__lte=day, withdrawn_at__isnull=True
        )

    def visible_to(self, actor: Actor) -> Self:
        """What holds for the network or for the actor's own institutions; all of it for who sets the network's values."""
        if actor.may_for_all(Permission.PARAMETER_EDIT):
            return self
        own = actor.institutions_with(Permission.PARAMETER_EDIT)
        return self.filter(Q(institution_id__isnull=True) | Q(institution_id__in=own))

    def of(self, institution_id: int | None) -> Self:
        return self.filter(institution_id=institution_id)


ParameterValueManager = models.Manager.from_queryset(ParameterValueQuerySet)


class ParameterValue(models.Model):
    """One value of one parameter from a day on. institution_id: set when only that office's own rule (else the network's)."""

    PRIVACY = Privacy(
        impersonal=(
            "name",
            "value",
            "legal_basis",
            "note",
            "valid_from",
            "valid_to",
            "set_at",
            "withdrawn_at",
            "set_by",
        )
    )

    name = models.CharField(max_length=80, db_index=True)
    value = models.JSONField()
    institution_id = models.BigIntegerField(null=True, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    legal_basis = models.CharField(max_length=300)
    note = models.TextField(blank=True)
    set_by = models.CharField(max_length=64)
    set_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ParameterValueManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name="parameter_ends_after_start"
            ),
            models.UniqueConstraint(
                fields=["name", "valid_from"],
                condition=Q(withdrawn_at__isnull=True, institution_id__isnull=True),
                name="one_network_value_a_day",
            ),
            models.UniqueConstraint(
                fields=["name", "institution_id", "valid_from"],
                condition=Q(withdrawn_at__isnull=True, institution_id__isnull=False),
                name="one_office_value_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.valid_from}"
