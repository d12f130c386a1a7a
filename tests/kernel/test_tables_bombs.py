"""Files made, or grown, to take more than a reader should give: refused early, or read without the weight."""

import io
import json
import re
import struct
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from balai.kernel.tables import Limits, open_table
from balai.kernel.tables.archives import look_through
from tests.kernel.workbooks import cells, ods, ods_row, refusal, with_entry, with_sheet, workbook


def stray(book: openpyxl.Workbook) -> None:
    book.active["XFD1048576"] = "x"


def test_bombs_are_refused_before_they_are_unpacked() -> None:
    good = workbook([["nama"]])
    assert refusal(with_entry(good, "xl/media/a.bin", b"\0" * 40_000_000)).code == "zip_bomb"
    assert refusal(with_entry(good, "xl/inside.zip", b"x")).code == "zip_bomb"
    assert refusal(good, Limits(unpacked_bytes=1000)).code == "zip_bomb"
    assert refusal(good, Limits(entries=3)).code == "zip_bomb"
    assert refusal(good, Limits(file_bytes=1000)).code == "too_large"


def test_an_entry_that_lies_about_its_size_is_refused() -> None:
    content = bytearray(with_entry(workbook([["nama"]]), "xl/big.xml", b"\0" * 1_000_000))
    directory = content.rfind(b"PK\x01\x02")
    content[directory + 24 : directory + 28] = struct.pack("<I", 10)
    assert refusal(bytes(content)).code == "corrupt"


def test_one_stray_cell_far_away_does_not_take_the_memory() -> None:
    assert refusal(workbook([["nama"]], stray)).code == "too_large"


@pytest.mark.parametrize("spelling", [b"<c\n r='", b"<c  r='", b"<c r ='"])
def test_a_cell_that_hides_its_place_from_a_quick_look_is_still_measured(spelling: bytes) -> None:
    content = with_sheet(
        workbook([["nama"]], stray), lambda body: body.replace(b'<c r="', spelling).replace(b'76"', b"76'")
    )
    assert refusal(content).code in ("too_large", "corrupt")


def is_doubtful(place: str, spelling: bytes = b'<c r="') -> bool:
    content = workbook([["nama"]], lambda book: book.active.__setitem__(place, "x"))
    hidden = with_sheet(content, lambda body: body.replace(b'<c r="', spelling))
    return bool(look_through(hidden, Limits()).to_measure(Limits()))


def test_only_sheets_too_wide_and_long_or_oddly_written_are_measured_first() -> None:
    assert not is_doubtful("Z90000") and not is_doubtful("AZ100")
    for place in ("CZ99999", "A300000", "A1000000", "XFD2", "AZ200000"):
        assert is_doubtful(place), place
    for spelling in (b'<c\n r="', b'<c  r="', b'<c r ="', b'<x:c r="'):
        assert is_doubtful("B2", spelling), spelling


@pytest.mark.parametrize(("columns", "code"), [(16_384, "corrupt"), (50, "too_large")])
def test_an_open_document_bomb_of_repeated_cells_is_refused(columns: int, code: str) -> None:
    assert refusal(ods(ods_row("x", 1_000_000, columns))).code == code


def test_text_shared_by_very_many_cells_is_tried_where_it_can_fail() -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    book.add_worksheet().write("A1", "x" * 30_000)
    book.close()
    many = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 100_000))
    data = f"<sheetData>{many}</sheetData>".encode()
    content = with_sheet(out.getvalue(), lambda body: re.sub(b"<sheetData>.*</sheetData>", data, body))
    assert refusal(content, Limits(probe_bytes=600 << 20)).code == "too_large"


def test_too_many_rows_or_columns_are_refused() -> None:
    assert refusal(workbook([["a"]] * 11), Limits(rows=10)).code == "too_many_rows"
    assert len(cells(workbook([["a"]] * 10), Limits(rows=10))) == 10
    assert refusal(b"a;b;c\n1;2;3\n", Limits(columns=2)).code == "too_many_columns"
    assert cells(b"a;b;;\n1;2;;\n", Limits(columns=2)) == [["a", "b"], ["1", "2"]]


def test_a_million_formatted_empty_rows_are_read_as_the_few_that_hold_something(tmp_path: Path) -> None:
    empty = "".join(f'<row r="{n}" ht="15"><c r="A{n}" s="0"/><c r="B{n}" s="0"/></row>' for n in range(3, 1_000_000))
    end = f"{empty}</sheetData>".encode()
    path = tmp_path / "daftar.xlsx"
    path.write_bytes(with_sheet(workbook([["nama"], ["A"]]), lambda body: body.replace(b"</sheetData>", end)))
    assert [row.cells for row in open_table(path, "daftar.xlsx").main_sheet().rows()] == [["nama"], ["A"]]


_OPENING = """
import json, resource, sys
import django
from django.conf import settings
settings.configure(USE_I18N=False)
from balai.kernel.refusal import Refused
from balai.kernel.tables import open_table
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    rows = sum(1 for _ in open_table(sys.argv[1], "daftar.xlsx").main_sheet().rows())
except Refused as refused:
    rows = refused.code
own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps([rows, own - before, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss]))
"""


def opened_apart(path: Path) -> tuple[int | str, int, int]:
    """What came of it, and kilobytes at the highest: more of the process itself, and all of its largest child."""
    said = subprocess.run([sys.executable, "-c", _OPENING, str(path)], capture_output=True, check=True, text=True)
    rows, own, child = json.loads(said.stdout)
    return rows, own, child


def in_the_last_column(rows: int, cell: str) -> bytes:
    body = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c>{cell.format(n=n)}</row>' for n in range(3, rows))
    data = f"{body}</sheetData>".encode()
    return with_sheet(workbook([["nama"], ["A"]]), lambda sheet: sheet.replace(b"</sheetData>", data))


@pytest.mark.parametrize("cell", ['<c r="XFD{n}"><v>1</v></c>', "<c\n r='XFD{n}'><v>1</v></c>"])
def test_cells_in_the_last_column_of_many_rows_are_refused_with_little_memory(tmp_path: Path, cell: str) -> None:
    path = tmp_path / "daftar.xlsx"
    path.write_bytes(in_the_last_column(20_000, cell))
    rows, own, child = opened_apart(path)
    assert rows == "too_large" and own < 40_000 and child == 0


def test_empty_formatted_cells_in_the_last_column_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "daftar.xlsx"
    path.write_bytes(in_the_last_column(20_000, '<c r="XFD{n}" s="0"/>'))
    rows, own, child = opened_apart(path)
    assert rows == 19_999 and own < 60_000 and child == 0
