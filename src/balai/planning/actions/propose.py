"""A centre proposes a package; the funder must answer: accept, change or refuse, with a reason and a date. The trail stays.

A draft, copied from another year or read from a file, is sent by the centre when it is as the centre wants it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.audit.record import record
from balai.demand.models import JobOrder, NeedEvidence
from balai.funding.models import FundLine
from balai.funding.rules import check_within_ceiling
from balai.institutions.models import Institution
from balai.institutions.voice import noted_by
from balai.kernel.clock import today_in
from balai.kernel.once import saved_once
from balai.kernel.refusal import Refused
from balai.planning.actions.evidence import count_again, point_anew, point_at, read_again
from balai.planning.actions.trail import keep_version
from balai.planning.enums import PACKAGE_FLOW, PackageState, PackageStep
from balai.planning.messages import tell_answered, tell_proposed
from balai.planning.models import Package
from balai.planning.queries import POINTED_AT, spent_on
from balai.planning.rules import (
    check_funder,
    check_line_fits,
    check_may_answer,
    check_may_mend,
    check_may_propose,
    check_need,
    check_no_class,
    check_no_need_why,
    check_not_below_spent,
    check_programme,
    check_reason,
    check_round_open,
    check_size,
    check_takes_proposals,
    check_year,
)
from balai.programmes.models import Curriculum
from balai.programmes.queries import proposable_by


@dataclass(frozen=True, slots=True)
class Proposal:
    """cost: rupiah for the whole package. needs, job_orders: what it answers; no_need_why: where neither can be named."""

    curriculum: Curriculum
    title: str
    year: int
    seats: int
    cost: int
    reason: str
    needs: Sequence[NeedEvidence] = ()
    job_orders: Sequence[JobOrder] = ()
    no_need_why: str = ""


@transaction.atomic
def propose_package(
    *,
    by: Actor,
    centre: Institution,
    funder: Institution,
    proposal: Proposal,
    now: datetime,
    client_id: UUID | None = None,
) -> Package:
    """client_id: of the page it was written on; the same again answers the first package."""
    check_may_propose(by, centre.pk)
    check_funder(funder)
    check_year(proposal.year)
    check_size(proposal.seats, proposal.cost)
    check_takes_proposals(funder, proposal.year, now)
    package = Package(
        client_id=client_id,
        centre=centre,
        funder=funder,
        curriculum=proposal.curriculum,
        title=" ".join(proposal.title.split()),
        year=proposal.year,
        seats=proposal.seats,
        cost=proposal.cost,
        seats_proposed=proposal.seats,
        cost_proposed=proposal.cost,
        reason=check_reason(proposal.reason),
        no_need_why=check_no_need_why(proposal.no_need_why),
        proposed_by=by.name,
        proposed_at=now,
        on_behalf_of_id=by.on_behalf_of,
    )
    if (first := saved_once(package, centre=centre)) is not package:
        return first
    today = today_in(centre.zone, now)
    point_at(package, proposal.needs, proposal.job_orders, today)
    check_need(package)
    count_again(package, today)
    keep_version(by, package, PackageStep.PROPOSE, package.reason, now, said_for=by.on_behalf_of)
    record(by, "planning.propose", package, seats=package.seats, cost=package.cost, funder=funder.pk)
    tell_proposed(package)
    return package


@dataclass(frozen=True, slots=True)
class Revision:
    """What the centre writes anew. cost: rupiah. needs, job_orders, no_need_why, curriculum: None leaves them as they stand.

    counted_again: jobseekers and what became of earlier classes as of today; a draft is always counted again.
    """

    title: str
    seats: int
    cost: int
    reason: str
    needs: Sequence[NeedEvidence] | None = None
    job_orders: Sequence[JobOrder] | None = None
    no_need_why: str | None = None
    curriculum: Curriculum | None = None
    counted_again: bool = False


@transaction.atomic
def revise_package(*, by: Actor, package: Package, revision: Revision, now: datetime) -> Package:
    """The centre changes a draft, or a proposal nobody has answered yet; the funder reads both versions.

    What the funder asked to be mended waits for its answer anew, with a term of this day.
    """
    package = _locked(package)
    check_may_propose(by, package.centre_id)
    if package.state != PackageState.DRAFT:
        package.state = PACKAGE_FLOW.next_state(package.state, "revise")
    check_may_mend(package, now)
    check_size(revision.seats, revision.cost)
    today, asked = today_in(package.centre.zone, now), package.mend_asked_at is not None
    other = _other_programme(by, package, revision.curriculum, today)
    if asked:
        package.mend_asked_at, package.proposed_at = None, now
    package.title = " ".join(revision.title.split()) or package.title
    package.seats = package.seats_proposed = revision.seats
    package.cost = package.cost_proposed = revision.cost
    package.reason = check_reason(revision.reason)
    if revision.no_need_why is not None:
        package.no_need_why = check_no_need_why(revision.no_need_why)
    package.save()
    _stand_on(package, revision, today, again=other or revision.counted_again)
    keep_version(by, package, PackageStep.REVISE, package.reason, now, said_for=by.on_behalf_of)
    record(
        by,
        "planning.revise",
        package,
        seats=package.seats,
        cost=package.cost,
        curriculum=package.curriculum_id,
        asked=asked,
    )
    if asked:
        tell_proposed(package)
    return package


def _other_programme(by: Actor, package: Package, curriculum: Curriculum | None, today: date) -> bool:
    if curriculum is None or curriculum.pk == package.curriculum_id:
        return False
    programme = package.curriculum.programme_id
    check_programme(package, curriculum, proposable_by(by, package.centre_id, programme, today))
    package.curriculum = curriculum
    return True


def _stand_on(package: Package, revision: Revision, today: date, *, again: bool) -> None:
    held = list(package.evidence.filter(POINTED_AT).select_related("need", "job_order"))
    needs, orders = revision.needs, revision.job_orders
    point_anew(
        package,
        [row.need for row in held if row.need] if needs is None else needs,
        [row.job_order for row in held if row.job_order] if orders is None else orders,
        today,
    )
    if package.state == PackageState.DRAFT or again:
        count_again(package, today)
    if package.state != PackageState.DRAFT:
        check_need(package)


@transaction.atomic
def send_package(*, by: Actor, package: Package, now: datetime) -> Package:
    """A draft becomes a proposal; its figures are counted on this day."""
    package = _locked(package)
    check_may_propose(by, package.centre_id)
    check_funder(package.funder)
    check_takes_proposals(package.funder, package.year, now)
    today = today_in(package.centre.zone, now)
    sent = PACKAGE_FLOW.next_state(package.state, "send")
    check_need(package)
    read_again(package, today)
    package.state = sent
    package.proposed_by, package.proposed_at, package.on_behalf_of_id = by.name, now, by.on_behalf_of
    package.save(update_fields=["state", "proposed_by", "proposed_at", "on_behalf_of"])
    count_again(package, today)
    keep_version(by, package, PackageStep.SEND, package.reason, now, said_for=by.on_behalf_of)
    record(by, "planning.send", package, seats=package.seats, cost=package.cost)
    tell_proposed(package)
    return package


@dataclass(frozen=True, slots=True)
class Answer:
    """step: accept, change or refuse. seats and cost only when changed; fund_line unless refused."""

    step: str
    reason: str
    fund_line: FundLine | None = None
    seats: int | None = None
    cost: int | None = None


@transaction.atomic
def answer_package(*, by: Actor, package: Package, answer: Answer, now: datetime) -> Package:
    """Locks the fund line first, then the package, so that two acceptances cannot both take the last rupiah."""
    line = FundLine.objects.select_for_update(of=("self",)).get(pk=answer.fund_line.pk) if answer.fund_line else None
    package = _locked(package)
    today = today_in(package.centre.zone, now)
    check_may_answer(by, package, today)
    if _stands_already(by, package, answer):
        return package
    package.state = PACKAGE_FLOW.next_state(package.state, answer.step)
    package.answer, package.mend_asked_at = check_reason(answer.reason, "answer"), None
    if answer.step == "change":
        package.seats = package.seats if answer.seats is None else answer.seats
        package.cost = package.cost if answer.cost is None else answer.cost
        check_size(package.seats, package.cost)
    if answer.step != "refuse":
        _take_from(line, package)
    package.answered_by, package.answered_at = by.name, now
    package.answer_noted_by_id = noted_by(by, package.funder_id, Permission.PACKAGE_DECIDE, today)
    package.save()
    told_for = package.funder_id if package.answer_noted_by_id else None
    keep_version(by, package, PackageStep(answer.step), package.answer, now, said_for=told_for)
    record(by, f"planning.{answer.step}", package, seats=package.seats, cost=package.cost)
    tell_answered(package)
    return package


def _stands_already(by: Actor, package: Package, answer: Answer) -> bool:
    """The same answer by the same officer, whose connection was cut after the commit."""
    said = (PACKAGE_FLOW.steps[answer.step].target, check_reason(answer.reason, "answer"), by.name)
    stands = (package.state, package.answer, package.answered_by) == said
    return stands and answer.seats in (None, package.seats) and answer.cost in (None, package.cost)


def _locked(package: Package) -> Package:
    rows = Package.objects.select_for_update(of=("self",)).select_related(
        "centre__region__regency", "funder", "curriculum"
    )
    return rows.get(pk=package.pk)


def _take_from(line: FundLine | None, package: Package) -> None:
    if line is None or line.funder_id != package.funder_id:
        raise Refused("no_fund_line", _("Pilih dana yang membiayai paket ini dari daftar dana pendana."), "fund_line")
    check_line_fits(line, package)
    check_within_ceiling(line, committed_on(line, without=package), package.cost)
    package.fund_line = line


def committed_on(line: FundLine, without: Package | None = None) -> int:
    """Rupiah promised to funded packages of the line."""
    rows = Package.objects.funded().filter(fund_line=line)
    if without is not None:
        rows = rows.exclude(pk=without.pk)
    return int(rows.aggregate(total=Sum("cost"))["total"] or 0)


@transaction.atomic
def withdraw_package(*, by: Actor, package: Package, reason: str, now: datetime) -> Package:
    """The centre takes its proposal back before it is answered."""
    package = _locked(package)
    check_may_propose(by, package.centre_id)
    package.state = PACKAGE_FLOW.next_state(package.state, "withdraw")
    package.answer, package.mend_asked_at = check_reason(reason), None
    package.save(update_fields=["state", "answer", "mend_asked_at"])
    keep_version(by, package, PackageStep.WITHDRAW, package.answer, now, said_for=by.on_behalf_of)
    record(by, "planning.withdraw", package)
    return package


@transaction.atomic
def reopen_package(*, by: Actor, package: Package, reason: str, now: datetime) -> Package:
    """A mistaken answer is undone by who answers; a withdrawal by the centre. Not once a class was opened from it.

    Seats, cost and line go back to what was proposed; the earlier answer stays in the audit. What the centre withdrew is sent
    anew, with figures and a term of this day; a draft that was never sent is a draft again.
    """
    package = _locked(package)
    taken_back = package.state == PackageState.WITHDRAWN
    if not taken_back:
        check_may_answer(by, package, today_in(package.centre.zone, now))
    step = _step_back(by, package, now) if taken_back else "reopen"
    check_round_open(package.funder, package.year)
    check_no_class(package)
    check_not_below_spent(0, spent_on(package))
    package.answer = check_reason(reason)
    before, cost = package.state, package.cost
    package.state = PACKAGE_FLOW.next_state(package.state, step)
    package.fund_line, package.answered_at, package.answer_noted_by = None, None, None
    package.seats, package.cost = package.seats_proposed, package.cost_proposed
    if taken_back:
        package.proposed_by, package.proposed_at, package.on_behalf_of_id = by.name, now, by.on_behalf_of
    package.save()
    if taken_back:
        count_again(package, today_in(package.centre.zone, now))
    keep_version(by, package, PackageStep.REOPEN, package.answer, now, said_for=by.on_behalf_of if taken_back else None)
    record(by, "planning.reopen", package, before=before, cost=cost)
    if taken_back and package.state == PackageState.PROPOSED:
        tell_proposed(package)
    return package


def _step_back(by: Actor, package: Package, now: datetime) -> str:
    """Of a withdrawn package: sent again where it had been sent, else a draft as it was."""
    check_may_propose(by, package.centre_id)
    if not package.versions.filter(state=PackageState.PROPOSED).exists():
        return "redraft"
    check_funder(package.funder)
    check_takes_proposals(package.funder, package.year, now)
    check_need(package)
    read_again(package, today_in(package.centre.zone, now))
    return "reopen"
