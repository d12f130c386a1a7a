from typing import Self

from django.db import models
from django.db.models import Q

from balai.access.actor import Actor
from balai.kernel.privacy import Privacy
from balai.regions.enums import SHORT_KINDS, Level, RegionKind, Zone


class RegionQuerySet(models.QuerySet["Region"]):
    def current(self) -> Self:
        return self.filter(valid_to__isnull=True)

    def at_level(self, level: int) -> Self:
        return self.filter(level=level)

    def within(self, outer: "Region") -> Self:
        """The outer place itself and everything inside it."""
        if outer.level == Level.PROVINCE:
            return self.filter(province=outer)
        if outer.level == Level.REGENCY:
            return self.filter(regency=outer)
        return self.filter(Q(pk=outer.pk) | Q(parent=outer) | Q(parent__parent=outer))

    def with_path(self) -> Self:
        """With everything ``path`` and ``str`` of a place read, in the same query."""
        return self.select_related("parent__parent__parent__parent")

    def public(self) -> Self:
        """Names of places are nobody's secret; the ended ones stay readable."""
        return self

    def visible_to(self, actor: Actor) -> Self:
        return self.public()


RegionManager = models.Manager.from_queryset(RegionQuerySet)


class Region(models.Model):
    """A place. Its row outlives its code, its name and its parent; one that ended keeps its row.

    ``code``: Kemendagri, dotted (13.04.05.2001); a jorong has none of its own and adds -01 to that of its nagari.
    ``name``: without the kind ("Tanah Datar"). ``search_key``: the name in small letters and digits only.
    ``province`` and ``regency`` of a province or regency are the place itself. ``valid_from`` empty: since before our
    lists; ``valid_to``: the first day on which it was no more, empty today.
    """

    PRIVACY = Privacy(impersonal=("code", "name", "search_key", "postal_code", "bps_code", "valid_from", "valid_to"))

    code = models.CharField(max_length=20)
    name = models.CharField(max_length=120)
    search_key = models.CharField(max_length=120, db_index=True)
    kind = models.CharField(max_length=20, choices=RegionKind)
    level = models.PositiveSmallIntegerField(choices=Level)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    province = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    regency = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    tz = models.CharField(max_length=20, choices=Zone)
    postal_code = models.CharField(max_length=5, blank=True)
    bps_code = models.CharField(max_length=10, null=True, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    objects = RegionManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["code"], condition=Q(valid_to__isnull=True), name="one_current_region_per_code"
            ),
            models.CheckConstraint(
                condition=Q(level=Level.PROVINCE) ^ Q(parent__isnull=False), name="region_has_parent"
            ),
        ]
        indexes = [models.Index(fields=["level", "search_key"], name="region_level_key")]

    def __str__(self) -> str:
        return self.short_name

    @property
    def full_name(self) -> str:
        """Kabupaten Tanah Datar; a province goes by its bare name."""
        return self.name if self.level == Level.PROVINCE else f"{self.get_kind_display()} {self.name}"

    @property
    def short_name(self) -> str:
        """Kab. Tanah Datar, Nagari Baringin."""
        short = SHORT_KINDS.get(RegionKind(self.kind))
        return f"{short} {self.name}" if short else self.full_name

    @property
    def is_current(self) -> bool:
        return self.valid_to is None

    @property
    def zone_name(self) -> str:
        """WIB, WITA or WIT."""
        return Zone(self.tz).name
