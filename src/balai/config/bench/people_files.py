"""One list of invented people, as an office would keep it, written as XLSX and as CSV with the same cells."""

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import xlsxwriter

from balai.config.demo.places import VILLAGES
from balai.config.simulate import DAYS, FAMILY, FIRST_BIRTH, GIVEN
from balai.people.rules.national_id import invented_national_id

HEADINGS = ("No", "NIK", "Nama", "Tempat Lahir", "Tanggal Lahir", "L/P", "Alamat", "RT/RW", "Desa/Kelurahan", "Kecamatan",
            "Kabupaten", "Pendidikan", "No HP")  # fmt: skip
_EDUCATION = ("SD", "SMP", "SMA", "SMA", "SMK", "SMK", "D3", "S1")
_PLACES = [(name.split(" ", 1)[1], district) for district, names in VILLAGES for name in names]
_BIRTH_PLACES = ("Contoh", "Tetangga", "Kota Contoh", "Bukit Contoh", "Pasar Contoh")


def write(folder: str, rows: int, sample: int) -> dict[str, Any]:
    """list.xlsx and list.csv of `rows` people, and sample.csv with the first `sample` of them."""
    place = Path(folder)
    book = xlsxwriter.Workbook(place / "list.xlsx", {"constant_memory": True, "strings_to_numbers": False})
    sheet = book.add_worksheet("Daftar")
    with (place / "list.csv").open("w", newline="", encoding="utf-8") as all_rows, \
         (place / "sample.csv").open("w", newline="", encoding="utf-8") as some:  # fmt: skip
        whole, part = csv.writer(all_rows), csv.writer(some)
        for at, cells in enumerate(_table(rows)):
            sheet.write_row(at, 0, cells)
            whole.writerow(cells)
            if at <= sample:
                part.writerow(cells)
    book.close()
    return {"rows": rows}


def _table(rows: int) -> Iterator[tuple[Any, ...]]:
    yield HEADINGS
    dice = Random(20260901)
    for number in range(rows):
        female = dice.random() < 0.55
        born: date = FIRST_BIRTH + timedelta(days=number % DAYS)
        village, district = dice.choice(_PLACES)
        yield (
            number + 1,
            invented_national_id(born=born, is_female=female, serial=number // DAYS + 1, place="0202"),
            f"{dice.choice(GIVEN)} {dice.choice(GIVEN)} {dice.choice(FAMILY)}", dice.choice(_BIRTH_PLACES),
            f"{born:%d-%m-%Y}", "P" if female else "L", f"Jalan Contoh {dice.randint(1, 200)}",
            f"{dice.randint(1, 9):03}/{dice.randint(1, 4):03}", village, district, "Kabupaten Contoh", dice.choice(_EDUCATION),
            f"0812{number:08}",
        )  # fmt: skip
