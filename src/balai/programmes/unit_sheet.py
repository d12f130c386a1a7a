"""Competence units as certifiers keep them in a spreadsheet: code, title in Indonesian and in English, hours.

Read and judged row by row; a row that cannot be used is named with its number and what to do, the others come in.
"""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from balai.kernel.refusal import Refused
from balai.kernel.tables import open_table, text_of
from balai.kernel.tables.body import Skipped, body_rows
from balai.kernel.tables.cells import Row
from balai.kernel.tables.columns import Field, match_columns
from balai.kernel.tables.header import find_header
from balai.programmes.pasted import MOST_HOURS, MOST_UNITS
from balai.skills.rules import looks_like_code

FIELDS = (
    Field("code", ("kode", "kode unit", "nomor unit", "no unit", "kode unit kompetensi", "unit code", "kode skkni")),
    Field("title", (
        "judul", "judul unit", "judul unit kompetensi", "unit kompetensi", "nama unit", "judul indonesia", "nama unit kompetensi",
    )),
    Field("title_en", ("judul inggris", "judul bahasa inggris", "unit title", "title", "english title", "judul unit inggris")),
    Field("theory", ("teori", "jam teori", "jp teori", "pengetahuan")),
    Field("practice", ("praktik", "praktek", "jam praktik", "jp praktik", "keterampilan")),
    Field("hours", ("jam", "jp", "jumlah jam", "jam pelajaran", "jumlah jp", "total jam", "durasi")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SheetUnit:
    """Hours of 45 minutes; a sheet with one column of hours gives them as practice."""

    n: int
    code: str
    title: str
    title_en: str = ""
    theory_hours: int = 0
    practice_hours: int = 0


@dataclass(slots=True)
class UnitSheet:
    """refused: (row number, what stands there, what to do)."""

    rows: list[SheetUnit] = field(default_factory=list)
    refused: list[tuple[int, str, str]] = field(default_factory=list)


def read_unit_sheet(content: bytes, name: str) -> UnitSheet:
    """Raises Refused with what to do about the file; rows are judged one by one."""
    sheet = open_table(content, name).main_sheet()
    header = find_header(sheet.head(60), [word for f in FIELDS for word in (f.name, *f.synonyms)], sheet.merges)
    columns = {m.field: m.column for m in match_columns(header.titles, FIELDS) if m.field} if header else {}
    if header is None or not {"code", "title"} <= set(columns):
        raise Refused(
            "no_header",
            _(
                "Kolom kode dan judul unit tidak ditemukan. Tulis “Kode Unit” dan “Judul Unit” di atas tabel, lalu kirim lagi."
            ),
            "file",
        )
    found = UnitSheet()
    seen: dict[str, int] = {}
    for row in body_rows(sheet.rows(), header, sheet.merges):
        if not isinstance(row, Skipped):
            _judge(found, seen, row, columns)
    if len(found.rows) > MOST_UNITS:
        raise Refused("too_many_units", _("Paling banyak %(most)s baris unit.") % {"most": MOST_UNITS}, "file")
    return found


def _judge(found: UnitSheet, seen: dict[str, int], row: Row, columns: dict[str, int]) -> None:
    said = {
        name: " ".join(text_of(row.cells[place]).split()) if place < len(row.cells) else ""
        for name, place in columns.items()
    }
    code, title = said["code"].upper(), said["title"]
    try:
        _check(row.number, code, title, seen)
        theory = _hours(said.get("theory", ""))
        practice = _hours(said.get("practice", "") or ("" if said.get("theory") else said.get("hours", "")))
    except Refused as no:
        found.refused.append((row.number, f"{code} {title}".strip()[:120], str(no)))
        return
    seen[code] = row.number
    found.rows.append(SheetUnit(row.number, code[:40], title[:300], said.get("title_en", "")[:300], theory, practice))


def _check(number: int, code: str, title: str, seen: dict[str, int]) -> None:
    if not looks_like_code(code):
        raise Refused(
            "no_code",
            _("Kode unit tidak terbaca. Tulis seperti C.14GMT06.024.1, J.620100.017.02, atau GAR.CM01.003.01."),
        )
    if not title or title.isdigit():
        raise Refused("no_title", _("Judul unit belum ditulis."))
    if code in seen:
        raise Refused("twice", _("Kode ini sudah ada di baris %(n)s. Hapus salah satunya.") % {"n": seen[code]})


def _hours(text: str) -> int:
    figure = text.upper().removesuffix("JP").removesuffix("JAM").strip()
    if not figure:
        return 0
    if not figure.isdecimal() or int(figure) > MOST_HOURS:
        raise Refused("hours", _("“%(cell)s” bukan jumlah jam. Tulis angka bulat.") % {"cell": text[:40]})
    return int(figure)
