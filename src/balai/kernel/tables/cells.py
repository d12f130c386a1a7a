"""What a cell can be, and a row of them with its number in the file."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

# A cell that was a number stays int or float, so that a reader can see that leading zeros or digits may be lost.
# An empty cell is "". Booleans are asked for before numbers, because bool is an int.
Cell: TypeAlias = str | int | float | bool | dt.datetime | dt.date | dt.time | dt.timedelta


class Row(NamedTuple):
    """`number` counts from 1, as the spreadsheet program shows it."""

    number: int
    cells: list[Cell]


class Merge(NamedTuple):
    """A merged range; row numbers count from 1 as in Row, columns from 0 as in Row.cells; both ends included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


def was_number(cell: Cell) -> bool:
    return isinstance(cell, int | float) and not isinstance(cell, bool)


_BLANK = "\ufeff\u200b \t\r\n\xa0"


def is_blank(cell: Cell) -> bool:
    return isinstance(cell, str) and not cell.strip(_BLANK)


def filled_cells(cells: Sequence[Cell]) -> list[Cell]:
    return [cell for cell in cells if not isinstance(cell, str) or cell.strip(_BLANK)]


def is_blank_row(cells: Sequence[Cell]) -> bool:
    for cell in cells:  # noqa: SIM110 - asked of every row; all() with a generator takes twice as long
        if cell.__class__ is not str or (cell and not is_blank(cell)):
            return False
    return True


def number_text(number: int | float) -> str:
    """A spreadsheet keeps 15 significant digits; more would be invented."""
    if isinstance(number, int):
        return str(number)
    if number != number or number in (float("inf"), float("-inf")):
        return ""
    if number.is_integer() and abs(number) < 1e21:
        return str(int(float(f"{number:.15g}")))
    return f"{number:.15g}"


def text_of(cell: Cell) -> str:
    """The cell as a person would read it; dates day first."""
    if isinstance(cell, str):
        return clean_text(cell)
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, int | float):
        return number_text(cell)
    if isinstance(cell, dt.datetime):
        return cell.strftime("%d-%m-%Y" if cell.time() == dt.time() else "%d-%m-%Y %H.%M")
    if isinstance(cell, dt.date):
        return cell.strftime("%d-%m-%Y")
    return str(cell)


def clean_text(text: str) -> str:
    """Spaces of every kind (no-break, zero-width, tab, line break) become one space; none at the ends."""
    if "\u200b" in text or "\ufeff" in text or "\u200e" in text:
        text = text.replace("\u200b", "").replace("\ufeff", "").replace("\u200e", "")
    cleaned = " ".join(text.split())
    return text if cleaned == text else cleaned  # the cell's own text, so that it is not held twice
