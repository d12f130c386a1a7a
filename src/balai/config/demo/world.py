"""What every step of the demonstration stands on: an invented regency, its institutions, one account a role, its people."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from django.utils import timezone

from balai.access.actor import Actor
from balai.accounts.models import User
from balai.config.apart import SOURCE
from balai.config.demo.accounts import ACCOUNTS, PASSWORD
from balai.config.demo.places import add_places
from balai.institutions.desks import actor_for
from balai.institutions.enums import InstitutionKind, NameKind, Sector, Standing, Tier
from balai.institutions.models import Institution, InstitutionFunction, InstitutionName, Membership
from balai.people.models import Person
from balai.regions.models import Region

ZONE = ZoneInfo("Asia/Jakarta")


@dataclass(slots=True)
class World:
    """institutions, users and actors by key; regencies: the invented one and its neighbour; people of the first."""

    today: date
    now: datetime
    random: Random
    regency: Region
    neighbour: Region
    villages: list[Region]
    institutions: dict[str, Institution] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    people: list[Person] = field(default_factory=list)

    def actor(self, username: str) -> Actor:
        return actor_for(self.users[username], self.today)

    def ago(self, days: int) -> date:
        return self.today - timedelta(days=days)

    def at(self, days_ago: int, hour: int = 9) -> datetime:
        day = self.ago(days_ago)
        return datetime(day.year, day.month, day.day, hour, tzinfo=ZONE)


@dataclass(frozen=True, slots=True)
class _Body:
    key: str
    name: str
    kind: InstitutionKind
    sector: Sector
    functions: str = ""
    parent: str = ""
    place: str = "regency"
    standing: Standing = Standing.VERIFIED
    tier: str = ""
    former: str = ""


_G, _P, _C = Sector.GOVERNMENT, Sector.PRIVATE, Sector.COMMUNITY
_K = InstitutionKind
BODIES: tuple[_Body, ...] = (
    _Body("kementerian", "Kementerian Ketenagakerjaan (latihan)", _K.MINISTRY, _G, "regulator funder", place=""),
    _Body(
        "bpvp",
        "BPVP Contoh",
        _K.CENTRAL_TRAINING_UNIT,
        _G,
        "funder training_provider",
        "kementerian",
        "province",
        tier=Tier.UPTP,
        former="BLK Contoh Pusat",
    ),
    _Body(
        "provinsi", "Dinas Tenaga Kerja Provinsi Contoh", _K.PROVINCE_OFFICE, _G, "coordinator funder", place="province"
    ),
    _Body("dinas", "Dinas Tenaga Kerja Kabupaten Contoh", _K.LABOUR_OFFICE, _G, "funder selector coordinator"),
    _Body(
        "blk",
        "UPTD Balai Latihan Kerja Kabupaten Contoh",
        _K.TRAINING_CENTRE,
        _G,
        "training_provider",
        "dinas",
        tier=Tier.UPTD,
    ),
    _Body("pesantren", "Pesantren Contoh Bunga Tanjung", _K.RELIGIOUS_INSTITUTION, _C),
    _Body(
        "blkk",
        "BLK Komunitas Pesantren Contoh Bunga Tanjung",
        _K.COMMUNITY_TRAINING_CENTRE,
        _C,
        "training_provider",
        "pesantren",
    ),
    _Body("lsp", "LSP Contoh Garmen Nusantara", _K.CERTIFICATION_BODY, _P, "certifier"),
    _Body("perusahaan", "PT Contoh Garmen Sejahtera", _K.COMPANY, _P, "employer funder"),
    _Body("bengkel", "CV Contoh Bengkel Maju Bersama", _K.COMPANY, _P, "employer"),
    _Body("perusahaan-baru", "PT Contoh Baru Mendaftar", _K.COMPANY, _P, "employer", standing=Standing.UNVERIFIED),
    _Body("mitra", "Yayasan Mitra Contoh", _K.DONOR, Sector.DONOR, "funder facilitator"),
    _Body("forum", "Forum Vokasi Kabupaten Contoh", _K.FORUM, _C, "forum coordinator"),
    _Body("universitas", "Universitas Contoh", _K.UNIVERSITY, _G),
    _Body("kecamatan", "Kecamatan Contoh Utara", _K.DISTRICT_OFFICE, _G, "registration"),
    _Body(
        "dinas-tetangga",
        "Dinas Tenaga Kerja Kabupaten Tetangga",
        _K.LABOUR_OFFICE,
        _G,
        "funder selector",
        place="neighbour",
    ),
    _Body(
        "blk-tetangga",
        "UPTD BLK Kabupaten Tetangga",
        _K.TRAINING_CENTRE,
        _G,
        "training_provider",
        "dinas-tetangga",
        "neighbour",
        tier=Tier.UPTD,
    ),
)


def build_world() -> World:
    places = add_places()
    now = timezone.now()
    world = World(timezone.localdate(now), now, Random(20260901), places.regency, places.neighbour, places.villages)
    spots = {"regency": places.regency, "province": places.province, "neighbour": places.neighbour, "": None}
    for body in BODIES:
        _add_body(world, body, spots[body.place])
    _add_accounts(world)
    return world


def _add_body(world: World, body: _Body, region: Region | None) -> None:
    made = Institution.objects.create(
        name=body.name,
        kind=body.kind,
        sector=body.sector,
        tier=body.tier,
        parent=world.institutions.get(body.parent),
        region=region,
        standing=body.standing,
        source=SOURCE,
    )
    InstitutionName.objects.create(institution=made, name=body.name, kind=NameKind.OFFICIAL)
    if body.former:
        InstitutionName.objects.create(
            institution=made, name=body.former, kind=NameKind.FORMER, valid_to=date(2021, 12, 31)
        )
    InstitutionFunction.objects.bulk_create(
        [InstitutionFunction(institution=made, function=f) for f in body.functions.split()]
    )
    world.institutions[body.key] = made


def _add_accounts(world: World) -> None:
    for account in ACCOUNTS:
        user = User.objects.create_user(account.username, password=PASSWORD)
        user.full_name = account.full_name
        user.save(update_fields=["full_name"])
        world.users[account.username] = user
        if account.role:
            Membership.objects.create(
                institution=world.institutions[account.seat],
                user=user,
                role=account.role,
                title=account.title,
                starts_on=world.ago(400),
            )
