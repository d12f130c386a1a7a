"""What a cell turned out to be: a value, nothing at all, or a problem with a sentence that says what to do."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from balai.kernel.tables.cells import Cell, text_of

T = TypeVar("T")
# What offices write when they have nothing to say. It is "not said", never zero and never "no".
_NOTHING = frozenset({"", "-", "--", "---", "–", "—", ".", "...", "…", "n/a", "na", "null", "#n/a", "'"})


@dataclass(frozen=True, slots=True)
class Parsed(Generic[T]):
    """`value` None and no `problem`: the cell says nothing. `note`: a doubt worth showing; the value still stands."""

    value: T | None = None
    problem: str = ""
    note: str = ""

    @property
    def is_empty(self) -> bool:
        return self.value is None and not self.problem


def says_nothing(cell: Cell) -> bool:
    return isinstance(cell, str) and text_of(cell).lower() in _NOTHING


def shown(cell: Cell) -> str:
    """The cell for a sentence, cut where nobody reads on."""
    text = text_of(cell)
    return text if len(text) <= 40 else text[:39] + "…"
