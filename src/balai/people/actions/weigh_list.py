"""A list read and weighed block by block. Who becomes a person is handed on while the next block is read."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from itertools import islice
from typing import Final

from balai.imports.actions.rows import Reason
from balai.institutions.models import Institution
from balai.kernel.identifiers import uuid7_many
from balai.kernel.lane import Lane
from balai.kernel.tables import Skipped
from balai.people.actions.list_reading import OpenedList, Places, read_rows
from balai.people.queries.known import KnownPeople, known_people, nik_hashes
from balai.people.rules.list_rows import ListRow
from balai.people.rules.list_verdicts import Verdicts, Weighed
from balai.people.rules.recognition import recognition_keys, recognition_text

BLOCK: Final = 2_000
_Found = Callable[[], KnownPeople]
_Keep = Callable[[Sequence[Weighed]], None]


@dataclass(slots=True)
class Weighing:
    """One walk through a list: a new one for every attempt. read: entries of the table so far."""

    opened: OpenedList
    mapping: dict[str, str]
    institution: Institution | None
    today: date
    verdicts: Verdicts = field(default_factory=Verdicts)
    read: int = 0
    skipped: list[Skipped] = field(default_factory=list)
    notes: list[tuple[int, Reason]] = field(default_factory=list)
    _unnumbered: list[ListRow] = field(default_factory=list)

    def run(self, lane: Lane, keep: _Keep) -> Verdicts:
        """keep: told of people to be written, a block at a time. Raises Refused for the file as a whole; rows never raise."""
        self._walk_numbered(lane, keep)
        self._weigh_unnumbered(lane, keep)
        self._read_again()
        self.verdicts.refused.sort(key=lambda row: row.n)
        self.verdicts.asked = dict(sorted(self.verdicts.asked.items()))
        return self.verdicts

    def _walk_numbered(self, lane: Lane, keep: _Keep) -> None:
        """The database looks for one block while the block before it is sealed and the next one is read."""
        places = Places(self.institution)
        before: tuple[list[Weighed], _Found] | None = None
        for rows in self._blocks():
            if places.misses(rows):
                lane.do(partial(places.look_up, rows))()
            places.fill(rows)
            self._unnumbered += [row for row in rows if not row.nik]
            block = self._hashed([row for row in rows if row.nik])
            found = _look_for(lane, block)
            if before:
                self._settle(*before, keep)
            before = block, found
        if before:
            self._settle(*before, keep)

    def _blocks(self) -> Iterator[list[ListRow]]:
        """Readable rows. Broken ones are refused before anything is compared; they do not count among the others."""
        rows = read_rows(self.opened, self.mapping, self.today)
        while some := list(islice(rows, BLOCK)):
            read = [one for one in some if isinstance(one, ListRow)]
            self.read += len(read)
            self.skipped += [one for one in some if isinstance(one, Skipped)]
            self.verdicts.refused += [row for row in read if row.problems]
            self.notes += [(row.n, note) for row in read for note in row.notes]
            yield [row for row in read if not row.problems]

    def _hashed(self, rows: Sequence[ListRow]) -> list[Weighed]:
        office = self.institution.pk if self.institution else None
        keys = recognition_keys([_recognition_text(row, office) for row in rows])
        marks = iter(nik_hashes([row.nik for row in rows if row.nik]))
        ids = uuid7_many(len(rows))
        return [
            Weighed(row, key, next(marks) if row.nik else b"", pk) for row, key, pk in zip(rows, keys, ids, strict=True)
        ]

    def _settle(self, block: Sequence[Weighed], found: _Found, keep: _Keep) -> None:
        became = self.verdicts.weigh_numbered(block, found())
        if became:
            keep(became)

    def _weigh_unnumbered(self, lane: Lane, keep: _Keep) -> None:
        rows = self._hashed(self._unnumbered)
        self._unnumbered = []
        became = self.verdicts.weigh_unnumbered(rows, _look_for(lane, rows)())
        for start in range(0, len(became), BLOCK):
            keep(became[start : start + BLOCK])

    def _read_again(self) -> None:
        """Rows whose NIK came a second time, long after they were let go. There are few, or the list is broken."""
        if self.verdicts.to_ask:
            for row in read_rows(self.opened, self.mapping, self.today):
                if isinstance(row, ListRow) and row.n in self.verdicts.to_ask:
                    self.verdicts.ask_again(row)


def _look_for(lane: Lane, block: Sequence[Weighed]) -> _Found:
    numbers, hashes = [one.row.nik for one in block if one.mark], [one.mark for one in block if one.mark]
    keys = [one.key for one in block]
    return lane.do(lambda: known_people(numbers, hashes, keys))


def _recognition_text(row: ListRow, office: int | None) -> str:
    said = row.fields.get
    return recognition_text(said("name_key", ""), said("birth_date"), said("phone", ""), said("home_region_id"), office)
