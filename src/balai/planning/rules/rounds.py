"""May a year be planned, closed, copied?"""

from datetime import date

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.kernel.refusal import Refused
from balai.planning.enums import PackageState, RoundState
from balai.planning.models import Package, PlanningRound


def may_plan(actor: Actor, funder_id: int) -> bool:
    return actor.may(Permission.PACKAGE_DECIDE, funder_id)


def check_may_plan(actor: Actor, funder_id: int) -> None:
    if not may_plan(actor, funder_id):
        raise Refused(
            "may_not_plan",
            _("Perencanaan tahunan dibuka dan ditutup oleh petugas lembaga pendananya sendiri."),
            "funder",
        )


def may_draft(actor: Actor, package: Package) -> bool:
    """The funder that plans, or the centre whose package it will be."""
    return may_plan(actor, package.funder_id) or actor.may(Permission.PACKAGE_PROPOSE, package.centre_id)


def check_may_draft(actor: Actor, package: Package) -> None:
    if not may_draft(actor, package):
        raise Refused(
            "may_not_draft",
            _("Rancangan ini milik balai dan pendana lain. Pilih paket lembaga Anda sendiri."),
            "package",
        )


def check_all_answered(planning_round: PlanningRound) -> None:
    waiting = Package.objects.filter(
        funder_id=planning_round.funder_id, year=planning_round.year, state=PackageState.PROPOSED
    ).count()
    if waiting:
        raise Refused(
            "not_all_answered",
            ngettext(
                "Masih %(n)s usulan belum dijawab. Jawab semuanya, lalu tutup perencanaan.",
                "Masih %(n)s usulan belum dijawab. Jawab semuanya, lalu tutup perencanaan.",
                waiting,
            )
            % {"n": waiting},
        )


def check_is_open(planning_round: PlanningRound) -> None:
    if planning_round.state != RoundState.OPEN:
        raise Refused("already_closed", _("Perencanaan ini sudah ditutup. Muat ulang halaman ini."))


def check_last_day(closes_on: date | None, today: date) -> None:
    """today: where the funder is."""
    if closes_on is not None and closes_on < today:
        raise Refused(
            "last_day_past", _("Hari terakhir usulan sudah lewat. Tulis hari ini atau sesudahnya."), "closes_on"
        )


def check_new_day(planning_round: PlanningRound, closes_on: date | None, today: date) -> None:
    """A planning whose last day has passed is opened with a new one; an open one is only asked to move its day."""
    old = planning_round.closes_on
    if closes_on is None and old is not None and old < today:
        raise Refused("day_missing", _("Tulis hari terakhir yang baru; hari yang lama sudah lewat."), "closes_on")
    if planning_round.state == RoundState.OPEN and closes_on in (None, old):
        raise Refused(
            "not_closed",
            _("Perencanaan ini sedang dibuka. Tulis hari terakhir yang lain bila mau diubah."),
            "closes_on",
        )
    check_last_day(closes_on, today)
