from typing import Self

from django.db import models

from balai.access.actor import Actor
from balai.institutions.enums import Condition, EquipmentKind, RoomKind
from balai.institutions.models.institution import Institution
from balai.kernel.privacy import Privacy

FIT = (Condition.GOOD,)


class RoomQuerySet(models.QuerySet["Room"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(institution__in=Institution.objects.visible_to(actor))


class EquipmentQuerySet(models.QuerySet["Equipment"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(institution__in=Institution.objects.visible_to(actor))

    def awaiting_repair(self) -> Self:
        return self.filter(repair_asked_on__isnull=False, repaired_on__isnull=True)


RoomManager = models.Manager.from_queryset(RoomQuerySet)
EquipmentManager = models.Manager.from_queryset(EquipmentQuerySet)


class Room(models.Model):
    """A room or workshop. seats: people it holds. condition_on: the day somebody looked."""

    PRIVACY = Privacy(impersonal=("name", "note", "condition_on", "gone_on"))

    institution = models.ForeignKey(Institution, models.CASCADE, related_name="rooms")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=16, choices=RoomKind)
    seats = models.PositiveSmallIntegerField(null=True, blank=True)
    condition = models.CharField(max_length=16, choices=Condition, blank=True)
    condition_on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)
    gone_on = models.DateField(null=True, blank=True)

    objects = RoomManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "name"], condition=models.Q(gone_on__isnull=True), name="one_room_per_name"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_unfit(self) -> bool:
        return bool(self.condition) and self.condition not in FIT


class Equipment(models.Model):
    """Things of one kind in one condition. quantity empty: the source does not say."""

    PRIVACY = Privacy(impersonal=("name", "note", "condition_on", "repair_asked_on", "repaired_on", "gone_on"))

    institution = models.ForeignKey(Institution, models.CASCADE, related_name="equipment")
    room = models.ForeignKey(Room, models.PROTECT, null=True, blank=True, related_name="equipment")
    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=16, choices=EquipmentKind)
    quantity = models.PositiveIntegerField(null=True, blank=True)
    condition = models.CharField(max_length=16, choices=Condition, blank=True)
    condition_on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)
    repair_asked_on = models.DateField(null=True, blank=True)
    repaired_on = models.DateField(null=True, blank=True)
    gone_on = models.DateField(null=True, blank=True)

    objects = EquipmentManager()

    class Meta:
        verbose_name_plural = "equipment"

    def __str__(self) -> str:
        return self.name

    @property
    def is_unfit(self) -> bool:
        return bool(self.condition) and self.condition not in FIT

    @property
    def awaits_repair(self) -> bool:
        return self.repair_asked_on is not None and self.repaired_on is None
