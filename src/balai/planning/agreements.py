"""How long the agreements of a package hold, beside the class that rests on them: what ends too early is said in words."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from balai.institutions.enums import AgreementKind
from balai.institutions.models import Agreement, AgreementParty
from balai.kernel.formats import tanggal
from balai.planning.models import Batch, Package, PackageAgreement

LINKED = (AgreementKind.MOU, AgreementKind.PROGRAMME)
"""What bodies agreed between them; a regulation or a guide of state money binds all packages alike."""


@dataclass(frozen=True, slots=True)
class Resting:
    """row: with agreement, its parties, hirer, lender. warning: empty while it holds as far as anybody knows."""

    row: PackageAgreement
    warning: str
    ended: bool


def agreements_of(package: Package) -> QuerySet[PackageAgreement]:
    rows = PackageAgreement.objects.filter(package=package).select_related("agreement", "hirer", "lender")
    return rows.prefetch_related("agreement__parties__institution").order_by("pk")


def parties_of(agreement: Agreement) -> set[int]:
    """Ids of the bodies it binds, and of the one that keeps it."""
    bound = set(AgreementParty.objects.filter(agreement=agreement).values_list("institution_id", flat=True))
    return bound | ({agreement.kept_by_id} if agreement.kept_by_id else set())


def to_choose(package: Package, agreements: QuerySet[Agreement]) -> QuerySet[Agreement]:
    """Those that bind the centre or the funder, not named yet; the newest first."""
    bodies = (package.centre_id, package.funder_id)
    theirs = AgreementParty.objects.filter(institution_id__in=bodies).values("agreement_id")
    rows = agreements.filter(Q(pk__in=theirs) | Q(kept_by_id__in=bodies), kind__in=LINKED)
    return rows.exclude(pk__in=package.agreements.values("agreement_id")).order_by("-pk")


def resting_on(package: Package, classes: list[Batch], today: date) -> list[Resting]:
    """classes: of the package that are not cancelled; the one that ends last counts."""
    last = max(classes, key=lambda batch: batch.ends_on, default=None)
    return [_resting(row, last, today) for row in agreements_of(package)]


def resting_of_class(batch: Batch, today: date) -> list[Resting]:
    return [_resting(row, batch, today) for row in agreements_of(batch.package)]


def _resting(row: PackageAgreement, batch: Batch | None, today: date) -> Resting:
    until = row.agreement.valid_to
    ended = until is not None and until < today
    return Resting(row, early_end(row.agreement, batch) or (_over(until) if until and ended else ""), ended)


def _over(until: date) -> str:
    return _("Perjanjian ini berakhir %(day)s.") % {"day": tanggal(until)}


def early_end(agreement: Agreement, batch: Batch | None) -> str:
    """Why the agreement does not cover the class; empty where it does, or where its source names no day."""
    if batch is None:
        return ""
    since, until = agreement.valid_from, agreement.valid_to
    if until is not None and until < batch.starts_on:
        words = {"day": tanggal(until), "start": tanggal(batch.starts_on)}
        return _("Perjanjian ini berakhir %(day)s, sebelum kelas mulai %(start)s.") % words
    if until is not None and until < batch.ends_on:
        words = {"day": tanggal(until), "end": tanggal(batch.ends_on)}
        return _("Perjanjian ini berakhir %(day)s, sebelum kelas selesai %(end)s.") % words
    if since is not None and since > batch.starts_on:
        words = {"day": tanggal(since), "start": tanggal(batch.starts_on)}
        return _("Perjanjian ini baru berlaku %(day)s, sesudah kelas mulai %(start)s.") % words
    return ""
