from django.db import models

from balai.kernel.privacy import Privacy
from balai.regions.enums import ChangeKind, RegionKind
from balai.regions.models.region import Region


class RegionVersion(models.Model):
    """What a place was called and coded before; the present state stands on the place itself.

    ``valid_to`` is the first day of the next state, ``decree`` the legal basis that ended this one.
    """

    PRIVACY = Privacy(impersonal=("code", "name", "search_key", "parent_code", "valid_from", "valid_to", "decree"))

    region = models.ForeignKey(Region, models.PROTECT, related_name="versions")
    code = models.CharField(max_length=20, db_index=True)
    name = models.CharField(max_length=120)
    search_key = models.CharField(max_length=120, db_index=True)
    kind = models.CharField(max_length=20, choices=RegionKind)
    parent_code = models.CharField(max_length=20, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    decree = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region", "code", "name", "parent_code", "valid_to"], name="one_version_per_state"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class RegionLink(models.Model):
    """Which other place this one came out of, wholly or in part."""

    PRIVACY = Privacy(impersonal=("on", "decree"))

    region = models.ForeignKey(Region, models.PROTECT, related_name="predecessor_links")
    predecessor = models.ForeignKey(Region, models.PROTECT, related_name="successor_links")
    kind = models.CharField(max_length=10, choices=ChangeKind)
    on = models.DateField(null=True, blank=True)
    decree = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region", "predecessor", "kind"], name="one_link_per_pair"),
            models.CheckConstraint(
                condition=~models.Q(region=models.F("predecessor")), name="region_is_not_its_own_origin"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor_id} > {self.region_id}"
