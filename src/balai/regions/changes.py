"""Our own table of places that changed code, name or parent (changes.csv), and the decrees behind it (decrees.csv)."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

from balai.regions.enums import ChangeKind


@dataclass(frozen=True, slots=True)
class Change:
    """The place coded old_code is found under new_code (renamed, moved), or new_code came out of it (split, merged)."""

    old_code: str
    new_code: str
    old_name: str
    kind: ChangeKind
    on: date
    decree: str

    @property
    def keeps_identity(self) -> bool:
        return self.kind in (ChangeKind.RENAMED, ChangeKind.MOVED)


@cache
def known_changes() -> tuple[Change, ...]:
    """The table as shipped; reading it once takes some 10 ms."""
    decrees = {row["key"]: (date.fromisoformat(row["on"]), row["title"]) for row in _rows("decrees.csv") if row["on"]}
    return tuple(
        Change(row["old_code"], row["new_code"], row["old_name"], ChangeKind(row["kind"]), *decrees[row["decree"]])
        for row in _rows("changes.csv")
    )


def _rows(name: str) -> Iterator[dict[str, str]]:
    with resources.files("balai.regions").joinpath(name).open(encoding="utf-8") as rows:
        yield from csv.DictReader(rows)
