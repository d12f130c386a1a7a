"""What the benchmark of assessments measures, in a process of its own."""

import time
from datetime import UTC, datetime, timedelta
from statistics import median
from typing import Any

from balai.access.actor import WORKER
from balai.collaboration.actions.keep_assessments import assess_due
from balai.collaboration.models import Decision, Period
from balai.collaboration.queries.assessment import assessment_of
from balai.config.bench.cost import cost_of
from balai.config.bench.forums import LAST_YEAR, pick

NIGHT = datetime(LAST_YEAR, 11, 22, 18, tzinfo=UTC)
WROTE = 10
"""One forum of so many wrote something that day."""


def one(times: int) -> dict[str, Any]:
    """Periods far from each other, each read once."""
    rows = Period.objects.select_related("collaboration__owner__region")
    of, took = rows.count(), []
    assessment_of(rows[0], NIGHT.date())

    def work() -> int:
        for n in range(times):
            began = time.perf_counter()
            assessment_of(rows.get(pk=1 + pick(n + 3, of)), NIGHT.date())
            took.append(1000 * (time.perf_counter() - began))
        return times

    return cost_of(work) | {"median_ms": median(took), "slowest_ms": max(took)}


def everything(share: list[int]) -> dict[str, Any]:
    return cost_of(lambda: assess_due(by=WORKER, now=NIGHT, share=(share[0], share[1])))


def changed_day() -> dict[str, Any]:
    forums = Period.objects.filter(period_end_to__year=LAST_YEAR).order_by("pk").values_list("pk", flat=True)
    for pk in list(forums)[::WROTE]:
        Decision.objects.filter(period=pk, code="de1").update(text="Menambah satu kelas")
    return cost_of(lambda: assess_due(by=WORKER, now=NIGHT + timedelta(days=1)))


def quiet_day() -> dict[str, Any]:
    """The same night again. units: at least one, where a rate is asked for."""
    return cost_of(lambda: 1 + assess_due(by=WORKER, now=NIGHT + timedelta(days=1)))
