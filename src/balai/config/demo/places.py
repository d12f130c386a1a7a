"""An invented province with two regencies, under code 99 that no list uses."""

from dataclasses import dataclass

from balai.regions.enums import Level, RegionKind, Zone
from balai.regions.models import Region
from balai.regions.names import search_key

VILLAGES = (
    ("Contoh Utara", ("Nagari Contoh Hilir", "Nagari Contoh Mudik", "Nagari Batang Contoh")),
    ("Contoh Selatan", ("Nagari Bukit Contoh", "Nagari Padang Contoh", "Nagari Sungai Contoh Nan Panjang Sekali")),
    ("Kota Contoh", ("Kelurahan Pasar Contoh", "Kelurahan Kampung Contoh")),
)


@dataclass(frozen=True, slots=True)
class Places:
    province: Region
    regency: Region
    neighbour: Region
    villages: list[Region]


def add_places() -> Places:
    province = _add("99", "Provinsi Contoh", RegionKind.PROVINCE, None)
    regency = _add("99.01", "Contoh", RegionKind.REGENCY, province)
    neighbour = _add("99.02", "Tetangga", RegionKind.REGENCY, province)
    villages: list[Region] = []
    for number, (district, names) in enumerate(VILLAGES, 1):
        subdistrict = _add(f"99.01.{number:02d}", district, RegionKind.SUBDISTRICT, regency)
        for place, written in enumerate(names, 1):
            kind, name = written.split(" ", 1)
            urban = kind == "Kelurahan"
            code = f"{subdistrict.code}.{1000 + place if urban else 2000 + place}"
            villages.append(_add(code, name, RegionKind.VILLAGE_URBAN if urban else RegionKind.NAGARI, subdistrict))
    return Places(province, regency, neighbour, villages)


def _add(code: str, name: str, kind: RegionKind, parent: Region | None) -> Region:
    level = code.count(".") + 1
    region = Region(
        code=code, name=name, search_key=search_key(name), kind=kind, level=level, parent=parent, tz=Zone.WIB
    )
    region.save()
    region.province = region if parent is None else parent.province
    region.regency = region if level == Level.REGENCY else (parent.regency if parent else None)
    region.save(update_fields=["province", "regency"])
    return region
