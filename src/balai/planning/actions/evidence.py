"""What a proposal stands on, written down as it is known on the day it is sent; it never changes with its source."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from balai.demand.enums import NeedKind
from balai.demand.models import JobOrder, NeedEvidence
from balai.planning.earlier import became_of, summed
from balai.planning.enums import PackageState
from balai.planning.models import Package, PackageEvidence
from balai.planning.queries import POINTED_AT, earlier_runs_of, jobseekers_of, units_read_into

MOST_RUNS = 20
COUNTED = (NeedKind.JOBSEEKERS, NeedKind.EARLIER_RUNS)


def point_at(package: Package, needs: Sequence[NeedEvidence], job_orders: Sequence[JobOrder], today: date) -> None:
    """Needs as they are worded now, job orders in the employer's words with the units the centre reads in them."""
    units = units_read_into([order.pk for order in job_orders], package.centre_id)
    rows = [_of_need(package, need) for need in needs]
    rows += [_of_order(package, order, units.get(order.pk, []), today) for order in job_orders]
    PackageEvidence.objects.bulk_create(rows)


def point_anew(package: Package, needs: Sequence[NeedEvidence], job_orders: Sequence[JobOrder], today: date) -> None:
    """What is no longer chosen goes, what is new is written as it is worded now; what stays is read again (`read_again`)."""
    needed, asked = {need.pk for need in needs}, {order.pk for order in job_orders}
    kept = list(package.evidence.filter(POINTED_AT).values_list("pk", "need_id", "job_order_id"))
    gone = [pk for pk, need, order in kept if need not in needed and order not in asked]
    package.evidence.filter(pk__in=gone).delete()
    had_needs, had_orders = {need for _pk, need, _order in kept}, {order for _pk, _need, order in kept}
    read_again(package, today)
    point_at(
        package,
        [need for need in needs if need.pk not in had_needs],
        [order for order in job_orders if order.pk not in had_orders],
        today,
    )


def read_again(package: Package, today: date) -> None:
    """Job orders keep the words and the day on which they were sent, with the units the centre reads in them now. In a draft,
    which nobody has answered, those that are still open are written down anew."""
    rows = list(package.evidence.filter(job_order__isnull=False).select_related("job_order__employer"))
    ids = [row.job_order_id for row in rows if row.job_order_id]
    units = units_read_into(ids, package.centre_id)
    still_open = set(JobOrder.objects.open_on(today).filter(pk__in=ids).values_list("pk", flat=True))
    for row in rows:
        if row.job_order is None:
            continue
        fresh = _of_order(package, row.job_order, units.get(row.job_order.pk, []), today)
        if package.state == PackageState.DRAFT and row.job_order.pk in still_open:
            row.as_of, row.snapshot = today, fresh.snapshot
        else:
            row.snapshot = row.snapshot | {"units": fresh.snapshot["units"]}
    PackageEvidence.objects.bulk_update(rows, ["as_of", "snapshot"])


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
