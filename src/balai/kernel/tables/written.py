"""A workbook of plain sheets: text stays text, whatever it begins with; numbers can be added up."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Cell = str | int | Decimal | date | None
WIDTH = 15
_SAFE = {
    "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
    "default_date_format": "dd-mm-yyyy",
}  # fmt: skip
_FORMATS = {
    "title": {"bold": True, "font_size": 14},
    "head": {"bold": True, "bg_color": "#E3F0EE", "text_wrap": True, "valign": "top", "border": 1},
    "whole": {"num_format": "#,##0"}, "parts": {"num_format": "#,##0.00"}, "day": {"num_format": "dd-mm-yyyy"},
    "total": {"bold": True, "num_format": "#,##0", "top": 1},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SheetOut:
    """above: lines before the header, the first as a title. widths: of columns, in letters. bold_last: the last row is a
    total."""

    name: str
    header: Sequence[str]
    rows: Iterable[Sequence[Cell]]
    above: Sequence[str] = ()
    widths: Sequence[int] = field(default=())
    bold_last: bool = False


def write_book(sheets: Iterable[SheetOut], *, title: str = "", author: str = "", day: date | None = None) -> bytes:
    """day: of its making; with it the same sheets give the same bytes."""
    import xlsxwriter  # noqa: PLC0415  # only who downloads pays for it

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, _SAFE)
    made = {"created": datetime(day.year, day.month, day.day, tzinfo=UTC)} if day else {}
    book.set_properties({"title": title, "author": author} | made)
    formats = {name: book.add_format(said) for name, said in _FORMATS.items()}
    for told in sheets:
        _write(book.add_worksheet(told.name[:31]), told, formats)
    book.close()
    return out.getvalue()


def _write(sheet: Any, told: SheetOut, formats: dict[str, Any]) -> None:
    for line, words in enumerate(told.above):
        sheet.write_string(line, 0, words, formats["title"] if line == 0 else None)
    top = len(told.above)
    for column, words in enumerate(told.header):
        sheet.write_string(top, column, words, formats["head"])
        sheet.set_column(column, column, told.widths[column] if column < len(told.widths) else WIDTH)
    rows = list(told.rows)
    for line, row in enumerate(rows, start=top + 1):
        total = formats["total"] if told.bold_last and line == top + len(rows) else None
        for column, cell in enumerate(row):
            _write_cell(sheet, (line, column), cell, total, formats)
    sheet.freeze_panes(top + 1, min(2, len(told.header) - 1))
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(top)


def _write_cell(sheet: Any, place: tuple[int, int], cell: Cell, total: Any, formats: dict[str, Any]) -> None:
    if cell is None or cell == "":
        sheet.write_blank(*place, None, total)
    elif isinstance(cell, str):
        sheet.write_string(*place, cell, total)
    elif isinstance(cell, date):
        sheet.write_datetime(*place, cell, total or formats["day"])
    else:
        sheet.write_number(*place, cell, total or formats["parts" if isinstance(cell, Decimal) else "whole"])
