"""Two assessments beside each other, as they were kept: what each subject was and is, and which rows are new or gone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from balai.collaboration.assessment.frameworks import ELEMENTS
from balai.collaboration.enums import Framework, Subject, Value

ORDER = (Value.WEAK, Value.MIXED, Value.ADEQUATE, Value.STRONG)
Kept = Mapping[str, Any]
"""As Assessment.as_json."""


class Turn(StrEnum):
    """better, worse: along ORDER. first: nothing spoke of it before. gone: nothing does any more. more: as before, with other rows."""

    BETTER = "better"
    WORSE = "worse"
    FIRST = "first"
    GONE = "gone"
    MORE = "more"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Change:
    """new, gone: rows of evidence of the newer that the older did not name, and the other way round."""

    subject: Subject
    before: Value
    after: Value
    turn: Turn
    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FactorChange:
    """A factor that came into a list or left it."""

    subject: Subject
    kind: str
    came: bool


def changes(older: Kept, newer: Kept, framework: Framework) -> list[Change]:
    return [_change(Subject(one), older["verdicts"], newer["verdicts"]) for one in ELEMENTS[framework]]


def _change(subject: Subject, older: Kept, newer: Kept) -> Change:
    silent: Kept = {"value": Value.NO_EVIDENCE, "records": {"evidence": []}, "said": {"evidence": []}}
    was, now = older.get(subject) or silent, newer.get(subject) or silent
    before, after = Value(was["value"]), Value(now["value"])
    rows, later = _rows(was), _rows(now)
    new, gone = tuple(sorted(later - rows)), tuple(sorted(rows - later))
    return Change(subject, before, after, _turn(before, after, bool(new or gone)), new, gone)


def _rows(verdict: Kept) -> set[str]:
    return {*verdict["records"]["evidence"], *verdict["said"]["evidence"]}


def _turn(before: Value, after: Value, other_rows: bool) -> Turn:
    if before == after:
        return Turn.MORE if other_rows else Turn.SAME
    if before not in ORDER:
        return Turn.FIRST if after in ORDER else Turn.SAME
    if after not in ORDER:
        return Turn.GONE
    return Turn.BETTER if ORDER.index(after) > ORDER.index(before) else Turn.WORSE


def factor_changes(older: Kept, newer: Kept) -> list[FactorChange]:
    """What hinders or helps now and did not then, or the other way round."""
    found = []
    for kind in ("inhibiting", "supporting"):
        was, now = _subjects(older[kind]), _subjects(newer[kind])
        found += [FactorChange(Subject(one), kind, one in now) for one in sorted(was ^ now)]
    return found


def _subjects(findings: Sequence[Kept]) -> set[str]:
    return {one["subject"] for one in findings}
