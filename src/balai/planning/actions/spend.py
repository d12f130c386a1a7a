"""What was paid for a package; never more than the package may cost."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from balai.access.actor import Actor
from balai.audit.record import record
from balai.documents.models import StoredFile
from balai.kernel.clock import today_in
from balai.planning.enums import SpendingPost
from balai.planning.models import Package, Spending
from balai.planning.queries import spent_on
from balai.planning.rules import check_funded, check_reason
from balai.planning.rules.money import check_may_spend, check_not_taken_back, check_payment


@dataclass(frozen=True, slots=True)
class Payment:
    """amount: rupiah. note: what for, as in the office's books. post: of SpendingPost."""

    amount: int
    paid_on: date
    note: str
    post: str = SpendingPost.OTHER
    receipt: StoredFile | None = None


@transaction.atomic
def write_spending(*, by: Actor, package: Package, payment: Payment, now: datetime) -> Spending:
    """The package is locked while what was paid is counted, so that two clerks cannot both pay the last rupiah."""
    package = _locked(package)
    today = today_in(package.centre.zone, now)
    check_may_spend(by, package)
    check_funded(package)
    check_payment(payment.amount, payment.paid_on, today, left=package.cost - spent_on(package))
    row = Spending.objects.create(
        package=package,
        amount=payment.amount,
        paid_on=payment.paid_on,
        note=check_reason(payment.note, "note"),
        post=payment.post,
        receipt=payment.receipt,
        written_by=by.name,
        written_at=now,
    )
    record(by, "planning.write_spending", row, package=package.pk, amount=row.amount, post=row.post)
    return row


@transaction.atomic
def attach_receipt(*, by: Actor, spending: Spending, receipt: StoredFile) -> Spending:
    """The receipt came later, or a better scan of it: another takes its place, and the audit trail names both."""
    package = _locked(spending.package)
    check_may_spend(by, package)
    spending = Spending.objects.select_for_update(of=("self",)).get(pk=spending.pk)
    check_not_taken_back(spending)
    before, spending.receipt = spending.receipt_id, receipt
    spending.save(update_fields=["receipt"])
    record(by, "planning.attach_receipt", spending, package=package.pk, before=before)
    return spending


@transaction.atomic
def take_back_spending(*, by: Actor, spending: Spending, reason: str, now: datetime) -> Spending:
    """It was a mistake: it stays readable and no longer counts."""
    package = _locked(spending.package)
    check_may_spend(by, package)
    spending = Spending.objects.select_for_update().get(pk=spending.pk)
    check_not_taken_back(spending)
    spending.taken_back_reason, spending.taken_back_at = check_reason(reason)[:300], now
    spending.save(update_fields=["taken_back_reason", "taken_back_at"])
    record(by, "planning.take_back_spending", spending, package=package.pk, amount=spending.amount)
    return spending


def _locked(package: Package) -> Package:
    return (
        Package.objects.select_for_update(of=("self",)).select_related("centre__region", "fund_line").get(pk=package.pk)
    )
