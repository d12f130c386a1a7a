"""A year's plan as a workbook: written for offices to keep, read back as they keep it."""

import io
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from balai.kernel.formats import tanggal
from balai.kernel.refusal import Refused
from balai.kernel.tables import Cell, Limits, Row, Skipped, body_rows, find_header, match_columns, open_table, text_of
from balai.kernel.tables.limits import MEBIBYTE
from balai.kernel.tables.values import Parsed, parse_integer, parse_rupiah
from balai.planning.models import Package
from balai.planning.plan_columns import FIELDS, LABELS, NEEDED

MOST_ROWS = 1000
_SMALL = Limits(file_bytes=5 * MEBIBYTE, rows=MOST_ROWS + 100)


@dataclass(slots=True)
class Planned:
    """n: row of the sheet. number: of the package, where the file came from here. Empty, None: the cell is blank. problems: what
    could not be read."""

    n: int
    number: int | None = None
    centre: str = ""
    programme: str = ""
    title: str = ""
    seats: int | None = None
    cost: int | None = None
    reason: str = ""
    problems: list[str] = field(default_factory=list)


def write_plan(packages: Iterable[Package], title: str) -> bytes:
    """XLSX: the columns that are read back, then what became of each. Text stays text, whatever it begins with."""
    import xlsxwriter  # noqa: PLC0415 - the web process starts without it

    target = io.BytesIO()
    safe = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(target, safe | {"in_memory": True})
    sheet = book.add_worksheet(_("Rencana"))
    bold, money = book.add_format({"bold": True, "text_wrap": True}), book.add_format({"num_format": "#,##0"})
    sheet.write_string(0, 0, title, bold)
    told = (_("Keadaan"), _("Dana"), _("Jawaban"), _("Dijawab pada"))
    for column, words in enumerate([*LABELS.values(), *told]):
        sheet.write_string(1, column, str(words), bold)
    sheet.set_column(1, 3, 34)
    sheet.set_column(5, 5, 18)
    sheet.set_column(6, 10, 30)
    for n, package in enumerate(packages, start=2):
        for column, value in enumerate(_cells(package)):
            if isinstance(value, int):
                sheet.write_number(n, column, value, money if column == 5 else None)
            else:
                sheet.write_string(n, column, value)
    sheet.freeze_panes(2, 0)
    book.close()
    return target.getvalue()


def _cells(package: Package) -> list[str | int]:
    return [
        package.pk,
        package.centre.name,
        package.curriculum.programme.title,
        package.title,
        package.seats,
        package.cost,
        package.reason,
        package.get_state_display(),
        package.fund_line.title if package.fund_line else "",
        package.answer,
        tanggal(package.answered_at.date()) if package.answered_at else "",
    ]


def read_plan(content: bytes, name: str) -> list[Planned]:
    """Raises Refused with what to do about the file; a row's own problems stand in the row."""
    sheet = open_table(content, name, _SMALL).main_sheet()
    words = [word for f in FIELDS for word in (f.name, *f.synonyms)]
    header = find_header(sheet.head(60), words, sheet.merges)
    columns = {m.field: m.column for m in match_columns(header.titles, FIELDS) if m.field} if header else {}
    missing = [str(LABELS[name]) for name in NEEDED if name not in columns]
    if header is None or missing:
        raise Refused(
            "plan_columns_missing",
            _("Kolom ini tidak ditemukan: %(names)s. Tulis judulnya di atas tabel, lalu kirim lagi.")
            % {"names": ", ".join(missing)},
            "file",
        )
    return [
        _read(row, columns) for row in body_rows(sheet.rows(), header, sheet.merges) if not isinstance(row, Skipped)
    ]


def _read(row: Row, columns: dict[str, int]) -> Planned:
    def cell(name: str) -> Cell:
        at = columns.get(name)
        return row.cells[at] if at is not None and at < len(row.cells) else ""

    def text(name: str) -> str:
        return " ".join(text_of(cell(name)).split())

    planned = Planned(
        row.number, centre=text("centre"), programme=text("programme"), title=text("title"), reason=text("reason")
    )
    planned.number = _number(planned, "number", parse_integer(cell("number")))
    planned.seats = _number(planned, "seats", parse_integer(cell("seats")))
    planned.cost = _number(planned, "cost", parse_rupiah(cell("cost")))
    return planned


def _number(planned: Planned, name: str, parsed: Parsed[int]) -> int | None:
    if parsed.problem:
        planned.problems.append(f"{LABELS[name]}: {parsed.problem}")
    elif parsed.value is not None and not 0 <= parsed.value <= 10**14:
        planned.problems.append(_("“%(field)s”: angkanya di luar batas. Periksa lagi.") % {"field": LABELS[name]})
        return None
    return parsed.value
