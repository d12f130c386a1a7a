"""What the solver is given and what it answers: plain values, no database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

Time = tuple[date, int]
"""A day and its part: 0 before noon, 1 after."""


@dataclass(frozen=True, slots=True)
class Block:
    """Some lesson hours of one class on one part of a day. start, end: minutes since midnight, breaks included.

    teachers, rooms: who and what could serve, the preferred first. kept_from: why others could not, by id.
    """

    batch: int
    day: date
    part: int
    start: int
    end: int
    hours: int
    unit: int | None
    practice: bool
    teachers: tuple[int, ...]
    rooms: tuple[int, ...]

    @property
    def time(self) -> Time:
        return self.day, self.part


@dataclass(frozen=True, slots=True)
class Problem:
    """week_hours: (teacher, Monday) -> lesson hours still free; things: batch -> name -> how many its practice takes;
    stock: how many sound ones there are. said: what gathering already found that cannot be kept."""

    blocks: tuple[Block, ...]
    week_hours: Mapping[tuple[int, date], int]
    things: Mapping[int, Mapping[str, int]] = field(default_factory=dict)
    stock: Mapping[str, int] = field(default_factory=dict)
    said: tuple["Problematic", ...] = ()


@dataclass(frozen=True, slots=True)
class Problematic:
    """kind: calendar, competence, licence, busy, hours, room, equipment. days: how many parts of days it concerns."""

    batch: int
    kind: str
    sentence: str
    first: date | None = None
    days: int = 1

    def as_json(self) -> dict[str, object]:
        return {
            "batch": self.batch, "kind": self.kind, "sentence": self.sentence, "days": self.days,
            "first": self.first.isoformat() if self.first else "",
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """teacher and room of each block in order, None where none was free. proven: nothing better exists."""

    teachers: tuple[int | None, ...]
    rooms: tuple[int | None, ...]
    proven: bool
    seconds: float
