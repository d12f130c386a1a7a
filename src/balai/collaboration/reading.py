"""A case workbook as it arrives: a folder of CSV, a ZIP of it, or one XLSX with the same sheets. Cells become text as written."""

import datetime as dt
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from django.utils.translation import gettext as _

from balai.collaboration.tables import BY_NAME, NEVER_READ, TABLES
from balai.kernel.refusal import Refused
from balai.kernel.tables import Cell, Kind, open_table
from balai.kernel.tables.cells import is_blank_row, number_text
from balai.kernel.tables.delimited import decode, read_rows
from balai.kernel.tables.kinds import CORRUPT, ENCRYPTED, kind_of

MOST_FILES = 100
MOST_BYTES = 256 * 1024 * 1024
MOST_ROWS = 200_000
DELIMITERS = (",", ";", "\t", "|")
TITLES = frozenset(column.name for table in TABLES for column in table.columns)

NumberedRow = tuple[int, list[str]]


@dataclass(slots=True)
class SheetIn:
    """A table of the workbook. rows: walks it from its header on; n counts from 1 as the spreadsheet shows it."""

    name: str
    rows: Callable[[], Iterator[NumberedRow]]


@dataclass(slots=True)
class CaseFiles:
    """sheets by table; unknown: names of tables the workbook should not hold; digest_of: what was read, for its hash."""

    name: str
    sheets: dict[str, SheetIn] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    content: bytes = b""

    def add(self, name: str, rows: Callable[[], Iterator[NumberedRow]]) -> None:
        table = name.strip().casefold()
        if table in NEVER_READ:
            return
        if table not in BY_NAME:
            self.unknown.append(name)
        elif table in self.sheets:
            raise Refused(
                "table_twice",
                _("Tabel “%(table)s” ada dua kali. Hapus salah satunya, lalu kirim lagi.") % {"table": table},
            )
        else:
            self.sheets[table] = SheetIn(table, rows)


def open_folder(folder: Path) -> CaseFiles:
    files = CaseFiles(folder.name)
    for path in sorted(folder.glob("*.csv")):
        _check_size(path.stat().st_size)
        files.add(path.stem, _csv_rows(path.name, path.read_bytes()) if path.stem not in NEVER_READ else _no_rows)
    if not files.sheets:
        raise Refused(
            "no_tables", _("Map ini tidak berisi tabel kasus. Isi dengan case.csv, institutions.csv, dan seterusnya.")
        )
    return files


def open_file(content: bytes, name: str) -> CaseFiles:
    """A ZIP of CSV files or an XLSX. Raises Refused with what to do."""
    members = _members(content)
    if members is not None:
        return _open_zip(content, name, members)
    book = open_table(content, name)
    if book.kind is Kind.CSV:
        raise Refused(
            "single_table",
            _(
                "Berkas ini hanya satu tabel. Kirim semua tabel kasus dalam satu ZIP, atau satu XLSX dengan satu lembar per tabel."
            ),
        )
    files = CaseFiles(name, content=content)
    for sheet in book.sheets:
        files.add(sheet.name, _sheet_rows(sheet.rows))
    return files


def _members(content: bytes) -> list[zipfile.ZipInfo] | None:
    """What a ZIP of CSV files holds; None for everything else, office documents included."""
    if not content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            found = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise Refused("corrupt", CORRUPT) from error
    is_office = any(entry.filename in ("[Content_Types].xml", "mimetype") for entry in found)
    return None if is_office else found


def _open_zip(content: bytes, name: str, members: list[zipfile.ZipInfo]) -> CaseFiles:
    entries = [entry for entry in members if _is_table(entry)]
    if len(members) > 2 * MOST_FILES or len(entries) > MOST_FILES or sum(e.file_size for e in entries) > MOST_BYTES:
        raise _too_large()
    if not entries:
        raise Refused(
            "no_tables", _("Arsip ini tidak berisi tabel CSV. Masukkan case.csv, institutions.csv, dan seterusnya.")
        )
    files, left = CaseFiles(name, content=content), MOST_BYTES
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for entry in entries:
                if entry.flag_bits & 0x1:
                    raise Refused("encrypted", ENCRYPTED)
                with archive.open(entry) as stream:
                    cells = stream.read(left + 1)
                left -= len(cells)
                if left < 0:
                    raise _too_large()
                path = PurePosixPath(entry.filename)
                files.add(path.stem, _csv_rows(path.name, cells) if path.stem not in NEVER_READ else _no_rows)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as error:
        raise Refused("corrupt", CORRUPT) from error
    return files


def _is_table(entry: zipfile.ZipInfo) -> bool:
    path = PurePosixPath(entry.filename)
    hidden = any(part.startswith((".", "__MACOSX")) for part in path.parts)
    return path.suffix.lower() == ".csv" and not hidden


def _check_size(size: int) -> None:
    if size > MOST_BYTES:
        raise _too_large()


def _too_large() -> Refused:
    return Refused(
        "too_large", _("Isi berkas ini terlalu besar. Bagi menjadi beberapa masa, lalu kirim satu per satu.")
    )


def _no_rows() -> Iterator[NumberedRow]:
    return iter(())


def _csv_rows(name: str, content: bytes) -> Callable[[], Iterator[NumberedRow]]:
    if not content.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00"):
        return _no_rows
    if kind_of(content) is not Kind.CSV:
        raise Refused(
            "wrong_type",
            _("Berkas “%(name)s” bukan CSV. Simpan tabelnya sebagai CSV, lalu kirim lagi.") % {"name": name},
        )
    text = decode(content)
    delimiter = _delimiter_of(text)

    def walk() -> Iterator[NumberedRow]:
        return _numbered(enumerate(read_rows(text, delimiter), start=1))

    return walk


def _delimiter_of(text: str) -> str:
    """The one under which the first line holds most names of columns."""
    first = text[:4000].lstrip("\r\n").splitlines()[0]
    return max(DELIMITERS, key=lambda mark: sum(_title(word) in TITLES for word in first.split(mark)))


def _title(word: str) -> str:
    return word.strip().strip('"').strip().casefold()


def _sheet_rows(rows: Callable[[], Iterator[tuple[int, list[Cell]]]]) -> Callable[[], Iterator[NumberedRow]]:
    return lambda: _numbered(rows())


def _numbered(rows: Iterator[tuple[int, list[Cell]]]) -> Iterator[NumberedRow]:
    count = 0
    for n, cells in rows:
        if is_blank_row(cells):
            continue
        count += 1
        if count > MOST_ROWS:
            raise Refused(
                "too_many_rows",
                _("Satu tabel boleh berisi paling banyak %(limit)d baris. Bagi menjadi beberapa masa.")
                % {"limit": MOST_ROWS},
            )
        yield n, [_written(cell) for cell in cells]


def _written(cell: Cell) -> str:
    """As it stands, without outer blanks; a spreadsheet's own dates and numbers as the workbook writes them."""
    if isinstance(cell, str):
        return cell.strip("\ufeff\u200b \t\r\n\xa0")
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, int | float):
        return number_text(cell)
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, dt.date) else str(cell)
