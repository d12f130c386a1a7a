from typing import Self

from django.db import models
from django.db.models import Q

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.admissions.enums import PlanState, Stage
from balai.kernel.privacy import Privacy
from balai.planning.models import Batch


class SelectionPlanQuerySet(models.QuerySet["SelectionPlan"]):
    def public(self) -> Self:
        """How people are chosen is everybody's to read."""
        return self

    def visible_to(self, actor: Actor) -> Self:
        if actor.system:
            return self
        own = actor.institutions_with(Permission.APPLICATION_READ)
        return self.filter(Q(batch__centre_id__in=own) | Q(batch__selector_id__in=own))


SelectionPlanManager = models.Manager.from_queryset(SelectionPlanQuerySet)


class SelectionPlan(models.Model):
    """How a class selects: weights and pass marks by stage, what each stage looks at, or a draw among all who pass.

    Fixed when applications open; a fixed plan is never changed (the verbs update drafts only, and triggers hold it).
    weights: percent, all 0 when a draw decides. pass marks: 0 to 100, 0 for none. criteria: stage -> titles, equal in weight.
    """

    PRIVACY = Privacy(impersonal=("criteria", "fixed_at", "fixed_by"))

    batch = models.OneToOneField(Batch, models.PROTECT, related_name="selection_plan")
    weight_documents = models.PositiveSmallIntegerField()
    weight_test = models.PositiveSmallIntegerField()
    weight_interview = models.PositiveSmallIntegerField()
    pass_documents = models.PositiveSmallIntegerField(default=0)
    pass_test = models.PositiveSmallIntegerField(default=0)
    pass_interview = models.PositiveSmallIntegerField(default=0)
    criteria = models.JSONField(default=dict, blank=True)
    by_lot = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=PlanState, default=PlanState.DRAFT)
    fixed_at = models.DateTimeField(null=True, blank=True)
    fixed_by = models.CharField(max_length=64, blank=True)

    objects = SelectionPlanManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(by_lot=True, weight_documents=0, weight_test=0, weight_interview=0)
                    | Q(by_lot=False) & (Q(weight_documents__gt=0) | Q(weight_test__gt=0) | Q(weight_interview__gt=0))
                ),
                name="weights_or_a_draw",
            ),
            models.CheckConstraint(
                condition=Q(pass_documents__lte=100, pass_test__lte=100, pass_interview__lte=100),
                name="pass_marks_of_a_hundred",
            ),
            models.CheckConstraint(
                condition=Q(state=PlanState.DRAFT, fixed_at__isnull=True)
                | Q(state=PlanState.FIXED, fixed_at__isnull=False),
                name="fixed_plan_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return f"selection plan of {self.batch_id}"

    @property
    def weights(self) -> dict[str, int]:
        return {str(stage): int(getattr(self, f"weight_{stage.value}")) for stage in Stage}

    @property
    def passing(self) -> dict[str, int]:
        return {str(stage): int(getattr(self, f"pass_{stage.value}")) for stage in Stage}

    def criteria_of(self, stage: str) -> list[str]:
        return list(self.criteria.get(stage, []))
