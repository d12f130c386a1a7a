"""Small lists of codes for tests: Pekanbaru, Tanah Datar and Merauke, before and after they were renumbered."""

from functools import cache

from balai.regions.lists import Listed, installed_list

NOW = ("13", "13.04", "13.04.04", "14", "14.71", "91", "93", "93.01", "93.01.01")
"""Codes whose row, and whose children where it is a district, are taken from the installed list."""

PEKANBARU_2018 = {
    "14": "RIAU",
    "14.71": "KOTA PEKANBARU",
    "14.71.04": "Lima Puluh",
    "14.71.06": "Rumbai",
    "14.71.06.1003": "Rumbai Bukit",
    "14.71.06.1009": "Palas",
    "14.71.08": "Tampan",
    "14.71.08.1006": "Sidomulyo Barat",
    "14.71.08.1008": "Delima",
    "14.71.10": "Tenayan Raya",
    "14.71.10.1008": "Mentangor",
    "14.71.10.1009": "Pematangkapau",
    "14.71.12": "Rumbai Pesisir",
    "14.71.12.1001": "Meranti Pandak",
    "14.71.12.1008": "Sungaiukai",
}
MERAUKE_2021 = {
    "91": "PAPUA",
    "91.01": "KAB. MERAUKE",
    "91.01.01": "Merauke",
    "91.01.01.1014": "Bambu Pemali",
    "91.01.01.2099": "Kampung Lama",
}


def older() -> list[Listed]:
    return [Listed(code, name) for code, name in (PEKANBARU_2018 | MERAUKE_2021).items()]


@cache
def newer() -> list[Listed]:
    return [row for row in installed_list() if row.code in NOW or _inside(row.code)]


def _inside(code: str) -> bool:
    return code.startswith("14.71.") or code[:9] in ("13.04.04.", "93.01.01.")
