"""From scores to an order, the same whenever and wherever it is computed.

Order: final score, then interview, then test, then documents, each higher first; those still equal are ordered by a
fixed lot, a hash over the class and the application that nobody chose. Issue 3 may put a public draw in the place of the
lot by handing its seed to `lot`.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from uuid import UUID

from balai.admissions.enums import Outcome, Stage

Weights = Mapping[str, int]
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Scored:
    """scores: stage -> 0..100 of the stages scored so far. absent: stages the applicant did not come to."""

    application_id: UUID
    scores: Mapping[str, Decimal]
    absent: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Ranked:
    """total: None while a weighted stage is not scored. place: 1.. among those with a total, None otherwise."""

    application_id: UUID
    total: Decimal | None
    place: int | None
    outcome: Outcome | None
    missing: tuple[str, ...] = ()
    tied: bool = False


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
    batch_id: int, applicants: Iterable[Scored], weights: Weights, *, seats: int, reserves: int, seed: str = ""
) -> list[Ranked]:
    """Seats and reserves proposed by rank; who was absent is proposed as forfeited; without all scores nothing is proposed."""
    full, absent, missing = [], [], []
    for one in applicants:
        if one.absent:
            absent.append(Ranked(one.application_id, None, None, Outcome.FORFEIT))
        elif (sum_ := total(one.scores, weights)) is None:
            gaps = tuple(s for s, weight in weights.items() if weight > 0 and s not in one.scores)
            missing.append(Ranked(one.application_id, None, None, None, gaps))
        else:
            full.append((_key(sum_, one, batch_id, seed), sum_, one))
    full.sort(key=lambda entry: entry[0])
    placed = []
    equal = [entry[0][:4] for entry in full]
    for place, (key, sum_, one) in enumerate(full, 1):
        tied = equal.count(key[:4]) > 1
        placed.append(Ranked(one.application_id, sum_, place, _proposed(place, seats, reserves), (), tied))
    return placed + missing + absent


def _key(sum_: Decimal, one: Scored, batch_id: int, seed: str) -> tuple[Decimal, Decimal, Decimal, Decimal, str]:
    def down(stage: str) -> Decimal:
        return -one.scores.get(stage, Decimal(0))

    return (
        -sum_,
        down(Stage.INTERVIEW),
        down(Stage.TEST),
        down(Stage.DOCUMENTS),
        lot(batch_id, one.application_id, seed),
    )


def _proposed(place: int, seats: int, reserves: int) -> Outcome:
    if place <= seats:
        return Outcome.SELECT
    return Outcome.RESERVE if place <= seats + reserves else Outcome.DECLINE
