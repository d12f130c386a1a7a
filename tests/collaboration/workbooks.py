"""Case workbooks for tests: the shipped ones as cells, and changed copies of them in each form they may arrive in."""

import csv
import io
import zipfile
from pathlib import Path

import xlsxwriter

from balai.collaboration.reading import CaseFiles, open_file, open_folder
from balai.collaboration.shipped import FOLDER

CODES = ("pekanbaru-2019", "tanah-datar-2022")
Tables = dict[str, list[list[str]]]


def cells_of(code: str) -> Tables:
    return {
        path.stem: list(csv.reader(path.open(encoding="utf-8", newline=""))) for path in (FOLDER / code).glob("*.csv")
    }


def small(**tables: list[list[str]]) -> Tables:
    """A case with two bodies and nothing else; tables: with their header row."""
    return {
        "case": [["code", "title", "period_start", "period_end", "region", "framework", "source"],
                 ["kecil-2020", "Kasus Kecil", "2020", "2020-06", "", "emerson", "Uji"]],
        "institutions": [["code", "name", "kind", "sector", "functions", "parent", "region"],
                         ["a", "Dinas Uji", "labour_office", "government", "coordinator", "", ""],
                         ["b", "PT Uji", "company", "private", "employer", "", ""]],
    } | tables  # fmt: skip


def as_folder(tables: Tables, place: Path, delimiter: str = ",") -> CaseFiles:
    place.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        with (place / f"{name}.csv").open("w", encoding="utf-8", newline="") as target:
            csv.writer(target, delimiter=delimiter).writerows(rows)
    return open_folder(place)


def xlsx_bytes(tables: Tables) -> bytes:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_numbers": True, "strings_to_formulas": False})
    for name, rows in tables.items():
        sheet = book.add_worksheet(name)
        for n, row in enumerate(rows):
            for at, cell in enumerate(row):
                sheet.write(n, at, cell)
    book.close()
    return target.getvalue()


def zip_bytes(tables: Tables) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, rows in tables.items():
            text = io.StringIO(newline="")
            csv.writer(text).writerows(rows)
            archive.writestr(f"kasus/{name}.csv", text.getvalue())
    return target.getvalue()


def as_xlsx(tables: Tables) -> CaseFiles:
    return open_file(xlsx_bytes(tables), "kasus.xlsx")


def as_zip(tables: Tables) -> CaseFiles:
    return open_file(zip_bytes(tables), "kasus.zip")
