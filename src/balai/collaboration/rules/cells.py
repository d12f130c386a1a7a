"""What a cell of the workbook says. Every fault is a sentence that names what stands there and what may stand there."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from balai.collaboration.tables import LIST_MARK, Column, Is, Table
from balai.institutions.rules.partial_dates import first_and_last
from balai.kernel.refusal import Refused

_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?", re.ASCII)
_COUNT = re.compile(r"0|[1-9]\d{0,8}", re.ASCII)
_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,4})?", re.ASCII)
SHOWN = 60


@dataclass(frozen=True, slots=True)
class Fault:
    """n: row of the sheet, 0 for the table as a whole."""

    n: int
    column: str
    reason: str


@dataclass(slots=True)
class RowIn:
    """cells: canonical text, what an export gives back. values: fields of the model. one, many: codes referred to."""

    n: int
    key: str
    cells: dict[str, str]
    values: dict[str, Any] = field(default_factory=dict)
    one: dict[str, str] = field(default_factory=dict)
    many: dict[str, list[str]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def read_titles(table: Table, cells: Sequence[str], n: int) -> tuple[list[str], list[Fault]]:
    """Names of the columns, empty where a column is to be passed over; unknown and doubled ones are faults."""
    titles, faults = [], []
    for cell in cells:
        title = cell.casefold()
        if title and table.column(title) is None:
            known = ", ".join(table.names)
            faults.append(
                Fault(n, cell, _("Kolom “%(column)s” tidak dikenal di tabel “%(table)s”. Kolom yang dikenal: %(known)s.")
                      % {"column": shown(cell), "table": table.name, "known": known})
            )  # fmt: skip
        elif title in titles and title:
            faults.append(
                Fault(n, cell, _("Kolom “%(column)s” ada dua kali. Hapus salah satunya.") % {"column": title})
            )
        titles.append(title)
    if table.key not in titles:
        faults.append(
            Fault(n, table.key, _("Tabel “%(table)s” belum punya kolom “%(column)s”. Tambahkan di baris pertama.")
                  % {"table": table.name, "column": table.key})
        )  # fmt: skip
    return titles, faults


def read_row(table: Table, titles: Sequence[str], n: int, cells: Sequence[str]) -> RowIn:
    said = {title: cell for title, cell in zip(titles, cells, strict=False) if title}
    row = RowIn(n, said.get(table.key, ""), {})
    if any(cells[len(titles) :]):
        row.faults.append(
            Fault(n, "", _("Baris ini punya isi di luar kolom yang berjudul. Periksa tanda pemisah atau kutipnya."))
        )
    for column in table.columns:
        text = said.get(column.name, "")
        try:
            _read(row, column, text)
        except Refused as no:
            row.faults.append(Fault(n, column.name, str(no)))
    if not row.faults:
        row.faults += _reversed(table, row)
    return row


def _read(row: RowIn, column: Column, text: str) -> None:
    _check_text(column, text)
    row.cells[column.name] = text
    if column.kind is Is.ONE:
        row.one[column.name] = text
    elif column.kind in (Is.MANY, Is.WORDS):
        _take_words(row, column, text)
    elif column.kind is Is.DATE:
        first, last = _date(text)
        row.values |= {column.name: text, f"{column.name}_from": first, f"{column.name}_to": last}
    elif column.kind is Is.NUMBER:
        row.values |= {column.name: text, f"{column.name}_number": _number(column, text)}
    else:
        _check_choice(column, text)
        row.values[column.name] = _count(text) if column.kind is Is.COUNT else text


def _check_text(column: Column, text: str) -> None:
    if "\x00" in text:
        raise Refused("odd_letter", _("Isi sel ini memuat huruf yang tidak bisa disimpan. Ketik ulang isinya."))
    if len(text) > column.longest:
        raise Refused(
            "too_long", _("Isi sel ini lebih dari %(limit)d huruf. Persingkat isinya.") % {"limit": column.longest}
        )
    if column.required and not text:
        raise Refused("missing", _("Kolom “%(column)s” belum diisi.") % {"column": column.name})


def _take_words(row: RowIn, column: Column, text: str) -> None:
    words = _words(text)
    row.cells[column.name] = LIST_MARK.join(words)
    if column.kind is Is.MANY:
        row.many[column.name] = words
    else:
        row.values[column.name] = row.cells[column.name]


def _words(text: str) -> list[str]:
    words = [word.strip() for word in text.split(LIST_MARK)] if text else []
    if any(not word for word in words):
        raise Refused(
            "empty_word",
            _("Daftar “%(text)s” punya bagian yang kosong. Hapus titik koma yang berlebih.") % {"text": shown(text)},
        )
    doubled = next((word for word in words if words.count(word) > 1), None)
    if doubled:
        raise Refused("word_twice", _("“%(word)s” disebut dua kali. Hapus salah satunya.") % {"word": shown(doubled)})
    return words


def _count(text: str) -> int | None:
    if not text:
        return None
    if not _COUNT.fullmatch(text):
        raise Refused(
            "no_count", _("“%(text)s” bukan bilangan bulat. Tulis angka saja, misalnya 1200; kosongkan bila tidak disebut sumber.")
            % {"text": shown(text)},
        )  # fmt: skip
    return int(text)


def _date(text: str) -> tuple[date | None, date | None]:
    if not text:
        return None, None
    try:
        found = first_and_last(text) if _DATE.fullmatch(text) else None
    except ValueError:
        found = None
    if found is None:
        raise Refused(
            "no_date",
            _("“%(text)s” bukan tanggal. Tulis 2019, 2019-09, atau 2019-09-10, sejauh yang diketahui.")
            % {"text": shown(text)},
        )
    return found


def _number(column: Column, text: str) -> Decimal | None:
    """A promise's target may be said in words: kept as written, without a number."""
    number = None
    if _NUMBER.fullmatch(text):
        try:
            number = Decimal(text)
        except InvalidOperation:
            number = None
    if column.bounds is None or not text:
        return number
    low, high = column.bounds
    if number is None or not low <= number <= high:
        raise Refused(
            "out_of_bounds",
            _("“%(text)s” harus angka dari %(low)d sampai %(high)d.") % {"text": shown(text), "low": low, "high": high},
        )
    return number


def _check_choice(column: Column, text: str) -> None:
    if column.choices is None or not text:
        return
    known = _vocabulary(column.choices)
    if text not in known:
        raise Refused(
            "unknown_word", _("“%(text)s” tidak ada dalam daftar kata. Pilih salah satu: %(known)s; atau kosongkan.")
            % {"text": shown(text), "known": ", ".join(known)},
        )  # fmt: skip


@cache
def _vocabulary(choices: type[models.TextChoices]) -> tuple[str, ...]:
    return tuple(choices.values)


def _reversed(table: Table, row: RowIn) -> list[Fault]:
    faults = []
    for first, second in table.pairs:
        begins, ends = row.values[f"{first}_from"], row.values[f"{second}_to"]
        if begins and ends and ends < begins:
            faults.append(
                Fault(row.n, second, _("“%(second)s” lebih dulu daripada “%(first)s”. Perbaiki salah satu tanggalnya.")
                      % {"first": first, "second": second})
            )  # fmt: skip
    return faults


def shown(text: str) -> str:
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
