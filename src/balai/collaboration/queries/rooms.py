"""What the other rooms know of a living period's parties in its days, as rows of its book: read when it is assessed, never copied.

No row names a person. Absence proves nothing here: a table is complete only where the secretary says so. As many queries as there
are kinds of rows, however many the periods, bodies and classes.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from balai.collaboration.models import Period
from balai.collaboration.queries.books import Cells
from balai.collaboration.queries.living import RoomRow, living_of
from balai.collaboration.queries.room_bodies import agreements, facilities, instructors
from balai.collaboration.queries.room_classes import classes_and_after


def rows_of_rooms(periods: Sequence[Period], known: Mapping[int, date | None]) -> dict[int, list[RoomRow]]:
    """By period, in a fixed order."""
    living = living_of(periods, known)
    found: dict[int, list[RoomRow]] = defaultdict(list)
    if living:
        for read in (agreements, classes_and_after, facilities, instructors):
            for pk, row in read(living):
                found[pk].append(row)
    return found


def add_rooms(tables: dict[str, list[Cells]], rows: Sequence[RoomRow]) -> dict[str, list[Cells]]:
    """The workbook with them; a row of the period itself that has the same code goes before."""
    taken = {name: {cells["code"] for cells in found} for name, found in tables.items() if name != "coverage"}
    for row in rows:
        if row.table in taken and row.code not in taken[row.table]:
            tables[row.table].append(row.cells)
    return tables
