"""Job orders: write, publish, close; evidence of need."""

from datetime import date

from django.db import transaction

from balai.access.actor import Actor
from balai.audit.record import record
from balai.demand.enums import JOB_ORDER_FLOW
from balai.demand.models import JobOrder, NeedEvidence
from balai.demand.rules import check_count, check_may_edit_demand
from balai.institutions.models import Institution


@transaction.atomic
def write_job_order(*, by: Actor, employer: Institution, title: str, count: int, **details: object) -> JobOrder:
    """A draft, in the employer's own words. details: description, region, place, wage, needed_from, valid_until, limits_reason."""
    check_may_edit_demand(by, employer)
    check_count(count)
    order = JobOrder.objects.create(employer=employer, title=" ".join(title.split()), count=count, **details)
    record(by, "demand.write_job_order", order, count=count)
    return order


@transaction.atomic
def move_job_order(*, by: Actor, job_order: JobOrder, step: str, today: date) -> JobOrder:
    """step: publish, fill, expire, cancel, reopen (JOB_ORDER_FLOW)."""
    job_order = JobOrder.objects.select_for_update(of=("self",)).select_related("employer__region").get(pk=job_order.pk)
    check_may_edit_demand(by, job_order.employer)
    job_order.state = JOB_ORDER_FLOW.next_state(job_order.state, step)
    if step in ("publish", "reopen"):
        job_order.published_on = job_order.published_on or today
    if step == "fill":
        job_order.filled_reported_on = today
    job_order.save(update_fields=["state", "published_on", "filled_reported_on"])
    record(by, f"demand.{step}_job_order", job_order)
    return job_order


@transaction.atomic
def note_need(
    *,
    by: Actor,
    institution: Institution,
    kind: str,
    text: str,
    as_of: date,
    source: str = "",
    job_order: JobOrder | None = None,
) -> NeedEvidence:
    """Why a training is needed here, dated; the proposal points at it."""
    need = NeedEvidence.objects.create(
        institution=institution,
        kind=kind,
        text=text.strip(),
        as_of=as_of,
        source=source,
        job_order=job_order,
        region=institution.region,
    )
    record(by, "demand.note_need", need, kind=kind)
    return need
