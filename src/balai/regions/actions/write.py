"""Put a plan into the database: tens of thousands of rows in a few statements."""

from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import TypeVar

from django.db import connection
from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Concat

from balai.regions.actions.plan import Place, Plan
from balai.regions.changes import Change
from balai.regions.codes import kind_of, level_of, parent_code_of
from balai.regions.enums import ChangeKind, Level
from balai.regions.lists import Listed
from balai.regions.models import Region, RegionLink, RegionVersion
from balai.regions.names import bare_name, search_key

T = TypeVar("T")
_TABLE = Region._meta.db_table
CHUNK = 500
STATE = ("code", "name", "search_key", "kind", "tz", "postal_code", "parent_id", "province_id", "regency_id")
NEW = (*STATE, "level", "valid_from")


def write_plan(plan: Plan) -> None:
    """Ended rows first and moved ones under a passing code, so that a code is never held twice."""
    for ids in _chunks(plan.ended):
        Region.objects.filter(pk__in=ids).update(valid_to=plan.on)
    for ids in _chunks([region.pk for region in plan.changed]):
        Region.objects.filter(pk__in=ids).update(code=Concat(Value("~"), Cast("pk", CharField())))
    ids_by_code = dict(plan.kept)
    for level in Level:
        _add_level([region for region in plan.added if region.level == level], level, ids_by_code)
    for region in plan.changed:
        _place(region, ids_by_code)
    _update(plan.changed, STATE)
    _update(plan.retouched, ("name", "postal_code"))
    RegionVersion.objects.bulk_create(plan.versions, ignore_conflicts=True)


def write_history(table: Iterable[Change], listed: dict[str, Listed]) -> None:
    """The former states and origins that the table knows and the rows do not have yet."""
    table = [change for change in table if change.new_code in listed]
    ids = dict(_ids_by_code({c.new_code for c in table} | {c.old_code for c in table}))
    heirs = {c.old_code: c.new_code for c in table if c.keeps_identity}
    told = set(RegionVersion.objects.values_list("region_id", "code", "valid_to"))
    versions = [_former(c, ids[c.new_code]) for c in table if c.keeps_identity]
    RegionVersion.objects.bulk_create(
        [v for v in versions if (v.region_id, v.code, v.valid_to) not in told], ignore_conflicts=True
    )
    splits = [(c, ids[c.new_code], ids.get(heirs.get(c.old_code, c.old_code))) for c in table if not c.keeps_identity]
    RegionLink.objects.bulk_create([_link(c, new, old) for c, new, old in splits if old], ignore_conflicts=True)
    for change, new, _old in splits:
        if change.kind == ChangeKind.SPLIT:
            Region.objects.filter(pk=new).exclude(valid_from=change.on).update(valid_from=change.on)


def _add_level(regions: list[Place], level: Level, ids_by_code: dict[str, int]) -> None:
    for region in regions:
        _place(region, ids_by_code)
    _insert(regions)
    if level < Level.VILLAGE:
        ids_by_code |= dict(Region.objects.current().at_level(level).values_list("code", "pk"))
    own = {Level.PROVINCE: "province", Level.REGENCY: "regency"}.get(level)
    if own:
        Region.objects.at_level(level).filter(**{f"{own}__isnull": True}).update(**{f"{own}_id": F("pk")})


# bulk_create and bulk_update need 11 s for the country on SQLite; one statement repeated for all rows needs 1 s.
def _insert(regions: list[Place]) -> None:
    columns = ", ".join(connection.ops.quote_name(name) for name in NEW)
    marks = ", ".join(["%s"] * len(NEW))
    values = attrgetter(*NEW)
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {_TABLE} ({columns}) VALUES ({marks})", [values(region) for region in regions])


def _update(regions: list[Place], names: tuple[str, ...]) -> None:
    settings = ", ".join(f"{connection.ops.quote_name(name)} = %s" for name in names)
    values = attrgetter(*names, "pk", "pk")
    rows = [values(region)[:-1] for region in regions]
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {_TABLE} SET {settings} WHERE id = %s", rows)


def _place(region: Place, ids_by_code: dict[str, int]) -> None:
    code = region.code
    parent = parent_code_of(code)
    region.parent_id = ids_by_code[parent] if parent else None
    region.province_id = ids_by_code.get(code[:2])
    region.regency_id = ids_by_code.get(code[:5]) if region.level >= Level.REGENCY else None


def _former(change: Change, region_id: int) -> RegionVersion:
    name = bare_name(change.old_name, level_of(change.old_code))
    return RegionVersion(
        region_id=region_id,
        code=change.old_code,
        name=name,
        search_key=search_key(name),
        kind=kind_of(change.old_code),
        parent_code=parent_code_of(change.old_code),
        valid_to=change.on,
        decree=change.decree,
    )


def _link(change: Change, region_id: int, predecessor_id: int) -> RegionLink:
    return RegionLink(
        region_id=region_id, predecessor_id=predecessor_id, kind=change.kind, on=change.on, decree=change.decree
    )


def _ids_by_code(codes: Iterable[str]) -> Iterator[tuple[str, int]]:
    for chunk in _chunks(sorted(codes)):
        yield from Region.objects.current().filter(code__in=chunk).values_list("code", "pk")


def _chunks(rows: list[T]) -> Iterator[list[T]]:
    return (rows[start : start + CHUNK] for start in range(0, len(rows), CHUNK))
