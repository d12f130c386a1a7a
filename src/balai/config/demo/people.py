"""People of the invented regency: registered by the labour office's counsellor, some by the centre, two with accounts.

World.people[0] is the jobseeker's account (peserta), World.people[1] the alumnus (alumni).
"""

from datetime import date
from random import Random

from balai.access.actor import Actor
from balai.accounts.models import User
from balai.config.demo.world import World
from balai.institutions.models import Institution
from balai.people.actions.register import register_person
from balai.people.enums import Aim, Education
from balai.people.models import Person
from balai.people.rules.details import PersonDetails
from balai.people.rules.national_id import invented_national_id

COUNT = 420
_GIVEN_WOMEN = ("Aisyah", "Bunga", "Citra", "Dahlia", "Eka", "Fitri", "Gusti", "Hasna", "Intan", "Juwita", "Kartini", "Lestari", "Melati",
                "Nurhayati", "Oktavia", "Puspa", "Rahmi", "Salma", "Tiara", "Ulfa", "Vina", "Wulan", "Yuni", "Zahra")  # fmt: skip
_GIVEN_MEN = ("Ahmad", "Bayu", "Candra", "Dedi", "Eko", "Fajar", "Gilang", "Hendri", "Ilham", "Joni", "Kurnia", "Lukman", "Mulyadi",
              "Naufal", "Oki", "Putra", "Rizki", "Syafri", "Taufik", "Umar", "Viktor", "Wahyu", "Yanto", "Zaki")  # fmt: skip
_LAST = (
    "",
    "",
    "",
    "Contoh",
    "Latihan",
    "Rekaan",
    "Misal",
    "Umpama",
    "Peraga",
    "Karangan",
    "Teladan",
    "Tiruan Sari",
    "Permisalan",
)
_STREETS = ("Jalan Contoh", "Jalan Peraga", "Jalan Umpama", "Gang Latihan", "Jorong Contoh Tangah")
_EDUCATION = (Education.JUNIOR, Education.SENIOR, Education.SENIOR, Education.VOCATIONAL, Education.VOCATIONAL, Education.DIPLOMA_3,
              Education.PRIMARY, Education.BACHELOR)  # fmt: skip


def build(world: World) -> None:
    counsellor, clerk = world.actor("konselor"), world.actor("admin-blk")
    dinas, centre = world.institutions["dinas"], world.institutions["blk"]
    _with_account(world, counsellor, dinas, "peserta", "Rahmah", date(2001, 4, 17))
    _with_account(world, counsellor, dinas, "alumni", "Yusuf Contoh", date(1998, 11, 3))
    for number in range(2, COUNT):
        by, at = (clerk, centre) if number % 5 == 0 else (counsellor, dinas)
        _register(world, by, at, _somebody(world, number), 260 - number // 6)


def _with_account(world: World, by: Actor, at: Institution, username: str, name: str, born: date) -> None:
    details = PersonDetails(
        full_name=name,
        nik=invented_national_id(born=born, is_female=username == "peserta", serial=len(world.people) + 1),
        birth_date=born,
        birth_place="Contoh",
        sex="P" if username == "peserta" else "L",
        phone=_phone(len(world.people)),
        home_street="Jalan Contoh 1",
        home_region=world.villages[0],
        education=Education.VOCATIONAL,
        aim=Aim.JOB,
    )
    _give_account(_register(world, by, at, details, 330), world.users[username])


def _register(world: World, by: Actor, at: Institution, details: PersonDetails, days_ago: int) -> Person:
    """The verb writes today's instant; the invented past is put in afterwards."""
    person = register_person(by=by, details=details, now=world.at(days_ago), institution=at).person
    person.registered_at = world.at(days_ago)
    person.save(update_fields=["registered_at"])
    world.people.append(person)
    return person


def _give_account(person: Person, user: User) -> None:
    person.user = user
    person.save(update_fields=["user"])
    user.phone = person.phone
    user.save(update_fields=["phone"])


def _somebody(world: World, number: int) -> PersonDetails:
    dice = world.random
    female = dice.random() < 0.56
    born = date(dice.randint(1979, 2008), dice.randint(1, 12), dice.randint(1, 28))
    village = dice.choice(world.villages)
    return PersonDetails(
        full_name=_name(dice, female, number),
        nik="" if number % 23 == 0 else invented_national_id(born=born, is_female=female, serial=number),
        birth_date=born,
        birth_place="Contoh",
        sex="P" if female else "L",
        phone="" if number % 17 == 0 else _phone(number - number % 2 if number % 10 == 1 else number),
        home_street=f"{dice.choice(_STREETS)} {dice.randint(1, 90)}",
        home_rt=f"{dice.randint(1, 9):03}",
        home_rw=f"{dice.randint(1, 4):03}",
        home_region=village,
        id_region=village,
        education=dice.choice(_EDUCATION),
        graduation_year=min(born.year + 18, world.today.year),
        aim=dice.choice(list(Aim)),
        guardian_name="Wali Contoh" if born.year >= 2008 else "",
    )


def _name(dice: Random, female: bool, number: int) -> str:
    """Mononyms are common; one name in forty is long enough to try every page."""
    given = dice.choice(_GIVEN_WOMEN if female else _GIVEN_MEN)
    if number % 40 == 0:
        return f"{given} Nur Permatasari Kusumawardhani Binti Contoh Latihan"
    return f"{given} {dice.choice(_LAST)}".strip()


def _phone(number: int) -> str:
    """Leaves the machine never: the demonstration has no gateway. Families share numbers."""
    return f"+6289900{number:06}"
