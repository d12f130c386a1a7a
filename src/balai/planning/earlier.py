"""What became of people of earlier classes, told from above: a room that knows registers how to ask, planning keeps the answer.

Planning lies below training and outcomes, so it cannot look; `outcomes` hands its answer in through `hear_from` at start-up.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Became:
    """Of people who completed: working, not working, unknown (asked or to be asked, nothing known), not_yet (their time to
    be asked has not come). source: code of who counted. wave: months after completion."""

    completed: int
    working: int
    not_working: int
    unknown: int
    not_yet: int
    wave: int
    as_of: date
    source: str


Asked = Callable[[Sequence[int], date], dict[int, Became]]
"""(ids of classes, day) -> what became of each; one query or a few, whatever the number of classes."""

_told: dict[str, Asked] = {}


def hear_from(source: str, asked: Asked) -> None:
    """source: code of the room. Called once, when the application starts."""
    _told[source] = asked


def became_of(batch_ids: Sequence[int], today: date) -> dict[int, Became]:
    """By class; empty when no room above knows."""
    found: dict[int, Became] = {}
    for asked in _told.values():
        found.update(asked(batch_ids, today))
    return found


def summed(rows: Sequence[Became]) -> Became | None:
    """Of several classes together; None without any."""
    if not rows:
        return None
    return Became(
        completed=sum(r.completed for r in rows),
        working=sum(r.working for r in rows),
        not_working=sum(r.not_working for r in rows),
        unknown=sum(r.unknown for r in rows),
        not_yet=sum(r.not_yet for r in rows),
        wave=rows[0].wave,
        as_of=rows[0].as_of,
        source=rows[0].source,
    )
