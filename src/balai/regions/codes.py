"""What a Kemendagri code tells: level, parent, kind, time zone. Codes are text, dotted, with leading zeros."""

import csv
from functools import cache
from importlib import resources

from django.utils.translation import gettext_lazy as _

from balai.kernel.refusal import Refused
from balai.regions.enums import Level, RegionKind, Zone

ZONES = {
    Zone.WIB: "11 12 13 14 15 16 17 18 19 21 31 32 33 34 35 36 61 62",
    Zone.WITA: "51 52 53 63 64 65 71 72 73 74 75 76",
    Zone.WIT: "81 82 91 92 93 94 95 96",
}
ZONE_OF_PROVINCE = {code: zone for zone, codes in ZONES.items() for code in codes.split()}

INVENTED = "99"
"""Province of invented places (demonstration, practice, simulation); no list of the country has it."""

CITY_FROM = 71
"""Kabupaten are numbered 01 to 69, kota 71 to 99."""

VILLAGE_CLASSES = {"1": RegionKind.VILLAGE_URBAN, "2": RegionKind.VILLAGE_RURAL, "3": RegionKind.VILLAGE_CUSTOMARY}


def level_of(code: str) -> Level:
    return Level.HAMLET if "-" in code else Level(code.count(".") + 1)


def parent_code_of(code: str) -> str:
    """Empty for a province."""
    separator = "-" if "-" in code else "."
    return code.rpartition(separator)[0]


def zone_of(code: str) -> Zone:
    zone = ZONE_OF_PROVINCE.get(code[:2])
    if zone is None:
        raise Refused(
            "unknown_province",
            _("Kode wilayah %(code)s memakai kode provinsi yang belum dikenal. Periksa daftar kode yang dimuat.")
            % {"code": code},
        )
    return zone


def kind_of(code: str) -> RegionKind:
    """The kind by its own name: 2xxx is a nagari in Tanah Datar and a kampung in Merauke (kinds.csv)."""
    level = level_of(code)
    if level == Level.PROVINCE:
        return RegionKind.PROVINCE
    if level == Level.REGENCY:
        return RegionKind.CITY if int(code[3:5]) >= CITY_FROM else RegionKind.REGENCY
    if level == Level.DISTRICT:
        return _customary(code[:5], "district") or RegionKind.SUBDISTRICT
    if level == Level.HAMLET:
        return RegionKind.JORONG
    return _customary(code[:5], code[9]) or VILLAGE_CLASSES.get(code[9], RegionKind.VILLAGE_RURAL)


@cache
def _customary(regency: str, group: str) -> RegionKind | None:
    table = _customary_kinds()
    found = (table.get((regency[:size], group)) for size in (5, 4, 2))
    return next((kind for kind in found if kind), None)


@cache
def _customary_kinds() -> dict[tuple[str, str], RegionKind]:
    with resources.files("balai.regions").joinpath("kinds.csv").open(encoding="utf-8") as rows:
        return {(row["prefix"], row["class"]): RegionKind(row["kind"]) for row in csv.DictReader(rows)}
