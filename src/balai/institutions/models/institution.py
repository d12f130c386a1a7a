from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.institutions.enums import Function, HostKind, InstitutionKind, NameKind, Sector, Standing, Tier
from balai.kernel.privacy import Privacy
from balai.regions.models import Region


class InstitutionQuerySet(models.QuerySet["Institution"]):
    def live(self) -> Self:
        return self.exclude(standing__in=[Standing.CLOSED, Standing.REFUSED])

    def public(self) -> Self:
        """What a stranger may see: bodies whose existence has been checked."""
        return self.filter(standing=Standing.VERIFIED)

    def awaiting(self, actor: Actor) -> Self:
        """Unverified bodies of the areas the actor's offices answer for; not those they sit at themselves."""
        seen = Q(pk__in=[])
        for area in actor.areas_with(Permission.INSTITUTION_VERIFY):
            seen |= within(area.level, area.region)
        own = [desk.institution for desk in actor.desks]
        return self.filter(seen, standing=Standing.UNVERIFIED).exclude(pk__in=own)

    def visible_to(self, actor: Actor) -> Self:
        """Bodies are public knowledge once verified; unverified ones are seen by their own desks, the office
        that verifies and the operator."""
        if actor.may_for_all(Permission.SYSTEM_OPERATE):
            return self
        seen = Q(standing__in=[Standing.VERIFIED, Standing.CLOSED]) | Q(pk__in=[d.institution for d in actor.desks])
        for area in actor.areas_with(Permission.INSTITUTION_VERIFY):
            seen |= within(area.level, area.region)
        return self.filter(seen)


def within(level: str, region: int | None, prefix: str = "") -> Q:
    """Rows whose institution lies in the area; prefix such as "institution__"."""
    if level == "nation":
        return Q(**{f"{prefix}pk__isnull": False})  # an empty Q() would vanish beside others: a | Q() is a
    key = "region__regency_id" if level == "regency" else "region__province_id"
    return Q(**{f"{prefix}{key}": region}) | Q(**{f"{prefix}region_id": region})


InstitutionManager = models.Manager.from_queryset(InstitutionQuerySet)


class Institution(models.Model):
    """A body on the road. `name` is today's official name; all names over time stand in InstitutionName.

    licence: as written, also when it is no number. region_as_reported: the place in the words of the list it came from.
    host_kind, cohort_year, vocational_field: of a BLK Komunitas (domain book R-002-01). phones: E.164, most useful first.
    """

    PRIVACY = Privacy(
        impersonal=("name", "name_key", "licence", "tax_number", "street", "phones", "email", "founding_instrument", "note",
                    "source", "created_at", "region_as_reported", "vocational_field")
    )  # fmt: skip

    name = models.CharField(max_length=300)
    name_key = models.CharField(max_length=300, db_index=True, editable=False)
    kind = models.CharField(max_length=40, choices=InstitutionKind)
    sector = models.CharField(max_length=16, choices=Sector)
    tier = models.CharField(max_length=8, choices=Tier, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="institutions")
    region_as_reported = models.CharField(max_length=300, blank=True)
    standing = models.CharField(max_length=16, choices=Standing, default=Standing.UNVERIFIED)
    licence = models.CharField(max_length=200, blank=True)
    tax_number = models.CharField(max_length=32, blank=True)
    street = models.TextField(blank=True)
    phones = models.JSONField(default=list, blank=True)
    email = models.EmailField(blank=True)
    founding_instrument = models.CharField(max_length=300, blank=True)
    host_kind = models.CharField(max_length=16, choices=HostKind, blank=True)
    cohort_year = models.PositiveSmallIntegerField(null=True, blank=True)
    vocational_field = models.CharField(max_length=120, blank=True)
    source = models.CharField(max_length=120, blank=True)
    note = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = InstitutionManager()

    class Meta:
        indexes = [models.Index(fields=["kind", "name_key", "id"], name="institution_by_kind")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.name_key = name_key(self.name)
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    @property
    def is_verified(self) -> bool:
        return self.standing == Standing.VERIFIED

    @property
    def zone(self) -> str:
        """IANA time zone in which the institution's hours are shown."""
        return self.region.tz if self.region and self.region.tz else "Asia/Jakarta"


def name_key(name: str) -> str:
    """Case, space and punctuation do not tell two names apart."""
    return " ".join("".join(c if c.isalnum() else " " for c in name.casefold()).split())[:300]


class InstitutionName(models.Model):
    """A name the body has or had: BLK became BPVP, "BLKK Giri Kusuma" is also written "BLKK Girikesumo"."""

    PRIVACY = Privacy(impersonal=("name", "name_key", "valid_from", "valid_to", "source"))

    institution = models.ForeignKey(Institution, models.CASCADE, related_name="names")
    name = models.CharField(max_length=300)
    name_key = models.CharField(max_length=300, db_index=True, editable=False)
    kind = models.CharField(max_length=16, choices=NameKind)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            # A body may take an old name back and drop it again: former names may repeat with other dates.
            models.UniqueConstraint(
                fields=["institution", "name", "kind"],
                condition=~Q(kind=NameKind.FORMER),
                name="one_row_per_name_and_kind",
            ),
            models.UniqueConstraint(
                fields=["institution"], condition=Q(kind=NameKind.OFFICIAL), name="one_official_name"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_to__gte=models.F("valid_from")),
                name="name_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.name_key = name_key(self.name)
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def held_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


class InstitutionFunction(models.Model):
    """Sector and kind say what a body is; functions say what it does."""

    PRIVACY = Privacy(impersonal=("valid_from", "valid_to"))

    institution = models.ForeignKey(Institution, models.CASCADE, related_name="functions")
    function = models.CharField(max_length=32, choices=Function)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["institution", "function"], name="one_row_per_function")]

    def __str__(self) -> str:
        return self.get_function_display()
