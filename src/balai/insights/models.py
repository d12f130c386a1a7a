from typing import Self

from django.db import models

from balai.access.actor import Actor
from balai.insights.enums import Trap
from balai.kernel.privacy import Privacy
from balai.regions.models import Region


class AreaFigureQuerySet(models.QuerySet["AreaFigure"]):
    def public(self) -> Self:
        """Printed in public sources."""
        return self

    def visible_to(self, actor: Actor) -> Self:
        return self.public()


AreaFigureManager = models.Manager.from_queryset(AreaFigureQuerySet)


class AreaFigure(models.Model):
    """One printed cell about an area. indicator: name of its set (insights.figure_sets), position: its place in the set.

    value_text: as printed, comma, dot and percent sign included. value: the number, only where reading it as one is
    sound; empty where the cell is in words, misleading, or about something that did not exist. place: as printed.
    """

    PRIVACY = Privacy(impersonal=("indicator", "place", "period", "category", "measure", "value_text", "unit", "note"))

    indicator = models.CharField(max_length=60)
    position = models.PositiveIntegerField()
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="area_figures")
    place = models.CharField(max_length=200, blank=True)
    period = models.CharField(max_length=20, blank=True)
    category = models.CharField(max_length=200, blank=True)
    measure = models.CharField(max_length=60)
    value_text = models.CharField(max_length=200, blank=True)
    value = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    unit = models.CharField(max_length=40, blank=True)
    trap = models.CharField(max_length=16, choices=Trap, blank=True)
    note = models.TextField(blank=True)

    objects = AreaFigureManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["indicator", "position"], name="one_figure_per_place_in_a_set")]

    def __str__(self) -> str:
        return f"{self.indicator} {self.position}"
