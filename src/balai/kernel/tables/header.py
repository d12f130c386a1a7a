"""Where the table begins: titles above, one or two header rows, a row of column numbers below."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from balai.kernel.tables.cells import Cell, Merge, Row, filled_cells, is_blank, text_of
from balai.kernel.tables.titles import is_title_like, joined, last_level, normal_title, without_aside

_LOOK_AT = 60
_YEAR = re.compile(r"(?:19|20)\d\d", re.ASCII)


@dataclass(frozen=True)
class HeaderFound:
    """Row numbers as in Row. `titles` has one entry a column, "" where nothing stands; `cells` are the header rows."""

    start_row: int
    rows_used: int
    titles: list[str]
    first_data_row: int
    cells: tuple[tuple[Cell, ...], ...] = ()


def find_header(rows: Sequence[Row], known_names: Iterable[str], merges: Sequence[Merge] = ()) -> HeaderFound | None:
    """Looks at the first rows (`sheet.head(60)`); None when no row looks like a header, so that a person points at it.

    `known_names` are titles one expects, in any spelling; without any known one the first full row of short texts wins.
    """
    known = {normal_title(name) for name in known_names}
    looked = list(rows[:_LOOK_AT])
    best = _best_row(looked, known)
    if best is None:
        return None
    for top, sub in ((best - 1, best), (best, best + 1)):
        if top >= 0 and sub < len(looked) and (titles := _two_levels(looked[top], looked[sub], merges, known)):
            return _found(looked, top, 2, titles)
    return _found(looked, best, 1, [text_of(cell) for cell in looked[best].cells])


def header_at(rows: Sequence[Row], row_number: int, rows_used: int, merges: Sequence[Merge] = ()) -> HeaderFound | None:
    """The header a person pointed at; None when that row holds nothing."""
    looked = list(rows)
    at = next((index for index, row in enumerate(looked) if row.number == row_number), None)
    if at is None:
        return None
    if rows_used == 2 and at + 1 < len(looked):
        top, sub = looked[at], looked[at + 1]
        return _found(looked, at, 2, _spread(top, sub, _groups(top, sub, _spans(top, merges))))
    return _found(looked, at, 1, [text_of(cell) for cell in looked[at].cells])


def _found(rows: list[Row], start: int, used: int, titles: list[str]) -> HeaderFound:
    after = start + used
    if after < len(rows) and is_numbering(rows[after].cells):
        after += 1
    first = rows[after].number if after < len(rows) else rows[after - 1].number + 1
    return HeaderFound(
        rows[start].number, used, titles, first, tuple(tuple(row.cells) for row in rows[start : start + used])
    )


def _hits(titles: Iterable[str], known: set[str]) -> int:
    return sum(
        not known.isdisjoint((normal_title(title), normal_title(without_aside(title)), normal_title(last_level(title))))
        for title in set(titles)
        if title
    )


def _best_row(rows: list[Row], known: set[str]) -> int | None:
    hits = [_hits([text_of(cell) for cell in row.cells if is_title_like(cell)], known) for row in rows]
    most = max(hits, default=0)
    widest = max((len(filled_cells(row.cells)) for row in rows), default=0)
    if most >= 2 or (most == 1 and widest <= 2):
        return hits.index(most)
    return next((index for index, row in enumerate(rows) if _looks_like_header(row.cells, widest)), None)


def _looks_like_header(cells: list[Cell], widest: int) -> bool:
    filled = filled_cells(cells)
    names = {text_of(cell).lower() for cell in filled}
    enough = len(filled) >= max(1, widest * 0.6) if widest <= 2 else len(filled) >= max(2, widest * 0.6)
    titles = sum(map(is_title_like, filled))
    return enough and len(names) == len(filled) and 0 < titles == sum(not _is_year(cell) for cell in filled)


def _is_year(cell: Cell) -> bool:
    """Years stand as titles over figures: pendidikan, 2019, 2020."""
    return _YEAR.fullmatch(text_of(cell)) is not None


def is_numbering(cells: Sequence[Cell]) -> bool:
    """'1 2 3 4' or '(1) (2) (3)' under the titles."""
    numbers = [text_of(cell).strip("(). ") for cell in filled_cells(cells)]
    return len(numbers) >= 3 and numbers == [str(number) for number in range(1, len(numbers) + 1)]


def _two_levels(top: Row, sub: Row, merges: Sequence[Merge], known: set[str]) -> list[str] | None:
    """Titles of a header of two rows, or None when the rows are not that."""
    if sub.number != top.number + 1:
        return None
    if not all(is_blank(cell) or is_title_like(cell) for cell in (*top.cells, *sub.cells)):
        return None
    spans = _spans(top, merges)
    groups = _groups(top, sub, spans)
    single = _titles_over_both(top, sub, groups)
    if not groups or single is None or (single == 0 and len(spans) < 2):
        return None
    titles = _spread(top, sub, groups)
    hits = max(_hits(map(text_of, top.cells), known), _hits(map(text_of, sub.cells), known))
    # Each group costs at most its own title; more lost means that the second row was no header.
    return titles if spans or _hits(titles, known) >= hits - len(set(groups.values())) else None


def _spans(top: Row, merges: Sequence[Merge]) -> list[Merge]:
    return [
        merge
        for merge in merges
        if merge.first_row == merge.last_row == top.number and merge.last_column > merge.first_column
    ]


def _groups(top: Row, sub: Row, spans: Sequence[Merge]) -> dict[int, int]:
    """Column -> the column whose title stands above it, for columns under a title that spans several.

    Where the file does not say what is merged, a blank above a filled cell belongs to the title on its left.
    """
    if spans:
        return {
            column: span.first_column for span in spans for column in range(span.first_column, span.last_column + 1)
        }
    groups: dict[int, int] = {}
    owner = -1
    for column in range(min(len(top.cells), len(sub.cells))):
        if is_blank(sub.cells[column]):
            owner = -1
        elif not is_blank(top.cells[column]):
            owner = column
        elif owner >= 0:
            groups[column] = groups[owner] = owner
    return groups


def _titles_over_both(top: Row, sub: Row, groups: dict[int, int]) -> int | None:
    """How many titles stand in one column alone; None when one is contradicted below, as by a row of entries."""
    single = 0
    for column in range(min(len(top.cells), len(sub.cells))):
        above, below = text_of(top.cells[column]), text_of(sub.cells[column])
        if column in groups or (not above and not below):
            continue
        if above and below and normal_title(above) != normal_title(below):
            return None
        single += bool(above)
    return single


def _spread(top: Row, sub: Row, groups: dict[int, int]) -> list[str]:
    width = max(len(top.cells), len(sub.cells))
    above = [text_of(cell) for cell in top.cells] + [""] * (width - len(top.cells))
    below = [text_of(cell) for cell in sub.cells] + [""] * (width - len(sub.cells))
    return [joined(above[groups.get(column, column)], below[column]) for column in range(width)]
