"""Rows for tests, one function a noun, everything but the point of the test filled in. Rooms add theirs below.

Names repeat across tests but never within one: `number()` counts. NIKs start with 99, a region that does not exist.
"""

from collections.abc import Sequence
from datetime import date
from itertools import count
from typing import Any

from django.utils import timezone

from balai.access.actor import Actor
from balai.access.roles import Role
from balai.accounts.models import User
from balai.certification.models import CertificationScheme, SchemeElement, SchemeUnit
from balai.institutions.desks import actor_for
from balai.institutions.enums import InstitutionKind, Sector, Standing
from balai.institutions.models import Institution, Instructor, InstructorCertificate, Membership, Room
from balai.people.models import Person
from balai.regions.enums import Level, RegionKind, Zone
from balai.regions.models import Region
from balai.skills.models import CompetencyUnit

TODAY = date(2026, 3, 2)
_numbers = count(1)


def number() -> int:
    return next(_numbers)


def mark() -> str:
    """`number()` in few letters: a region's code holds twenty, four levels deep."""
    left, letters = number(), ""
    while left:
        left, digit = divmod(left, 36)
        letters = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + letters
    return letters


def nik(born: date = date(1990, 6, 5), *, female: bool = False) -> str:
    """A NIK of the right form that can belong to nobody."""
    day = born.day + 40 if female else born.day
    return f"990101{day:02}{born:%m%y}{number() % 9999 + 1:04}"


def province(name: str = "Contoh Barat", **fields: Any) -> Region:
    return _region(f"{90 + number() % 9}.{mark()}", name, RegionKind.PROVINCE, Level.PROVINCE, None, fields)


def regency(name: str = "Contoh", inside: Region | None = None, **fields: Any) -> Region:
    parent = inside or province()
    return _region(f"{parent.code}.{mark()}", name, RegionKind.REGENCY, Level.REGENCY, parent, fields)


def _region(
    code: str, name: str, kind: RegionKind, level: Level, parent: Region | None, fields: dict[str, Any]
) -> Region:
    key = "".join(letter for letter in name.casefold() if letter.isalnum())
    stated: dict[str, Any] = {
        "search_key": key,
        "kind": kind,
        "level": level,
        "parent": parent,
        "tz": Zone.WIB,
    } | fields
    made = Region.objects.create(code=code, name=name, **stated)
    if level == Level.PROVINCE:
        made.province = made
    else:
        made.province, made.regency = parent, made
    made.save(update_fields=["province", "regency"])
    return made


def institution(
    name: str = "", kind: InstitutionKind = InstitutionKind.TRAINING_CENTRE, region: Region | None = None, **fields: Any
) -> Institution:
    """A verified one of the government, in a regency of its own unless said otherwise."""
    stated: dict[str, Any] = {"sector": Sector.GOVERNMENT, "standing": Standing.VERIFIED} | fields
    place = region or regency()
    return Institution.objects.create(name=name or f"Balai Contoh {number()}", kind=kind, region=place, **stated)


def fitted(centre: Institution, scheme: str) -> Institution:
    """With a workshop for any number and an instructor whose technical certificate of that name has no end."""
    Room.objects.create(institution=centre, name=f"Bengkel {number()}", kind="workshop", condition="good")
    teacher = Instructor.objects.create(institution=centre, full_name=f"Instruktur {number()}", field=scheme)
    InstructorCertificate.objects.create(instructor=teacher, kind="technical", scheme=scheme)
    return centre


def user(username: str = "", **fields: Any) -> User:
    return User.objects.create_user(username or f"orang{number()}", **fields)


def desk(at: Institution, role: Role, held_by: User | None = None, **fields: Any) -> Membership:
    stated: dict[str, Any] = {"starts_on": date(2020, 1, 1)} | fields
    return Membership.objects.create(institution=at, user=held_by or user(), role=role, **stated)


def actor(at: Institution | None = None, role: Role = Role.CENTRE_ADMIN, today: date = TODAY) -> Actor:
    """Somebody new who holds that role there."""
    return actor_for(desk(at or institution(), role).user, today)


def person(full_name: str = "", living_in: Region | None = None, **fields: Any) -> Person:
    """Without NIK; `living_in` is a regency."""
    return Person.objects.create(full_name=full_name or f"Orang Contoh {number()}", home_regency=living_in, **fields)


def scheme(
    certifier: Institution, title: str = "Operator Garmen", units: Sequence[CompetencyUnit] = (), **fields: Any
) -> CertificationScheme:
    """units: each with two elements that the candidate answers one by one; without any the units of the class are asked."""
    made = CertificationScheme.objects.filter(certifier=certifier, title=title, **fields).first()
    if made is not None:
        return made
    made = CertificationScheme.objects.create(
        certifier=certifier, title=title, recorded_by="test", recorded_at=timezone.now(), **fields
    )
    for place, unit in enumerate(units, 1):
        row = SchemeUnit.objects.create(scheme=made, unit=unit, position=place)
        for order, words in enumerate(("Menyiapkan alat", "Mengerjakan"), 1):
            SchemeElement.objects.create(unit=row, position=order, title=words, criteria="Alat lengkap\nAlat bersih")
    return made
