"""Rows that could not be taken, as a workbook that can be corrected and sent again."""

import io
from collections.abc import Iterable, Sequence

import xlsxwriter
from django.utils.translation import gettext as _

from balai.kernel.tables.cells import Cell

_LONGEST = 32_767
_SAFE = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": True,
    "default_date_format": "dd-mm-yyyy",
    "remove_timezone": True,
}


def reason_title() -> str:
    """The title of the last column. Importers know it, so that a file sent again does not take it for a field."""
    return _("Alasan ditolak")


def write_refused(titles: Sequence[str], rows: Iterable[tuple[Sequence[Cell], str]]) -> bytes:
    """XLSX of one header row and each row's original cells, the reason last. Text stays text, whatever it begins with."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, _SAFE)
    sheet = book.add_worksheet(_("Perlu diperbaiki"))
    bold, wrapped = book.add_format({"bold": True, "text_wrap": True}), book.add_format({"text_wrap": True})
    # Cells typed into the file later keep their leading zeros when the columns are text.
    sheet.set_column(0, len(titles) - 1 if titles else 0, 20, book.add_format({"num_format": "@"}))
    sheet.set_column(len(titles), len(titles), 60)
    sheet.freeze_panes(1, 0)
    for column, title in enumerate((*titles, reason_title())):
        sheet.write_string(0, column, title[:_LONGEST], bold)
    for number, (cells, reason) in enumerate(rows, start=1):
        for column, cell in enumerate(cells[: len(titles)]):
            if cell != "":
                sheet.write(number, column, cell[:_LONGEST] if isinstance(cell, str) else cell)
        sheet.write_string(number, len(titles), reason[:_LONGEST], wrapped)
    book.close()
    return out.getvalue()
