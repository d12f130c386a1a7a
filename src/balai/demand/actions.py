"""Job orders: write, change, publish, close; evidence of need."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from uuid import UUID

from django.db import transaction

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.audit.record import record
from balai.demand.enums import JOB_ORDER_FLOW, JobOrderState
from balai.demand.models import JobOrder, JobOrderUnit, NeedEvidence
from balai.demand.rules import (
    check_count,
    check_limits,
    check_may_edit_demand,
    check_may_match,
    check_may_note_need,
    check_need_source,
    check_need_text,
    check_open_to_change,
    check_still_valid,
    check_title,
)
from balai.institutions.models import Institution
from balai.institutions.voice import noted_by
from balai.kernel.once import saved_once
from balai.regions.models import Region
from balai.skills.models import CompetencyUnit


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an employer asks for, in its own words. wage: as written. Limits of age and sex need limits_reason."""

    title: str
    count: int
    description: str = ""
    region: Region | None = None
    place: str = ""
    wage: str = ""
    needed_from: date | None = None
    valid_until: date | None = None
    minimum_education: str = ""
    minimum_age: int | None = None
    maximum_age: int | None = None
    sex: str = ""
    limits_reason: str = ""


@transaction.atomic
def write_job_order(
    *, by: Actor, employer: Institution, wanted: Wanted, today: date, client_id: UUID | None = None
) -> JobOrder:
    """A draft. Written by an office for an employer of its area it says so (noted_by). client_id: of the page it was written
    on; the same again answers the first one."""
    check_may_edit_demand(by, employer)
    told_by = noted_by(by, employer.pk, Permission.DEMAND_EDIT, today)
    order = JobOrder(employer=employer, noted_by_id=told_by, client_id=client_id)
    _fill(order, wanted)
    if (first := saved_once(order, employer=employer)) is not order:
        return first
    record(by, "demand.write_job_order", order, count=order.count)
    return order


@transaction.atomic
def change_job_order(*, by: Actor, job_order: JobOrder, wanted: Wanted) -> JobOrder:
    """Of a draft or a published one; what changed is named in the audit, not what it said."""
    job_order = _locked(job_order)
    check_may_edit_demand(by, job_order.employer)
    check_open_to_change(job_order)
    changed = [f.name for f in fields(wanted) if getattr(job_order, f.name) != getattr(wanted, f.name)]
    _fill(job_order, wanted)
    job_order.save()
    record(by, "demand.change_job_order", job_order, changed=changed)
    return job_order


def _fill(order: JobOrder, wanted: Wanted) -> None:
    check_count(wanted.count)
    for field in fields(wanted):
        setattr(order, field.name, getattr(wanted, field.name))
    order.title = check_title(wanted.title)
    check_limits(order)


def _locked(job_order: JobOrder) -> JobOrder:
    return JobOrder.objects.select_for_update(of=("self",)).select_related("employer__region").get(pk=job_order.pk)


@transaction.atomic
def move_job_order(*, by: Actor, job_order: JobOrder, step: str, today: date) -> JobOrder:
    """step: publish, fill, expire, cancel, reopen (JOB_ORDER_FLOW). Reopening takes back a mistaken end."""
    job_order = _locked(job_order)
    check_may_edit_demand(by, job_order.employer)
    before = job_order.state
    job_order.state = JOB_ORDER_FLOW.next_state(job_order.state, step)
    if step in ("publish", "reopen"):
        check_still_valid(job_order, today)
        job_order.published_on = job_order.published_on or today
        job_order.filled_reported_on = None
    if step == "fill":
        job_order.filled_reported_on = today
    job_order.save(update_fields=["state", "published_on", "filled_reported_on"])
    record(by, f"demand.{step}_job_order", job_order, before=before)
    return job_order


@transaction.atomic
def expire_job_orders(*, by: Actor, today: date) -> int:
    """Published ones past their last day; how many."""
    late = JobOrder.objects.select_for_update().filter(state=JobOrderState.PUBLISHED, valid_until__lt=today)
    expired = list(late.order_by("pk")[:500])
    for order in expired:
        order.state = JOB_ORDER_FLOW.next_state(order.state, "expire")
        record(by, "demand.expire_job_order", order)
    JobOrder.objects.bulk_update(expired, ["state"])
    return len(expired)


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
    check_may_note_need(by, institution)
    check_need_source(kind, source)
    need = NeedEvidence.objects.create(
        institution=institution,
        kind=kind,
        text=check_need_text(text),
        as_of=as_of,
        source=" ".join(source.split()),
        job_order=job_order,
        region=institution.region,
    )
    record(by, "demand.note_need", need, kind=kind)
    return need


@transaction.atomic
def match_units(
    *, by: Actor, job_order: JobOrder, centre: Institution, units: Sequence[CompetencyUnit], today: date
) -> int:
    """These are the units the centre reads in the employer's words; what it read before and is not among them goes.

    Returns how many stand now. The audit keeps what was put in and taken out.
    """
    job_order = _locked(job_order)
    check_may_match(by, job_order, centre.pk)
    wanted = {unit.pk for unit in units}
    before = set(JobOrderUnit.objects.filter(job_order=job_order, centre=centre).values_list("unit_id", flat=True))
    JobOrderUnit.objects.filter(job_order=job_order, centre=centre, unit_id__in=before - wanted).delete()
    JobOrderUnit.objects.bulk_create(
        JobOrderUnit(job_order=job_order, centre=centre, unit_id=pk, matched_by=by.name, matched_on=today)
        for pk in sorted(wanted - before)
    )
    if wanted != before:
        added, taken = sorted(wanted - before), sorted(before - wanted)
        record(by, "demand.match_units", job_order, centre=centre.pk, added=added, taken=taken)
    return len(wanted)
