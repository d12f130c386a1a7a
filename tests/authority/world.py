"""Two regencies lived in: the demonstration's own steps walked twice, so that there is always something of a neighbour's."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from importlib import import_module
from typing import Any
from unittest import mock

from balai.accounts.models import User
from balai.collaboration.actions.forum import add_members
from balai.collaboration.models import Period
from balai.config.demo import enter, offer, people
from balai.config.demo.accounts import ACCOUNTS
from balai.config.demo.run import STEPS
from balai.config.demo.world import BODIES, World, build_world
from balai.institutions.models import Institution, InstitutionFunction, Membership
from balai.people.actions import register
from balai.regions.enums import Level, RegionKind, Zone
from balai.regions.models import Region
from tests.authority.furnish import furnish

CLASS_DAYS = 7
APPLICANTS = 12
SHARED = ("kementerian", "provinsi")
"""Bodies whose area holds both regencies: there is one of each."""
STANDS_IN = {"dinas": "dinas-tetangga", "blk": "blk-tetangga"}
NEXT_DOOR = "-tetangga"


@dataclass
class Side:
    """A regency with its bodies. rows: what the arguments of addresses are taken from, see arguments.py."""

    world: World
    rows: dict[str, Any] = field(default_factory=dict)


@dataclass
class Both:
    own: Side
    neighbour: Side
    users: dict[str, User]


def build() -> Both:
    """The neighbour is filled first: what a page takes from the end of a list is then the regency's own."""
    with _small():
        world = build_world()
        next_door = _next_door(world)
        with _other_numbers():
            _walk(next_door)
        world.people.clear()
        _walk(world)
        sides = [Side(each) for each in (world, next_door)]
        for side in sides:
            side.rows = furnish(side.world)
    return Both(sides[0], sides[1], world.users)


def _walk(world: World) -> None:
    for name in STEPS:
        if name == "together" and world.regency.name != "Contoh":
            continue  # published studies are everybody's, and there once
        if name == "studied" and world.regency.name != "Contoh":
            _campus_joins(world)
        import_module(f"balai.config.demo.{name}").build(world)


def _campus_joins(world: World) -> None:
    """What this forum does is not published; its researchers read it as one of its parties."""
    period = Period.objects.get(collaboration__owner=world.institutions["forum"], is_closed=False)
    add_members(by=world.actor("sekretaris"), period=period, institutions=[world.institutions["universitas"]])


@contextmanager
def _small() -> Iterator[None]:
    """Classes that are over took a week, and ended when they end in the demonstration; fewer people apply; nobody looks
    for doubles among people invented to be different."""
    short = tuple(_last_week(plan) if "finish" in plan.steps else plan for plan in offer.CLASSES)
    fitting = enter._fitting
    few = lambda world, batch, offset, number: fitting(world, batch, offset, min(number, APPLICANTS))  # noqa: E731
    with (
        mock.patch.object(offer, "CLASSES", short),
        mock.patch.object(enter, "_fitting", few),
        mock.patch.object(register, "note_likely_duplicates"),
    ):
        yield


def _last_week(plan: offer.DemoClass) -> offer.DemoClass:
    return replace(plan, starts=plan.starts + plan.days - CLASS_DAYS, days=CLASS_DAYS)


@contextmanager
def _other_numbers() -> Iterator[None]:
    """Nobody has the identity number or the phone of somebody in the other regency."""
    nik: Callable[..., str] = people.invented_national_id
    phone = people._phone
    with (
        mock.patch.object(people, "invented_national_id", lambda *, serial, **said: nik(serial=serial + 5000, **said)),
        mock.patch.object(people, "_phone", lambda number: phone(number + 500_000)),
    ):
        yield


def _next_door(world: World) -> World:
    made = replace(
        world, regency=world.neighbour, neighbour=world.regency, villages=_villages(world.neighbour), people=[],
        institutions={key: _body(world, key) for key in world.institutions}, users={},
    )  # fmt: skip
    for body in BODIES:
        if body.parent and body.key not in (*SHARED, *STANDS_IN, *STANDS_IN.values()):
            child = made.institutions[body.key]
            child.parent = made.institutions[body.parent]
            child.save(update_fields=["parent"])
    for account in ACCOUNTS:
        user = User.objects.create_user(account.username + NEXT_DOOR)
        made.users[account.username] = user
        if account.role:
            seat = made.institutions[account.seat]
            Membership.objects.create(institution=seat, user=user, role=account.role, starts_on=world.ago(400))
    return made


def _body(world: World, key: str) -> Institution:
    there = world.institutions[key]
    if key in SHARED or key in STANDS_IN.values():
        return there
    if key in STANDS_IN:
        return world.institutions[STANDS_IN[key]]
    functions = list(there.functions.values_list("function", flat=True))
    made = Institution.objects.create(
        name=f"{there.name} Tetangga", kind=there.kind, sector=there.sector, tier=there.tier, standing=there.standing,
        region=world.neighbour if there.region == world.regency else there.region, source="demo",
    )  # fmt: skip
    InstitutionFunction.objects.bulk_create([InstitutionFunction(institution=made, function=f) for f in functions])
    return made


def _villages(regency: Region) -> list[Region]:
    district = _place(f"{regency.code}.01", "Tetangga Utara", RegionKind.SUBDISTRICT, Level.DISTRICT, regency, regency)
    return [
        _place(f"{district.code}.200{n}", f"Nagari Tetangga {n}", RegionKind.NAGARI, Level.VILLAGE, district, regency)
        for n in (1, 2)
    ]


def _place(code: str, name: str, kind: RegionKind, level: Level, parent: Region, regency: Region) -> Region:
    return Region.objects.create(
        code=code, name=name, search_key=name.casefold().replace(" ", ""), kind=kind, level=level, parent=parent,
        tz=Zone.WIB, province=regency.province, regency=regency,
    )  # fmt: skip
