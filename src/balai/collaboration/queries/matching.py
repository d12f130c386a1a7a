"""Which body of the register a workbook means: one name or alias, one kind, one place (domain book D8)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from balai.institutions.enums import Standing
from balai.institutions.models import Institution, InstitutionName
from balai.institutions.models.institution import name_key
from balai.regions.models import Region
from balai.regions.queries import Place, resolve_many

BATCH = 500


@dataclass(frozen=True, slots=True)
class Named:
    """A body as a row names it. region: the place it was resolved to, if any."""

    name: str
    kind: str
    region: Region | None

    @property
    def key(self) -> str:
        return name_key(self.name)


def regions_named(texts: Iterable[str], on: date | None) -> dict[str, Region | None]:
    """Provinces, cities and regencies by their written names; what is neither or not clear stays as reported."""
    wanted = sorted({text for text in texts if text})
    as_province = resolve_many(Place(province=text, on=on) for text in wanted)
    as_regency = resolve_many(Place(regency=text, on=on) for text in wanted)
    found: dict[str, Region | None] = {"": None}
    for text, province, regency in zip(wanted, as_province, as_regency, strict=True):
        found[text] = province.region or regency.region
    return found


def bodies_known(rows: Iterable[Named]) -> dict[Named, Institution]:
    """Rows that mean exactly one body of the register. Several that fit are nobody's: a person compares them later."""
    wanted = set(rows)
    alike = _by_name({row.key for row in wanted})
    found = {}
    for row in wanted:
        fitting = [body for body in alike[row.key] if _fits(row, body)]
        if len(fitting) == 1:
            found[row] = fitting[0]
    return found


def _by_name(keys: set[str]) -> dict[str, list[Institution]]:
    ordered = sorted(keys)
    found: dict[str, dict[int, Institution]] = defaultdict(dict)
    for start in range(0, len(ordered), BATCH):
        part = ordered[start : start + BATCH]
        for name in InstitutionName.objects.filter(name_key__in=part).select_related("institution__region"):
            found[name.name_key][name.institution_id] = name.institution
        for body in Institution.objects.filter(name_key__in=part).select_related("region"):
            found[body.name_key][body.pk] = body
    return defaultdict(list, {key: list(bodies.values()) for key, bodies in found.items()})


def _fits(row: Named, body: Institution) -> bool:
    if body.kind != row.kind or body.standing == Standing.REFUSED:
        return False
    if row.region is None or body.region is None:
        return row.region is body.region
    return row.region.pk in (body.region_id, body.region.regency_id) or body.region_id == row.region.regency_id
