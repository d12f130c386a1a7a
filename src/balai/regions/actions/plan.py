"""What a new list changes, worked out before anything is written."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from balai.regions.changes import Change
from balai.regions.codes import INVENTED, kind_of, level_of, parent_code_of, zone_of
from balai.regions.enums import Level
from balai.regions.lists import Listed
from balai.regions.models import Region, RegionVersion
from balai.regions.names import bare_name, search_key


@dataclass(slots=True)
class Place:
    """A row of Region without the weight of a model instance: a list has 91,599 of them."""

    code: str
    name: str
    search_key: str
    kind: str
    level: int
    tz: str
    postal_code: str
    valid_from: date | None
    pk: int = 0
    parent_id: int | None = None
    province_id: int | None = None
    regency_id: int | None = None


READ = ("code", "name", "search_key", "kind", "level", "tz", "postal_code", "valid_from", "pk")


@dataclass(slots=True)
class Plan:
    """changed: rows in their new state, with their former one in versions.
    retouched: only the postal code or the spelling is new, which is no other state."""

    on: date
    added: list[Place] = field(default_factory=list)
    changed: list[Place] = field(default_factory=list)
    retouched: list[Place] = field(default_factory=list)
    ended: list[int] = field(default_factory=list)
    versions: list[RegionVersion] = field(default_factory=list)
    kept: dict[str, int] = field(default_factory=dict)
    unchanged: int = 0

    @property
    def touches_anything(self) -> bool:
        return bool(self.added or self.changed or self.retouched or self.ended)


def draw_plan(listed: dict[str, Listed], table: Iterable[Change], on: date, decree: str, *, whole: bool) -> Plan:
    """whole: the list holds the country, so what it lacks has ended; otherwise only inside the provinces it holds.

    Invented places come from no list and are left alone.
    """
    known = Region.objects.current().exclude(code__startswith=INVENTED)
    current = {row[0]: Place(*row) for row in known.values_list(*READ)}
    provinces = {code[:2] for code in listed}
    moves = _moves(current, listed, table)
    plan = Plan(on)
    for code, region in current.items():
        move = moves.get(code)
        target = _target(code, region, moves)
        row = listed.get(target)
        if row is not None or (region.level == Level.HAMLET and parent_code_of(target) in listed):
            _keep(plan, region, target, row, (move.on, move.decree) if move else (on, decree))
        elif whole or code[:2] in provinces:
            plan.ended.append(region.pk)
        else:
            plan.kept[code] = region.pk
            plan.unchanged += 1
    known_provinces = {code[:2] for code in current}
    for code, row in listed.items():
        if code not in plan.kept:
            plan.added.append(_new(row, on if code[:2] in known_provinces else None))
    return plan


def _moves(current: dict[str, Place], listed: dict[str, Listed], table: Iterable[Change]) -> dict[str, Change]:
    """A change is carried out once: its new code stands in the list and nobody holds it yet."""
    return {
        c.old_code: c
        for c in table
        if c.keeps_identity and c.old_code in current and c.new_code in listed and _is_open(c, current)
    }


def _is_open(change: Change, current: dict[str, Place]) -> bool:
    if change.old_code == change.new_code:
        return current[change.old_code].search_key == search_key(bare_name(change.old_name, level_of(change.old_code)))
    return change.new_code not in current


def _target(code: str, region: Place, moves: dict[str, Change]) -> str:
    if region.level == Level.HAMLET:
        nagari = parent_code_of(code)
        return code.replace(nagari, moves[nagari].new_code, 1) if nagari in moves else code
    return moves[code].new_code if code in moves else code


def _keep(plan: Plan, region: Place, code: str, row: Listed | None, ended: tuple[date, str]) -> None:
    plan.kept[code] = region.pk
    name = bare_name(row.name, level_of(code)) if row else region.name
    postal_code = (row.postal_code if row else "") or region.postal_code
    kind = kind_of(code)
    if (region.code, region.search_key, region.kind) == (code, search_key(name), kind):
        if (region.name, region.postal_code) != (name, postal_code):
            region.name, region.postal_code = name, postal_code
            plan.retouched.append(region)
        plan.unchanged += 1
        return
    plan.versions.append(_version(region, *ended))
    region.code, region.name, region.search_key, region.kind = code, name, search_key(name), kind
    region.tz, region.postal_code = zone_of(code), postal_code
    plan.changed.append(region)


def _version(region: Place, on: date, decree: str) -> RegionVersion:
    return RegionVersion(
        region_id=region.pk,
        code=region.code,
        name=region.name,
        search_key=region.search_key,
        kind=region.kind,
        parent_code=parent_code_of(region.code),
        valid_from=region.valid_from,
        valid_to=on,
        decree=decree,
    )


def _new(row: Listed, since: date | None) -> Place:
    level = level_of(row.code)
    name = bare_name(row.name, level)
    return Place(
        code=row.code,
        name=name,
        search_key=search_key(name),
        kind=kind_of(row.code),
        level=level,
        tz=zone_of(row.code),
        postal_code=row.postal_code,
        valid_from=since,
    )
