"""The funnel of a class: how many stood at each step, what share was lost where, what is not known."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from balai.access.permissions import Permission as P
from balai.admissions.enums import ApplicationState, DecisionRule
from balai.admissions.queries.roads import FirstDay, Gate, gates, left_behind
from balai.training.first_day import came_on_first_day
from balai.web.admissions.selection import own_batch
from balai.web.gate import permitted
from balai.web.request import DeskRequest


@dataclass(frozen=True, slots=True)
class Line:
    """share: of those at the step before, in percent; None where one of the two is not known."""

    gate: Gate
    before: int | None
    lost: int | None
    share: int | None


@permitted(P.APPLICATION_DECIDE, P.APPLICATION_READ)
def funnel_page(request: DeskRequest, pk: int) -> HttpResponse:
    batch = own_batch(request, pk)
    begun = came_on_first_day(pk)
    steps = lines(gates(batch, FirstDay(begun.came, begun.unknown)))
    known = [line for line in steps if line.lost is not None]
    context: dict[str, Any] = {
        "batch": batch, "lines": steps, "worst": max(known, key=lambda line: line.lost or 0, default=None),
        "left": [(_why(state, rule), number) for state, rule, number in left_behind(pk)],
    }  # fmt: skip
    return render(request, "admissions/funnel_page.html", context)


def _why(state: str, rule: str) -> str:
    return str(DecisionRule(rule).label if rule in DecisionRule.values else ApplicationState(state).label)


def lines(steps: list[Gate]) -> list[Line]:
    """The step before is the last one that is known."""
    found: list[Line] = []
    before: int | None = None
    for gate in steps:
        lost = gate.lost(before)
        share = (200 * lost + before) // (2 * before) if lost is not None and before else None
        found.append(Line(gate, before, lost, share))
        before = gate.people if gate.people is not None else before
    return found
