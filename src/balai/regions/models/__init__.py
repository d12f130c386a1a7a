from balai.regions.models.history import RegionLink, RegionVersion
from balai.regions.models.region import Region, RegionQuerySet

__all__ = ["Region", "RegionLink", "RegionQuerySet", "RegionVersion"]
