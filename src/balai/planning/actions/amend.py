"""The funder changes the seats or the money of a package it pays, also when classes have been opened from it."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.audit.record import record
from balai.funding.models import FundLine
from balai.funding.rules import check_within_ceiling
from balai.institutions.voice import noted_by
from balai.kernel.clock import today_in
from balai.kernel.refusal import Refused
from balai.planning.actions.propose import committed_on
from balai.planning.actions.trail import keep_version
from balai.planning.enums import PackageState, PackageStep
from balai.planning.messages import tell_answered
from balai.planning.models import Package
from balai.planning.queries import seats_given, spent_on
from balai.planning.rules import (
    check_funded,
    check_may_answer,
    check_not_below_classes,
    check_not_below_spent,
    check_reason,
    check_size,
)


@dataclass(frozen=True, slots=True)
class Amendment:
    """cost: rupiah for the whole package."""

    seats: int
    cost: int
    reason: str


@transaction.atomic
def amend_package(*, by: Actor, package: Package, amendment: Amendment, now: datetime) -> Package:
    """Within the line, not below what its classes hold and what was paid. The line is locked first, as when answering."""
    line = _line_of(package)
    rows = Package.objects.select_for_update(of=("self",)).select_related("centre__region__regency", "funder")
    package = rows.get(pk=package.pk)
    today = today_in(package.centre.zone, now)
    check_may_answer(by, package, today)
    check_funded(package)
    if line is None or package.fund_line_id != line.pk:
        raise Refused("line_moved", _("Dana paket ini baru saja berganti. Muat ulang halaman ini."))
    reason = check_reason(amendment.reason)
    before = (package.seats, package.cost)
    if before == (amendment.seats, amendment.cost):
        return package
    check_size(amendment.seats, amendment.cost)
    check_not_below_classes(amendment.seats, seats_given(package))
    check_not_below_spent(amendment.cost, spent_on(package))
    check_within_ceiling(line, committed_on(line, without=package), amendment.cost)
    package.seats, package.cost, package.answer = amendment.seats, amendment.cost, reason
    package.state, package.answered_by = (
        PackageState.CHANGED,
        by.name,
    )  # answered_at: the day the seats were funded stays
    package.answer_noted_by_id = noted_by(by, package.funder_id, Permission.PACKAGE_DECIDE, today)
    package.save()
    told_for = package.funder_id if package.answer_noted_by_id else None
    keep_version(by, package, PackageStep.AMEND, reason, now, said_for=told_for)
    record(by, "planning.amend", package, seats=package.seats, cost=package.cost, before=list(before))
    tell_answered(package)
    return package


def _line_of(package: Package) -> FundLine | None:
    held = Package.objects.filter(pk=package.pk).values("fund_line_id")
    return FundLine.objects.select_for_update(of=("self",)).filter(pk__in=held).first()
