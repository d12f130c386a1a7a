from collections.abc import Iterator
from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from balai.access.actor import Actor
from balai.institutions.models.institution import Institution
from balai.kernel.privacy import Privacy
from balai.regions.models import Region


class DayOffQuerySet(models.QuerySet["DayOff"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(institution__in=Institution.objects.visible_to(actor))

    def holding_at(self, body: Institution) -> Self:
        """Said by the body itself, by the office of its regency or province, or for the whole country."""
        places = [body.region.regency_id, body.region.province_id, body.region_id] if body.region else []
        own = Q(institution=body, is_for_area=False)
        return self.filter(own | Q(is_for_area=True, region__in=places) | Q(is_for_area=True, region=None))

    def between(self, first: date, last: date) -> Self:
        return self.filter(day__range=(first, last))


DayOffManager = models.Manager.from_queryset(DayOffQuerySet)


class DayOff(models.Model):
    """A day a body does not work, or works although the calendar says otherwise: regional days, elections, years whose national
    days the shipped calendar does not know. is_for_area: said by an office for every body it answers for, in region (None: the
    whole country)."""

    PRIVACY = Privacy(impersonal=("day", "name", "source", "created_at"))

    institution = models.ForeignKey(Institution, models.CASCADE, related_name="days_off")
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="+")
    is_for_area = models.BooleanField(default=False)
    day = models.DateField()
    name = models.CharField(max_length=120)
    works = models.BooleanField(default=False)
    source = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = DayOffManager()

    class Meta:
        verbose_name_plural = "days off"
        constraints = [models.UniqueConstraint(fields=["institution", "is_for_area", "day"], name="day_off_said_once")]
        indexes = [models.Index(fields=["day"], name="day_off_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.name}"


def nearest_last(rows: DayOffQuerySet) -> Iterator[DayOff]:
    """The country's word first, then the area's, a body's own last: who reads them in this order keeps the nearest."""
    found = list(rows.order_by("day", "pk"))
    yield from (row for row in found if row.is_for_area and row.region_id is None)
    yield from (row for row in found if row.is_for_area and row.region_id is not None)
    yield from (row for row in found if not row.is_for_area)
