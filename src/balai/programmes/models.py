from typing import Self

from django.db import models
from django.db.models import Q, Sum

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.institutions.enums import RoomKind
from balai.institutions.models import Institution
from balai.kernel.privacy import Privacy
from balai.programmes.enums import ONLINE_PHASES, Delivery, NeedKind, PartKind, Phase, PrioritySector
from balai.skills.models import CompetencyUnit


class VocationalField(models.Model):
    """Kejuruan; sub-fields hang under it."""

    PRIVACY = Privacy(impersonal=("name",))

    name = models.CharField(max_length=120)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="subfields")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["parent", "name"], name="one_subfield_per_name"),
            models.UniqueConstraint(fields=["name"], condition=Q(parent__isnull=True), name="one_field_per_name"),
        ]

    def __str__(self) -> str:
        return self.name


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    def public(self) -> Self:
        return self.filter(retired_on__isnull=True)

    def visible_to(self, actor: Actor) -> Self:
        if actor.system or actor.has(Permission.PROGRAMME_EDIT):
            return self
        return self.public()


ProgrammeManager = models.Manager.from_queryset(ProgrammeQuerySet)


class Programme(models.Model):
    """A training programme an institution offers. Free of charge is the rule; a levy is reported, not priced."""

    PRIVACY = Privacy(impersonal=("title", "description", "entry_note", "retired_on", "created_at"))

    owner = models.ForeignKey(Institution, models.PROTECT, related_name="programmes")
    field = models.ForeignKey(VocationalField, models.PROTECT, related_name="programmes")
    title = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    entry_note = models.TextField(blank=True)
    level = models.PositiveSmallIntegerField(null=True, blank=True)  # KKNI 1-9
    sector = models.CharField(max_length=16, choices=PrioritySector, default=PrioritySector.OTHER)
    delivery = models.CharField(max_length=10, choices=Delivery, default=Delivery.ON_SITE)
    free_of_charge = models.BooleanField(default=True)
    retired_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ProgrammeManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(level__isnull=True) | Q(level__range=(1, 9)), name="level_is_of_the_framework"
            )
        ]

    def __str__(self) -> str:
        return self.title


class Curriculum(models.Model):
    """A version of a programme's content; a class keeps the version it was opened with."""

    PRIVACY = Privacy(impersonal=("valid_from", "legal_basis", "created_at"))

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="curricula")
    version = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    legal_basis = models.CharField(max_length=300, blank=True)
    phases_in_order = models.BooleanField(default=False)  # a phase is passed before the next begins
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "version"], name="one_curriculum_per_version")]

    def __str__(self) -> str:
        return f"{self.programme} v{self.version}"

    def lesson_hours(self) -> int:
        """Lesson hours of 45 minutes, theory and practice together."""
        sums = self.units.aggregate(theory=Sum("theory_hours"), practice=Sum("practice_hours"))
        return (sums["theory"] or 0) + (sums["practice"] or 0)


class CurriculumUnit(models.Model):
    """One part of a curriculum, in order: a competence unit, or a part without one (orientation, soft skills, job training)."""

    PRIVACY = Privacy(impersonal=("title",))

    curriculum = models.ForeignKey(Curriculum, models.CASCADE, related_name="units")
    position = models.PositiveSmallIntegerField()
    unit = models.ForeignKey(CompetencyUnit, models.PROTECT, null=True, blank=True, related_name="+")
    title = models.CharField(max_length=300)
    theory_hours = models.PositiveSmallIntegerField(default=0)
    practice_hours = models.PositiveSmallIntegerField(default=0)
    phase = models.CharField(max_length=10, choices=Phase, blank=True)
    kind = models.CharField(max_length=8, choices=PartKind, default=PartKind.UNIT)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["curriculum", "position"], name="one_unit_per_position")]

    def __str__(self) -> str:
        return self.title

    def is_online(self, delivery: str) -> bool:
        """delivery: of the programme, which holds where the part says no place. Practice on site stays on site."""
        return self.phase in ONLINE_PHASES or (delivery == Delivery.ONLINE and self.phase != Phase.ON_SITE)

    @property
    def is_elsewhere(self) -> bool:
        """Given at an employer's: no room of the centre is needed."""
        return self.kind == PartKind.JOB_TRAINING


class CurriculumNeed(models.Model):
    """What must be at the centre for this content: a kind of room, or so many sound things of a name for one class."""

    PRIVACY = Privacy(impersonal=("name",))

    curriculum = models.ForeignKey(Curriculum, models.CASCADE, related_name="needs")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=NeedKind)
    room_kind = models.CharField(max_length=16, choices=RoomKind, blank=True)
    name = models.CharField(max_length=160, blank=True)
    quantity = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["curriculum", "position"], name="one_need_per_position")]

    def __str__(self) -> str:
        return self.name or self.room_kind
