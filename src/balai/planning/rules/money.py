"""May this be paid; what a place costs."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.kernel.formats import rupiah
from balai.kernel.refusal import Refused
from balai.planning.models import Package, Spending


def may_spend(actor: Actor, package: Package) -> bool:
    """The centre that holds the class, or the funder."""
    return actor.may(Permission.PACKAGE_PROPOSE, package.centre_id) or actor.may(
        Permission.FUND_EDIT, package.funder_id
    )


def may_read_receipts(actor: Actor, package: Package) -> bool:
    """Receipts name people: for the centre that was paid for and the body that paid."""
    return may_spend(actor, package) or actor.may(Permission.PACKAGE_DECIDE, package.funder_id)


def check_may_spend(actor: Actor, package: Package) -> None:
    if not may_spend(actor, package):
        raise Refused(
            "may_not_spend",
            _("Belanja paket ini dicatat oleh petugas balai penyelenggara atau pendananya. Hubungi mereka."),
        )


def check_payment(amount: int, paid_on: date, today: date, *, left: int) -> None:
    """left: rupiah of the package not paid yet."""
    if amount < 1:
        raise Refused("nothing_paid", _("Jumlah belanja sedikitnya satu rupiah. Tulis jumlah yang dibayar."), "amount")
    if paid_on > today:
        raise Refused("paid_tomorrow", _("Tanggal bayar belum tiba. Tulis hari uang itu dibayarkan."), "paid_on")
    if amount > left:
        raise Refused(
            "exceeds_package",
            _(
                "Belanja %(amount)s melebihi sisa paket, yaitu %(left)s. Periksa jumlahnya, atau minta pendana mengubah paket."
            )
            % {"amount": rupiah(amount), "left": rupiah(max(left, 0))},
            "amount",
        )


def check_not_taken_back(spending: Spending) -> None:
    if spending.taken_back_at is not None:
        raise Refused("taken_back", _("Catatan belanja ini sudah ditarik. Muat ulang halaman ini."))


def per_place(amount: int, places: int) -> int | None:
    """Whole rupiah a place, half up; None when there is no place to divide by."""
    return (2 * amount + places) // (2 * places) if places > 0 else None
