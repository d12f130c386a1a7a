from typing import Self

from django.db import models
from django.db.models import F, Q

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.collaboration.enums import Framework
from balai.institutions.models import Institution
from balai.institutions.models.institution import within
from balai.kernel.privacy import Privacy
from balai.regions.models import Region


class CollaborationQuerySet(models.QuerySet["Collaboration"]):
    def public(self) -> Self:
        return self.filter(is_public=True)

    def visible_to(self, actor: Actor) -> Self:
        """What is published, and what is shared with the actor."""
        return self if actor.system else self.filter(Q(is_public=True) | self._shared(actor))

    def shared_with(self, actor: Actor) -> Self:
        """What the actor's own bodies keep or take part in; what lies in an area they answer for."""
        return self if actor.system else self.filter(self._shared(actor))

    @staticmethod
    def _shared(actor: Actor) -> Q:
        own = actor.institutions_with(Permission.COLLABORATION_READ) | actor.institutions_with(Permission.CASE_IMPORT)
        own |= actor.institutions_with(Permission.COLLABORATION_SPEAK)
        mine = Member.objects.filter(institution_id__in=own).values("period__collaboration_id")
        seen = Q(owner_id__in=own) | Q(pk__in=mine)
        for area in actor.areas_with(Permission.COLLABORATION_READ):
            seen |= within(area.level, area.region)
        return seen


CollaborationManager = models.Manager.from_queryset(CollaborationQuerySet)


class Collaboration(models.Model):
    """Bodies that work together over years; its history lies in periods. owner: who keeps it, empty for the command line.

    code: of the workbook it came from, or given when it begins. region empty: the place could not be resolved.
    """

    PRIVACY = Privacy(impersonal=("code", "title", "region_as_reported", "created_at"))

    code = models.CharField(max_length=120, unique=True)
    title = models.TextField()
    framework = models.CharField(max_length=16, choices=Framework, blank=True)
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="collaborations")
    region_as_reported = models.CharField(max_length=300, blank=True)
    owner = models.ForeignKey(Institution, models.PROTECT, null=True, blank=True, related_name="collaborations_kept")
    is_public = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = CollaborationManager()

    def __str__(self) -> str:
        return self.title


class PeriodQuerySet(models.QuerySet["Period"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(collaboration__in=Collaboration.objects.visible_to(actor))

    def shared_with(self, actor: Actor) -> Self:
        return self.filter(collaboration__in=Collaboration.objects.shared_with(actor))


PeriodManager = models.Manager.from_queryset(PeriodQuerySet)


class Period(models.Model):
    """A stretch of a collaboration that is judged as one. One that was imported is closed: its rows are evidence.

    period_start, period_end, region, title, framework, source: as the workbook's `case` row says them; _from and _to: the first and
    last day the words allow, empty where they say none.
    """

    PRIVACY = Privacy(
        impersonal=("code", "title", "region", "source", "period_start", "period_start_from", "period_start_to", "period_end",
                    "period_end_from", "period_end_to", "imported_at")
    )  # fmt: skip

    collaboration = models.ForeignKey(Collaboration, models.PROTECT, related_name="periods")
    code = models.CharField(max_length=120, unique=True)
    title = models.TextField(blank=True)
    framework = models.CharField(max_length=16, choices=Framework, blank=True)
    region = models.CharField(max_length=300, blank=True)
    period_start = models.CharField(max_length=10, blank=True)
    period_start_from = models.DateField(null=True, blank=True)
    period_start_to = models.DateField(null=True, blank=True)
    period_end = models.CharField(max_length=10, blank=True)
    period_end_from = models.DateField(null=True, blank=True)
    period_end_to = models.DateField(null=True, blank=True)
    source = models.TextField(blank=True)
    is_closed = models.BooleanField(default=False)
    imported_at = models.DateTimeField(null=True, blank=True)

    objects = PeriodManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(period_end_to__isnull=True)
                | Q(period_start_from__isnull=True)
                | Q(period_end_to__gte=F("period_start_from")),
                name="period_ends_after_start",
            )
        ]

    def __str__(self) -> str:
        return self.code


class Evidence(models.Model):
    """A row of a period, known by its code inside it. An empty field: the source does not say."""

    period = models.ForeignKey(Period, models.CASCADE, related_name="%(class)s_rows")
    code = models.CharField(max_length=120)

    class Meta:
        abstract = True
        constraints = [models.UniqueConstraint(fields=["period", "code"], name="%(class)s_code_once")]

    def __str__(self) -> str:
        return self.code


class Member(Evidence):
    """A body as the source names it, tied to the body of the register. kind, functions: also words the register lacks."""

    PRIVACY = Privacy(impersonal=("code", "name", "kind", "sector", "functions", "region"))

    name = models.TextField()
    kind = models.CharField(max_length=120, blank=True)
    sector = models.CharField(max_length=16, blank=True)
    functions = models.TextField(blank=True)
    parent = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="children")
    region = models.CharField(max_length=300, blank=True)
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="collaboration_members")

    class Meta(Evidence.Meta):
        pass

    def __str__(self) -> str:
        return self.name

    @property
    def function_list(self) -> list[str]:
        return [word for word in self.functions.split(";") if word]
