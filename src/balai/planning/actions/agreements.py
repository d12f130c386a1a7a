"""A package names the agreement it rests on, with the clauses that matter for its class, or lets go of it again."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from balai.access.actor import Actor
from balai.audit.record import record
from balai.institutions.models import Agreement, Institution
from balai.planning.actions.trail import keep_version
from balai.planning.agreements import parties_of
from balai.planning.enums import PackageStep
from balai.planning.models import Package, PackageAgreement
from balai.planning.rules.agreements import check_clause, check_concerns, check_may_name_agreement


@dataclass(frozen=True, slots=True)
class Clauses:
    """hirer takes `hires` people; lender lends `lends`; both bound by the agreement. note: other words that matter."""

    hirer: Institution | None = None
    hires: int | None = None
    lender: Institution | None = None
    lends: str = ""
    note: str = ""


@transaction.atomic
def rest_on(*, by: Actor, package: Package, agreement: Agreement, clauses: Clauses, now: datetime) -> PackageAgreement:
    """Names it, or writes the clauses of one already named anew; the trail keeps what stood."""
    package = _locked(package)
    check_may_name_agreement(by, package)
    parties = parties_of(agreement)
    check_concerns(package, agreement, parties)
    check_clause(clauses.hirer, clauses.hires, parties, "hirer")
    lends = " ".join(clauses.lends.split())
    check_clause(clauses.lender, lends, parties, "lender")
    said = {"hirer": clauses.hirer, "hires": clauses.hires, "lender": clauses.lender, "lends": lends,
            "note": clauses.note.strip(), "written_by": by.name, "written_at": now}  # fmt: skip
    row, _new = PackageAgreement.objects.update_or_create(package=package, agreement=agreement, defaults=said)
    words = _("Bersandar pada perjanjian: %(title)s.") % {"title": agreement.title}
    keep_version(by, package, PackageStep.AGREE, words, now, said_for=by.on_behalf_of)
    record(by, "planning.rest_on", package, agreement=agreement.pk, hires=row.hires or 0)
    return row


@transaction.atomic
def let_go(*, by: Actor, row: PackageAgreement, now: datetime) -> None:
    """The agreement itself stays where it is kept."""
    package = _locked(row.package)
    check_may_name_agreement(by, package)
    gone, _rows = PackageAgreement.objects.filter(pk=row.pk).delete()
    if not gone:
        return
    words = _("Tidak lagi bersandar pada perjanjian: %(title)s.") % {"title": row.agreement.title}
    keep_version(by, package, PackageStep.LET_GO, words, now, said_for=by.on_behalf_of)
    record(by, "planning.let_go", package, agreement=row.agreement_id)


def _locked(package: Package) -> Package:
    return Package.objects.select_for_update(of=("self",)).get(pk=package.pk)
