"""Disability, adjustments and programme categories: voluntary, dated, never on public or employer pages (UU 8/2016)."""

from django.db import models
from django.db.models import F, Q

from balai.kernel.privacy import Personal, Privacy, Purpose
from balai.people.enums import Adjustment, DisabilityKind, VulnerableGroup
from balai.people.models.owned import OwnedManager
from balai.people.models.person import Person

_INCLUSION = Personal(Purpose.INCLUSION, specific=True)
_DATES = ("valid_from", "valid_to", "recorded_by")


class Disability(models.Model):
    """A kind of disability as the person states it. Two or more kinds together are "ganda", which is derived."""

    PRIVACY = Privacy(personal={"note": _INCLUSION}, impersonal=_DATES)

    person = models.ForeignKey(Person, models.CASCADE, related_name="disabilities")
    kind = models.CharField(max_length=20, choices=DisabilityKind)
    note = models.CharField(max_length=200, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    recorded_by = models.CharField(max_length=64)

    objects = OwnedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind"], condition=Q(valid_to__isnull=True), name="one_open_row_per_disability"
            )
        ]

    def __str__(self) -> str:
        return f"disability #{self.pk}"


class AdjustmentNeed(models.Model):
    """What would help this person take part; asked of everybody, apart from any category."""

    PRIVACY = Privacy(personal={"note": _INCLUSION}, impersonal=_DATES)

    person = models.ForeignKey(Person, models.CASCADE, related_name="adjustments")
    need = models.CharField(max_length=20, choices=Adjustment)
    note = models.CharField(max_length=200, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    recorded_by = models.CharField(max_length=64)

    objects = OwnedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "need"], condition=Q(valid_to__isnull=True), name="one_open_row_per_adjustment"
            )
        ]

    def __str__(self) -> str:
        return f"adjustment #{self.pk}"


class VulnerableGroupMembership(models.Model):
    """A programme category from a day to a day. basis: the list or letter it rests on (DTSEN, surat PHK)."""

    PRIVACY = Privacy(personal={"basis": _INCLUSION}, impersonal=_DATES)

    person = models.ForeignKey(Person, models.CASCADE, related_name="vulnerable_groups")
    group = models.CharField(max_length=20, choices=VulnerableGroup)
    basis = models.CharField(max_length=200, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    recorded_by = models.CharField(max_length=64)

    objects = OwnedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "group"], condition=Q(valid_to__isnull=True), name="one_open_row_per_group"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name="group_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"group #{self.pk}"
