"""From scores to an order, the same whenever and wherever it is computed: whole numbers and decimals, never floats.

Order: final score, then interview, then test, then documents, each higher first. Those still equal are drawn in public
(rules/drawing.py); until then they stand in the order of a fixed lot and nothing is proposed for them where it matters.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal
from uuid import UUID

from balai.admissions.enums import Outcome, Stage

Weights = Mapping[str, int]
Equal = tuple[Decimal, Decimal, Decimal, Decimal]
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Scored:
    """scores: stage -> 0..100 of the stages scored so far. absent: stages the applicant did not come to."""

    application_id: UUID
    scores: Mapping[str, Decimal]
    absent: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Ranked:
    """total: None while a weighted stage is not scored. place: 1.. among those with a total, None otherwise.

    below: stages under their pass mark. tied: equal to somebody in everything; owed: a draw must decide among them first;
    tie: the first place of the equals, the same for all of them.
    """

    application_id: UUID
    total: Decimal | None
    place: int | None
    outcome: Outcome | None
    missing: tuple[str, ...] = ()
    tied: bool = False
    below: tuple[str, ...] = ()
    owed: bool = False
    tie: int = 0


@dataclass(frozen=True, slots=True)
class Method:
    """How a class selects. passing: stage -> pass mark, 0 for none. drawn: application -> its place in the draw."""

    weights: Weights
    passing: Weights = field(default_factory=dict)
    by_lot: bool = False
    drawn: Mapping[UUID, int] = field(default_factory=dict)

    @property
    def needed(self) -> list[str]:
        """Stages that must be scored, in their order."""
        return [str(s) for s in Stage if self.weights.get(s, 0) > 0 or self.passing.get(s, 0) > 0]


def lot(batch_id: int, application_id: UUID, seed: str = "") -> str:
    return hashlib.sha256(f"{seed}|{batch_id}|{application_id}".encode()).hexdigest()


def total(scores: Mapping[str, Decimal], weights: Weights) -> Decimal | None:
    """Weighted mean over the stages that count, two decimals; None when one of them is missing."""
    counting = {stage: weight for stage, weight in weights.items() if weight > 0}
    if not counting or any(stage not in scores for stage in counting):
        return None
    whole = sum(scores[stage] * weight for stage, weight in counting.items())
    return (Decimal(whole) / sum(counting.values())).quantize(CENT, ROUND_HALF_UP)


def ranking(
    batch_id: int, applicants: Iterable[Scored], method: Method | Weights, *, seats: int, reserves: int
) -> list[Ranked]:
    """Seats and reserves proposed by rank; who was absent is proposed as forfeited, who is under a pass mark as declined;
    without all scores nothing is proposed, nor among equals that a draw must part."""
    how = method if isinstance(method, Method) else Method(method)
    full, below, missing, absent = [], [], [], []
    for one in sorted(applicants, key=lambda a: a.application_id):
        gaps = tuple(s for s in how.needed if s not in one.scores)
        under = tuple(s for s, mark in how.passing.items() if mark > 0 and s in one.scores and one.scores[s] < mark)
        sum_ = total(one.scores, how.weights)
        if one.absent:
            absent.append(Ranked(one.application_id, None, None, Outcome.FORFEIT))
        elif under:
            below.append(Ranked(one.application_id, sum_, None, Outcome.DECLINE, gaps, below=under))
        elif gaps or (sum_ is None and not how.by_lot):
            missing.append(Ranked(one.application_id, None, None, None, gaps))
        else:
            full.append((_equal(sum_, one, how), _lot(batch_id, one.application_id, how), sum_, one))
    full.sort(key=lambda entry: entry[:2])
    placed = [
        Ranked(one.application_id, sum_, place, _proposed(place, seats, reserves))
        for place, (_same, _lots, sum_, one) in enumerate(full, 1)
    ]
    return _parted(placed, [entry[0] for entry in full], how) + missing + below + absent


def _equal(sum_: Decimal | None, one: Scored, how: Method) -> Equal:
    """Two with the same are told apart by a draw only."""
    if how.by_lot:
        return Decimal(0), Decimal(0), Decimal(0), Decimal(0)

    def down(stage: str) -> Decimal:
        return -one.scores.get(stage, Decimal(0))

    return -(sum_ or Decimal(0)), down(Stage.INTERVIEW), down(Stage.TEST), down(Stage.DOCUMENTS)


def _lot(batch_id: int, application_id: UUID, how: Method) -> tuple[int, str]:
    """Drawn ones in their order; whoever is not in the draw behind them."""
    return how.drawn.get(application_id, len(how.drawn) + 1), lot(batch_id, application_id)


def _parted(placed: Sequence[Ranked], equals: Sequence[Equal], how: Method) -> list[Ranked]:
    groups: dict[Equal, list[Ranked]] = defaultdict(list)
    for one, same in zip(placed, equals, strict=True):
        groups[same].append(one)
    found = []
    for group in groups.values():
        tied = len(group) > 1
        owed = tied and _matters(group) and any(one.application_id not in how.drawn for one in group)
        found += [
            replace(r, tied=tied, owed=owed, tie=group[0].place or 0, outcome=None if owed else r.outcome)
            for r in group
        ]
    return found


def _matters(group: Sequence[Ranked]) -> bool:
    """Equals get different things: a seat or a place as reserve, or different turns among the reserves."""
    outcomes = [one.outcome for one in group]
    return len(set(outcomes)) > 1 or Outcome.RESERVE in outcomes


def _proposed(place: int, seats: int, reserves: int) -> Outcome:
    if place <= seats:
        return Outcome.SELECT
    return Outcome.RESERVE if place <= seats + reserves else Outcome.DECLINE


def owed_groups(ranked: Iterable[Ranked]) -> list[list[UUID]]:
    """Who must be drawn among themselves, group by group in the order of their places."""
    groups: dict[int, list[UUID]] = {}
    for one in ranked:
        if one.owed:
            groups.setdefault(one.tie, []).append(one.application_id)
    return list(groups.values())
