"""A class opens from a funded package and walks its states; each step is undone by the step that leads back."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from balai.access.actor import Actor
from balai.audit.record import record
from balai.funding.enums import Bearer, Duty
from balai.funding.queries import bearer_of
from balai.institutions.enums import InstitutionKind
from balai.institutions.models import Institution
from balai.parameters.queries import value_on
from balai.planning.enums import BATCH_FLOW
from balai.planning.models import Batch, Package
from balai.planning.parameters import CLASS_SIZE, RESERVES
from balai.planning.rules import check_ages, check_dates, check_funded, check_may_run, check_not_over, check_reason
from balai.regions.models import Region


@dataclass(frozen=True, slots=True)
class BatchPlan:
    """Times are aware instants; seats and reserves None for the parameter of the day."""

    title: str
    opens_at: datetime
    closes_at: datetime
    starts_on: date
    ends_on: date
    seats: int | None = None
    reserves: int | None = None
    minimum_age: int | None = None
    maximum_age: int | None = None
    minimum_education: str = ""
    residents_of: Region | None = None
    entry_rules: str = ""
    announcement: str = ""
    venue: str = ""


@transaction.atomic
def open_batch(*, by: Actor, package: Package, plan: BatchPlan, today: date) -> Batch:
    """A draft class; who recruits follows from the fund source."""
    package = (
        Package.objects.select_for_update(of=("self",)).select_related("fund_line", "centre__region").get(pk=package.pk)
    )
    check_funded(package)
    batch = Batch(
        package=package,
        centre=package.centre,
        recruiter=recruiter_of(package),
        curriculum_id=package.curriculum_id,
        intake=package.batches.count() + 1,
        seats=value_on(CLASS_SIZE, today, package.centre_id) if plan.seats is None else plan.seats,
        reserves=value_on(RESERVES, today, package.centre_id) if plan.reserves is None else plan.reserves,
    )
    check_may_run(by, batch)
    _fill(batch, plan)
    batch.save()
    record(by, "planning.open_batch", batch, package=package.pk, seats=batch.seats)
    return batch


@transaction.atomic
def change_batch(*, by: Actor, batch: Batch, plan: BatchPlan) -> Batch:
    """Dates, rules and words of a class; seats only while it is a draft."""
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    check_may_run(by, batch)
    if batch.state == "draft":
        batch.seats = plan.seats or batch.seats
        batch.reserves = batch.reserves if plan.reserves is None else plan.reserves
    _fill(batch, plan)
    batch.save()
    record(by, "planning.change_batch", batch)
    return batch


def _fill(batch: Batch, plan: BatchPlan) -> None:
    check_dates(plan.opens_at, plan.closes_at, plan.starts_on, plan.ends_on)
    check_ages(plan.minimum_age, plan.maximum_age)
    batch.title = " ".join(plan.title.split())
    for name in ("opens_at", "closes_at", "starts_on", "ends_on", "minimum_age", "maximum_age", "minimum_education", "residents_of",
                 "entry_rules", "announcement", "venue"):  # fmt: skip
        setattr(batch, name, getattr(plan, name))


@transaction.atomic
def move_batch(*, by: Actor, batch: Batch, step: str, now: datetime, reason: str = "") -> Batch:
    """step: announce, close, reannounce, start, finish, reopen, cancel (BATCH_FLOW). Cancelling needs a reason."""
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    check_may_run(by, batch)
    if step == "announce":
        check_not_over(batch, now)
    if step == "cancel":
        batch.cancel_reason = check_reason(reason)
    before = batch.state
    batch.state = BATCH_FLOW.next_state(batch.state, step)
    batch.save(update_fields=["state", "cancel_reason"])
    record(by, f"planning.{step}_batch", batch, before=before)
    return batch


def recruiter_of(package: Package) -> Institution:
    """Who announces and selects. A labour office that should but is not on file leaves it to the centre."""
    source = package.fund_line.source if package.fund_line else "own"
    bearer = bearer_of(source, Duty.RECRUIT)
    if bearer == Bearer.FUNDER:
        return package.funder
    if bearer == Bearer.LABOUR_OFFICE and package.centre.region is not None:
        office = (
            Institution.objects.public()
            .filter(kind=InstitutionKind.LABOUR_OFFICE, region__regency_id=package.centre.region.regency_id)
            .order_by("pk")
            .first()
        )
        return office or package.centre
    return package.centre
