"""Rooms and equipment of the centres, before anything is planned in them."""

from balai.access.actor import Actor
from balai.config.demo.world import World
from balai.institutions.actions import facilities
from balai.institutions.models import Institution, Room

ROOMS = (
    ("Bengkel garmen", "workshop", 20, "good"), ("Bengkel las", "workshop", 16, "good"),
    ("Bengkel sepeda motor", "workshop", 16, "good"), ("Ruang teori 1", "room", 24, "good"),
    ("Ruang teori 2", "room", 12, "good"),
)  # fmt: skip
COMMUNITY_ROOMS = (("Dapur roti", "workshop", 18, "good"), ("Ruang belajar", "room", 20, "good"))
THINGS = (
    ("Mesin jahit", 0, 18, "good"), ("Mesin jahit", 0, 4, "worn"), ("Mesin obras", 0, 3, "good"),
    ("Trafo las", 1, 6, "good"), ("Trafo las", 1, 2, "worn"), ("Sepeda motor latih", 2, 4, "good"), ("Proyektor", 3, 1, "worn"),
)  # fmt: skip


def build(world: World) -> None:
    by, centre = world.actor("admin-blk"), world.institutions["blk"]
    rooms = [_room(world, by, centre, *row) for row in ROOMS]
    for name, place, number, state in THINGS:
        facts = facilities.EquipmentFacts(name, "equipment", rooms[place], number, state, world.ago(20))
        facilities.save_equipment(by=by, institution_id=centre.pk, facts=facts)
    for row in COMMUNITY_ROOMS:
        _room(world, world.actor("pengelola-blkk"), world.institutions["blkk"], *row)


def _room(world: World, by: Actor, centre: Institution, name: str, kind: str, seats: int, state: str) -> Room:
    facts = facilities.RoomFacts(name, kind, seats, state, world.ago(20))
    return facilities.save_room(by=by, institution_id=centre.pk, facts=facts)
