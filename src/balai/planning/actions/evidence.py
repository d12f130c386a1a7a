"""What a proposal stands on, written down as it is known on the day it is sent; it never changes with its source."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from balai.demand.enums import NeedKind
from balai.demand.models import JobOrder, NeedEvidence
from balai.planning.earlier import became_of, summed
from balai.planning.models import Package, PackageEvidence
from balai.planning.queries import earlier_runs_of, jobseekers_of, units_read_into

MOST_RUNS = 20
COUNTED = (NeedKind.JOBSEEKERS, NeedKind.EARLIER_RUNS)


def point_at(package: Package, needs: Sequence[NeedEvidence], job_orders: Sequence[JobOrder], today: date) -> None:
    """Needs as they are worded now, job orders in the employer's words with the units the centre reads in them."""
    units = units_read_into([order.pk for order in job_orders], package.centre_id)
    rows = [_of_need(package, need) for need in needs]
    rows += [_of_order(package, order, units.get(order.pk, []), today) for order in job_orders]
    PackageEvidence.objects.bulk_create(rows)


def count_again(package: Package, today: date) -> None:
    """Jobseekers on file and what became of earlier runs, counted on this day; replaces what a draft had counted."""
    package.evidence.filter(kind__in=COUNTED, need__isnull=True).delete()
    rows = [_row(package, NeedKind.JOBSEEKERS, today, jobseekers_of(package.centre))]
    runs = list(earlier_runs_of(package, today)[:MOST_RUNS])
    found = became_of([run.pk for run in runs], today)
    became = summed(list(found.values()))
    if became is not None:
        figures = asdict(became) | {"as_of": became.as_of.isoformat(), "runs": len(found)}
        rows.append(_row(package, NeedKind.EARLIER_RUNS, today, figures))
    PackageEvidence.objects.bulk_create(rows)


def _row(package: Package, kind: NeedKind, today: date, snapshot: dict[str, Any]) -> PackageEvidence:
    return PackageEvidence(package=package, kind=kind, as_of=today, snapshot=snapshot)


def _of_need(package: Package, need: NeedEvidence) -> PackageEvidence:
    said = {"text": need.text, "source": need.source}
    return PackageEvidence(package=package, kind=need.kind, as_of=need.as_of, need=need, snapshot=said)


def _of_order(package: Package, order: JobOrder, units: list[tuple[str, str]], today: date) -> PackageEvidence:
    said = {
        "text": order.title,
        "description": order.description,
        "count": order.count,
        "source": order.employer.name,
        "units": [{"code": code, "title": title} for code, title in units],
    }
    return PackageEvidence(package=package, kind=NeedKind.JOB_ORDER, as_of=today, job_order=order, snapshot=said)
