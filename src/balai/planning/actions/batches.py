"""A class opens from a funded package and walks its states; each step is undone by the step that leads back."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.audit.record import record
from balai.funding.enums import Duty
from balai.kernel.clock import today_in
from balai.kernel.once import saved_once
from balai.kernel.refusal import Refused
from balai.parameters.queries import value_on
from balai.planning.actions.fit import check_fits, check_still_fits
from balai.planning.duties import bearers_on
from balai.planning.enums import BATCH_FLOW, BatchState
from balai.planning.models import Batch, Package
from balai.planning.parameters import CLASS_SIZE, RESERVES
from balai.planning.queries import seats_given
from balai.planning.rules import (
    check_ages,
    check_complete,
    check_dates,
    check_funded,
    check_may_recruit,
    check_may_run,
    check_not_ended,
    check_reason,
    check_seats,
    check_within_package,
)
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
def open_batch(*, by: Actor, package: Package, plan: BatchPlan, today: date, client_id: UUID | None = None) -> Batch:
    """A draft class; who does what follows from the fund source and stays. client_id: as of propose_package."""
    package = (
        Package.objects.select_for_update(of=("self",)).select_related("fund_line", "centre__region").get(pk=package.pk)
    )
    check_funded(package)
    borne = bearers_on(package, today)
    batch = Batch(
        client_id=client_id,
        package=package,
        centre=package.centre,
        recruiter=borne[Duty.RECRUIT],
        selector=borne[Duty.SELECT],
        deliverer=borne[Duty.DELIVER],
        reporter=borne[Duty.REPORT],
        curriculum_id=package.curriculum_id,
        intake=(package.batches.aggregate(n=Max("intake"))["n"] or 0) + 1,
        seats=value_on(CLASS_SIZE, today, package.centre_id) if plan.seats is None else plan.seats,
        reserves=value_on(RESERVES, today, package.centre_id) if plan.reserves is None else plan.reserves,
    )
    check_may_run(by, batch)
    check_seats(batch.seats, batch.reserves)
    _fill(batch, plan)
    if (first := saved_once(batch, package=package)) is not batch:
        return first
    check_within_package(package, batch.seats, seats_given(package, without=batch))
    record(by, "planning.open_batch", batch, package=package.pk, seats=batch.seats)
    return batch


@transaction.atomic
def change_batch(*, by: Actor, batch: Batch, plan: BatchPlan) -> Batch:
    """Dates, rules and words of a class; seats only while it is a draft. The audit names what changed."""
    package = _package_of(batch)
    batch = _locked(batch)
    check_may_run(by, batch)
    check_not_ended(batch)
    if batch.state == BatchState.DRAFT:
        batch.seats = batch.seats if plan.seats is None else plan.seats
        batch.reserves = batch.reserves if plan.reserves is None else plan.reserves
        check_seats(batch.seats, batch.reserves)
        check_within_package(package, batch.seats, seats_given(package, without=batch))
    changed = [name for name in _PLANNED if getattr(batch, name) != getattr(plan, name)]
    _fill(batch, plan)
    batch.save()
    record(by, "planning.change_batch", batch, state=batch.state, changed=changed)
    return batch


_PLANNED = tuple(f.name for f in fields(BatchPlan) if f.name not in ("seats", "reserves"))


def _fill(batch: Batch, plan: BatchPlan) -> None:
    check_dates(plan.opens_at, plan.closes_at, plan.starts_on, plan.ends_on, batch.centre.zone)
    check_ages(plan.minimum_age, plan.maximum_age)
    for name in _PLANNED:
        setattr(batch, name, getattr(plan, name))
    batch.title = " ".join(plan.title.split())
    if not batch.title:
        raise Refused("title_missing", _("Nama kelas belum ditulis."), "title")


def _package_of(batch: Batch) -> Package:
    """Locked before its class, as when a class is opened: seats are counted under it."""
    return Package.objects.select_for_update().get(pk=batch.package_id)


def _locked(batch: Batch) -> Batch:
    rows = Batch.objects.select_for_update(of=("self",)).select_related("centre__region", "recruiter")
    return rows.get(pk=batch.pk)


@transaction.atomic
def move_batch(*, by: Actor, batch: Batch, step: str, now: datetime, reason: str = "") -> Batch:
    """step: announce, close, reannounce, start, unstart, finish, reopen, cancel (BATCH_FLOW). Cancelling needs a reason."""
    batch = _locked(batch)
    check_may_run(by, batch)
    if _stands_already(batch, step, reason):
        return batch
    if step in ("announce", "reannounce"):
        check_may_recruit(by, batch, today_in(batch.zone, now))
        check_complete(batch, now)
        check_fits(batch)
    if step == "start":
        check_still_fits(batch)
    if step == "cancel":
        batch.cancel_reason, batch.cancelled_from = check_reason(reason), batch.state
    before = batch.state
    batch.state = BATCH_FLOW.next_state(batch.state, step)
    batch.save(update_fields=["state", "cancel_reason", "cancelled_from"])
    record(by, f"planning.{step}_batch", batch, before=before)
    return batch


def _stands_already(batch: Batch, step: str, reason: str) -> bool:
    """Somebody took this step a moment ago, or the answer to it was lost on the way; of two reasons the first stands."""
    there = batch.state == BATCH_FLOW.steps[step].target
    return there and (step != "cancel" or batch.cancel_reason == check_reason(reason))


@transaction.atomic
def restore_batch(*, by: Actor, batch: Batch) -> Batch:
    """A mistaken cancelling is taken back: the class stands where it stood, if its seats are still free."""
    package = _package_of(batch)
    batch = _locked(batch)
    check_may_run(by, batch)
    if batch.state != BatchState.CANCELLED:
        raise Refused("not_cancelled", _("Kelas ini tidak sedang dibatalkan."))
    check_within_package(package, batch.seats, seats_given(package, without=batch))
    batch.state, batch.cancelled_from, batch.cancel_reason = batch.cancelled_from or BatchState.DRAFT, "", ""
    batch.save(update_fields=["state", "cancel_reason", "cancelled_from"])
    record(by, "planning.restore_batch", batch, after=batch.state)
    return batch
