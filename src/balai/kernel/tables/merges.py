"""A value merged over several rows belongs to each of them."""

from collections.abc import Iterable, Iterator

from balai.kernel.tables.cells import Cell, Merge, is_blank, is_blank_row

# Column -> (last row it reaches, the value).
_Running = dict[int, tuple[int, Cell]]


def fill_down(rows: Iterable[list[Cell]], merges: tuple[Merge, ...]) -> Iterator[tuple[int, list[Cell]]]:
    """Numbers the rows from 1 and repeats a merged value in the rows below it that are not blank otherwise."""
    starts: dict[int, list[Merge]] = {}
    for merge in merges:
        if merge.last_row > merge.first_row:
            starts.setdefault(merge.first_row, []).append(merge)
    if not starts:
        yield from enumerate(rows, start=1)
        return
    running: _Running = {}
    for number, cells in enumerate(rows, start=1):
        if running and not is_blank_row(cells):
            _fill(number, cells, running)
        for merge in starts.get(number, ()):
            if merge.first_column < len(cells):
                running[merge.first_column] = (merge.last_row, cells[merge.first_column])
        yield number, cells


def _fill(number: int, cells: list[Cell], running: _Running) -> None:
    for column, (last_row, value) in list(running.items()):
        if number > last_row:
            del running[column]
        elif is_blank(cells[column]):
            cells[column] = value
