"""A workbook of plain sheets: text stays text, whatever it begins with; numbers can be added up."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import xlsxwriter

_SAFE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


@dataclass(frozen=True, slots=True)
class SheetOut:
    """above: lines before the header. widths: of columns, in letters. bold_last: the last row is a total."""

    name: str
    header: Sequence[str]
    rows: Iterable[Sequence[str | int]]
    above: Sequence[str] = ()
    widths: Sequence[int] = field(default=())
    bold_last: bool = False


def write_book(sheets: Sequence[SheetOut]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, _SAFE)
    bold, number, total = (
        book.add_format(one)
        for one in (
            {"bold": True, "text_wrap": True, "bottom": 1},
            {"num_format": "#,##0"},
            {"bold": True, "num_format": "#,##0", "top": 1},
        )
    )
    for told in sheets:
        sheet = book.add_worksheet(told.name[:31])
        for column, width in enumerate(told.widths):
            sheet.set_column(column, column, width)
        for line, words in enumerate(told.above):
            sheet.write_string(line, 0, words)
        top = len(told.above)
        for column, title in enumerate(told.header):
            sheet.write_string(top, column, title, bold)
        sheet.freeze_panes(top + 1, 0)
        rows = list(told.rows)
        for line, row in enumerate(rows, start=top + 1):
            last = told.bold_last and line == top + len(rows)
            for column, cell in enumerate(row):
                if isinstance(cell, int):
                    sheet.write_number(line, column, cell, total if last else number)
                else:
                    sheet.write_string(line, column, cell, total if last else None)
    book.close()
    return out.getvalue()
