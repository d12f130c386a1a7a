"""Visits after training are planned from a dated rule (R-003-10)."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from balai.access.actor import Actor
from balai.audit.record import record
from balai.kernel.clock import add_months
from balai.parameters.queries import value_on
from balai.ventures.models import BusinessGroup, MonitoringVisit
from balai.ventures.parameters import VISIT_MONTHS


@transaction.atomic
def plan_visits(*, by: Actor, group: BusinessGroup, now: datetime) -> int:
    """How many days were planned; those already planned or past stay as they are, by constraint. Counts from the class's
    last day, else from the day the group was formed."""
    today = timezone.localdate(now)
    start = group.batch.ends_on if group.batch is not None else group.formed_on
    days = [add_months(start, months) for months in value_on(VISIT_MONTHS, today, group.office_id)]
    known = set(MonitoringVisit.objects.filter(group=group).values_list("planned_on", flat=True))
    rows = [
        MonitoringVisit(
            group=group, planned_on=day, visitor_id=group.mentor_id, recorded_by=by.name, recorded_at=now
        )
        for day in days
        if day >= max(group.formed_on, start) and day not in known
    ]  # fmt: skip
    MonitoringVisit.objects.bulk_create(rows, ignore_conflicts=True)
    if rows:
        record(by, "ventures.plan_visits", group, count=len(rows))
    return len(rows)
