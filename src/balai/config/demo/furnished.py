"""Rooms, equipment and instructors of the centres, before anything is planned in them. The community centre has recorded no
instructor: its classes open with a written reason."""

from datetime import timedelta

from balai.access.actor import Actor
from balai.access.roles import Role
from balai.accounts.models import User
from balai.config.demo.world import World
from balai.institutions.actions import facilities, instructors
from balai.institutions.models import Institution, Membership, Room

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

TEACHERS = (
    ("Rahmat Latihan", "Menjahit", 700), ("Joko Latihan", "Teknik Las", 400), ("Wati Latihan", "Otomotif", 300),
)  # fmt: skip


def build(world: World) -> None:
    by, centre = world.actor("admin-blk"), world.institutions["blk"]
    rooms = [_room(world, by, centre, *row) for row in ROOMS]
    for name, place, number, state in THINGS:
        facts = facilities.EquipmentFacts(name, "equipment", rooms[place], number, state, world.ago(20))
        facilities.save_equipment(by=by, institution_id=centre.pk, facts=facts)
    for row in COMMUNITY_ROOMS:
        _room(world, world.actor("pengelola-blkk"), world.institutions["blkk"], *row)
    _teachers(world)


def _room(world: World, by: Actor, centre: Institution, name: str, kind: str, seats: int, state: str) -> Room:
    facts = facilities.RoomFacts(name, kind, seats, state, world.ago(20))
    return facilities.save_room(by=by, institution_id=centre.pk, facts=facts)


def _teachers(world: World) -> None:
    """One of them loses the licence in the middle of a class that runs."""
    _teacher(world, world.users["instruktur"], "Menjahit", 6)
    for name, field, days in TEACHERS:
        user = User.objects.create_user(f"{name.split()[0].lower()}.{world.institutions['blk'].pk}", password=None)
        user.full_name = name
        user.save(update_fields=["full_name"])
        Membership.objects.create(
            institution=world.institutions["blk"], user=user, role=Role.INSTRUCTOR, title="instruktur",
            starts_on=world.ago(300),
        )  # fmt: skip
        _teacher(world, user, field, days)


def _teacher(world: World, user: User, field: str, days: int) -> None:
    by, blk = world.actor("admin-blk"), world.institutions["blk"]
    facts = instructors.InstructorFacts(user.full_name or user.username, field, user=user, joined_on=world.ago(900))
    row = instructors.save_instructor(by=by, institution_id=blk.pk, facts=facts)
    paper = instructors.CertificateFacts(
        "technical", f"CTH {user.pk:04}", field, "LSP Contoh", world.ago(900), world.today + timedelta(days=days)
    )
    instructors.add_certificate(by=by, instructor_id=row.pk, facts=paper)
