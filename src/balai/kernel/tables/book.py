"""Opens a table of any kind an office sends, and hands out its rows."""

import io
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TypeVar

from django.utils.translation import gettext as _
from python_calamine import (
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    load_workbook,
)

from balai.kernel.refusal import Refused
from balai.kernel.tables.archives import look_through
from balai.kernel.tables.cells import Cell, Merge, Row, is_blank_row
from balai.kernel.tables.delimited import decode, delimiter_of, read_rows
from balai.kernel.tables.kinds import CORRUPT, EMPTY, ENCRYPTED, Kind, kind_of
from balai.kernel.tables.limits import Limits
from balai.kernel.tables.measure import measure_sheets
from balai.kernel.tables.merges import fill_down
from balai.kernel.tables.trial import raise_too_large, try_to_open

T = TypeVar("T")


@dataclass
class Contents:
    """The cells of one sheet: a way to walk them from the top, any number of times, and its merged ranges."""

    walk: Callable[[], Iterable[list[Cell]]]
    merges: tuple[Merge, ...] = ()


@dataclass
class Sheet:
    name: str
    limits: Limits
    load: Callable[[], Contents] = field(repr=False)
    hidden: bool = False

    @cached_property
    def contents(self) -> Contents:
        return self.load()

    @property
    def merges(self) -> tuple[Merge, ...]:
        return self.contents.merges

    def rows(self) -> Iterator[Row]:
        """Every row that holds something, with its number; blank rows are passed over, wherever they stand.

        A value merged over several rows is repeated in each. Raises Refused past the limits.
        """
        count, widest = 0, self.limits.columns
        filled = fill_down(self.contents.walk(), self.contents.merges)
        for number, cells in filled:
            if is_blank_row(cells):
                continue
            count += 1
            if count > self.limits.rows:
                raise _too_many_rows(self.limits.rows)
            yield Row(number, cells if len(cells) <= widest else self._narrowed(cells))

    def head(self, count: int = 30) -> list[Row]:
        return list(islice(self.rows(), count))

    def chunks(self, size: int = 1000) -> Iterator[list[Row]]:
        rows = self.rows()
        while chunk := list(islice(rows, size)):
            yield chunk

    def _narrowed(self, cells: list[Cell]) -> list[Cell]:
        if not is_blank_row(cells[self.limits.columns :]):
            raise Refused(
                "too_many_columns",
                _("Tabel ini lebih dari %(limit)d kolom. Hapus kolom yang tidak diperlukan, lalu kirim lagi.")
                % {"limit": self.limits.columns},
            )
        return cells[: self.limits.columns]


@dataclass
class Workbook:
    name: str
    kind: Kind
    sheets: list[Sheet]

    def sheet(self, name: str) -> Sheet | None:
        """By name, without regard to case and outer spaces."""
        wanted = name.strip().casefold()
        return next((sheet for sheet in self.sheets if sheet.name.strip().casefold() == wanted), None)

    def main_sheet(self) -> Sheet:
        """The first visible sheet that holds anything. Refused: none does."""
        for sheet in sorted(self.sheets, key=lambda sheet: sheet.hidden):
            if sheet.head(1):
                return sheet
        raise Refused("empty_file", EMPTY)


def open_table(source: str | os.PathLike[str] | bytes, name: str, limits: Limits | None = None) -> Workbook:
    """Opens a path or the content itself; `name` is only shown. Raises Refused with a sentence that says what to do."""
    limits = limits or Limits()
    size = len(source) if isinstance(source, bytes) else Path(source).stat().st_size
    if size > limits.file_bytes:
        raise Refused(
            "too_large",
            _("Berkas ini lebih dari %(limit)d MB. Bagi tabelnya menjadi beberapa berkas, lalu kirim satu per satu.")
            % {"limit": limits.file_bytes // (1024 * 1024)},
        )
    content = source if isinstance(source, bytes) else Path(source).read_bytes()
    kind = kind_of(content)
    if kind is Kind.CSV:
        return Workbook(name, kind, [_delimited_sheet(content, name, limits)])
    if kind is None:
        findings = look_through(content, limits)
        kind = findings.kind
        if kind is Kind.XLSX and (far := findings.to_measure(limits)):
            measure_sheets(content, far, limits)
        doubtful = findings.needs_trial(limits)
    else:
        doubtful = True
    if doubtful:
        try_to_open(content, limits)
    return Workbook(name, kind, _sheets(content, limits))


def _delimited_sheet(content: bytes, name: str, limits: Limits) -> Sheet:
    text = decode(content)
    if not text.strip():
        raise Refused("empty_file", EMPTY)
    delimiter = delimiter_of(text)
    return Sheet(name, limits, lambda: Contents(lambda: read_rows(text, delimiter)))


def _sheets(content: bytes, limits: Limits) -> list[Sheet]:
    book = _guarded(lambda: load_workbook(io.BytesIO(content)))
    return [
        Sheet(meta.name, limits, _loader(book, meta.name, limits), meta.visible is not SheetVisibleEnum.Visible)
        for meta in book.sheets_metadata
        if meta.typ is SheetTypeEnum.WorkSheet
    ]


def _loader(book: CalamineWorkbook, name: str, limits: Limits) -> Callable[[], Contents]:
    def load() -> Contents:
        sheet = _guarded(lambda: book.get_sheet_by_name(name))
        if sheet.height * sheet.width > limits.cells:
            raise_too_large()
        return Contents(sheet.iter_rows, _merges(sheet))

    return load


def _merges(sheet: CalamineSheet) -> tuple[Merge, ...]:
    """calamine counts merged ranges from the sheet's corner, but the cells of a row from the first used column."""
    shift = sheet.start[1] if sheet.start else 0
    return tuple(
        Merge(top + 1, left - shift, bottom + 1, right - shift)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
        if left >= shift
    )


def _guarded(read: Callable[[], T]) -> T:
    """A broken file can even panic inside the reader, which Python sees as a BaseException."""
    try:
        return read()
    except PasswordError as error:
        raise Refused("encrypted", ENCRYPTED) from error
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:
        raise Refused("corrupt", CORRUPT) from error


def _too_many_rows(limit: int) -> Refused:
    return Refused(
        "too_many_rows",
        _("Tabel ini lebih dari %(limit)d baris. Bagi menjadi beberapa berkas, lalu kirim satu per satu.")
        % {"limit": limit},
    )
