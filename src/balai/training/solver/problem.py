"""What the solver is given and what it answers: plain values, no database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

Lesson = tuple[date, int]
"""A day and the place of a lesson hour on it: 0 is the first of the day, breaks lie between them."""


@dataclass(frozen=True, slots=True)
class Start:
    """One time at which a block could be held. lesson: the place of its first lesson hour on the day. start, end: minutes since
    midnight, short breaks included. teachers, rooms: who and what is free then, the preferred first."""

    lesson: int
    start: int
    end: int
    teachers: tuple[int, ...]
    rooms: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Some lesson hours of one class on one day, held in one go. starts: in order of time; usual: the place in it of the time
    at which they stand when nothing is in the way. unit: of most of its hours.

    online: needs an instructor and no room. away: at an employer's, no room either. practice: uses the things of its class.
    """

    batch: int
    day: date
    hours: int
    unit: int | None
    practice: bool
    starts: tuple[Start, ...]
    usual: int = 0
    online: bool = False
    away: bool = False

    @property
    def needs_room(self) -> bool:
        return not (self.online or self.away)

    @property
    def takes_things(self) -> bool:
        return self.practice and self.needs_room

    @property
    def monday(self) -> date:
        return self.day - timedelta(days=self.day.weekday())

    def lessons(self, start: Start) -> range:
        return range(start.lesson, start.lesson + self.hours)


@dataclass(frozen=True, slots=True)
class Things:
    """Sound equipment by name in lower case. of: class -> name -> how many its practice takes. movable: what no room holds, for
    whoever needs it. fixed: room -> name -> how many stand there. used: what meetings that stand take of the movable ones at a
    lesson. Names whose number nobody wrote are left out everywhere. written: the name as the curriculum writes it."""

    of: Mapping[int, Mapping[str, int]] = field(default_factory=dict)
    movable: Mapping[str, int] = field(default_factory=dict)
    fixed: Mapping[int, Mapping[str, int]] = field(default_factory=dict)
    used: Mapping[tuple[str, Lesson], int] = field(default_factory=dict)
    written: Mapping[str, str] = field(default_factory=dict)

    def drawn(self, batch: int, room: int | None) -> dict[str, int]:
        """How many of each the class takes from what moves when it practises in that room."""
        there = self.fixed.get(room, {}) if room is not None else {}
        return {name: max(0, wanted - there.get(name, 0)) for name, wanted in self.of.get(batch, {}).items()}

    def left(self, name: str, lesson: Lesson) -> int:
        return max(0, self.movable.get(name, 0) - self.used.get((name, lesson), 0))


@dataclass(frozen=True, slots=True)
class Problem:
    """week_hours: (teacher, Monday) -> lesson hours still free. said: what gathering already found that cannot be kept."""

    blocks: tuple[Block, ...]
    week_hours: Mapping[tuple[int, date], int]
    things: Things = field(default_factory=Things)
    said: tuple["Problematic", ...] = ()


@dataclass(frozen=True, slots=True)
class Problematic:
    """kind: calendar, competence, licence, away, busy, hours, room, equipment, over, time. days: how many parts of days it concerns."""

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
    """For each block in order: which of its starts, its teacher and its room, None where none was free (or no room is needed).
    proven: nothing that is left open could have been kept."""

    starts: tuple[int, ...]
    teachers: tuple[int | None, ...]
    rooms: tuple[int | None, ...]
    proven: bool
    seconds: float
