"""A page's worth of packages and classes; how much of a fund line is promised and spent; figures a proposal stands on."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from balai.demand.models import JobOrderUnit
from balai.funding.models import FundLine
from balai.institutions.models import Institution
from balai.people.models import Person
from balai.planning.enums import FUNDED, BatchState, PackageState
from balai.planning.models import Batch, Package, PackageAgreement, Spending
from balai.programmes.models import CurriculumUnit

REGISTERING = Q(state=BatchState.ANNOUNCED)
DECIDED = (*FUNDED, PackageState.REFUSED, PackageState.WITHDRAWN)
POINTED_AT = Q(need__isnull=False) | Q(job_order__isnull=False)
"""Evidence somebody chose; the rest is counted by itself."""


def with_committed(lines: QuerySet[FundLine]) -> QuerySet[FundLine]:
    """Each line with `committed`: rupiah promised to its funded packages."""
    funded = Q(packages__state__in=FUNDED)
    return lines.annotate(committed=Coalesce(Sum("packages__cost", filter=funded), 0))


def with_spent(lines: QuerySet[FundLine]) -> QuerySet[FundLine]:
    """Each line with `spent`: rupiah paid for its packages."""
    paid = Spending.objects.counted().filter(package__fund_line=OuterRef("pk")).order_by().values("package__fund_line")
    return lines.annotate(spent=Coalesce(Subquery(paid.annotate(n=Sum("amount")).values("n")), 0))


def spent_on(package: Package) -> int:
    """Rupiah paid for the package so far."""
    return int(package.spendings.filter(taken_back_at__isnull=True).aggregate(n=Sum("amount"))["n"] or 0)


def spent_and_classes(package: Package) -> tuple[int, int]:
    """Rupiah paid for the package so far, and how many classes it has; one query."""
    paid = Spending.objects.counted().filter(package=OuterRef("pk")).order_by().values("package")
    rows = Package.objects.filter(pk=package.pk).annotate(
        paid=Coalesce(Subquery(paid.annotate(n=Sum("amount")).values("n")), 0), classes=Count("batches")
    )
    found: tuple[int, int] = rows.values_list("paid", "classes").get()
    return found


def seats_given(package: Package, without: Batch | None = None) -> int:
    """Seats of its classes; a cancelled class holds none."""
    rows = package.batches.exclude(state=BatchState.CANCELLED)
    if without is not None:
        rows = rows.exclude(pk=without.pk)
    return int(rows.aggregate(n=Sum("seats"))["n"] or 0)


def jobseekers_of(centre: Institution) -> dict[str, Any]:
    """People on file who live in the centre's regency, by what they want and by education; two queries. Numbers only."""
    here = centre.region.regency if centre.region else None
    if here is None:
        return {"place": "", "total": 0, "by_aim": {}, "by_education": {}}
    people = Person.objects.filter(home_regency=here, erased_at__isnull=True, merged_into__isnull=True).order_by()
    by_aim = dict(people.values_list("aim").annotate(n=Count("pk")))
    by_education = dict(people.values_list("education").annotate(n=Count("pk")))
    return {"place": here.name, "total": sum(by_aim.values()), "by_aim": by_aim, "by_education": by_education}


def what_it_stands_on(package: Package) -> list[str]:
    """The needs a proposal points at, one line each as they were written down; else why there is none; then the
    agreements with their clauses. Two queries."""
    rows = package.evidence.filter(POINTED_AT).order_by("pk")
    said = [f"{row.get_kind_display()}: {row.snapshot.get('text', '')}" for row in rows]
    said += [package.no_need_why] if package.no_need_why else []
    return [*said, *(_agreed(row) for row in package.agreements.select_related("agreement", "hirer", "lender"))]


def _agreed(row: PackageAgreement) -> str:
    clauses = [f"{row.hirer}: {row.hires}" if row.hirer else "", f"{row.lender}: {row.lends}" if row.lender else ""]
    clauses = [one for one in (*clauses, row.note) if one]
    return f"{row.agreement.title} ({'; '.join(clauses)})" if clauses else row.agreement.title


def earlier_runs_of(package: Package, today: date) -> QuerySet[Batch]:
    """Finished classes of the same programme at the same centre, newest first."""
    return earlier_runs(package.curriculum.programme_id, today).filter(centre_id=package.centre_id)


def units_read_into(job_orders: Sequence[int], centre: int) -> dict[int, list[tuple[str, str]]]:
    """By job order: code and title of the units this centre reads in it."""
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    rows = JobOrderUnit.objects.filter(job_order_id__in=job_orders, centre_id=centre).order_by("unit__code")
    for order, code, title in rows.values_list("job_order_id", "unit__code", "unit__title"):
        found[order].append((code, title))
    return found


def for_list(batches: QuerySet[Batch]) -> QuerySet[Batch]:
    """With everything a card of a class reads."""
    return batches.select_related("centre__region__regency", "residents_of", "curriculum__programme__field__parent")


def open_now(batches: QuerySet[Batch], now: datetime) -> QuerySet[Batch]:
    return batches.filter(REGISTERING, opens_at__lte=now, closes_at__gt=now)


def coming(batches: QuerySet[Batch], now: datetime) -> QuerySet[Batch]:
    return batches.filter(REGISTERING, opens_at__gt=now)


def past(batches: QuerySet[Batch], now: datetime) -> QuerySet[Batch]:
    """Registration is over: being selected, running, finished."""
    return batches.exclude(REGISTERING, closes_at__gt=now)


def earlier_runs(curriculum_programme: int, before: date) -> QuerySet[Batch]:
    """Finished classes of the same programme, newest first."""
    rows = Batch.objects.filter(curriculum__programme_id=curriculum_programme, state=BatchState.FINISHED)
    return rows.filter(ends_on__lt=before).order_by("-ends_on")


def units_of(batch: Batch) -> list[CurriculumUnit]:
    return list(batch.curriculum.units.select_related("unit"))


def totals_of(packages: QuerySet[Package]) -> dict[str, int]:
    """How many, their seats and rupiah: waiting, funded; how many are drafts, refused, decided. One query, however many."""
    waiting, funded = Q(state=PackageState.PROPOSED), Q(state__in=FUNDED)
    found = packages.order_by().aggregate(
        waiting=Count("pk", filter=waiting),
        waiting_seats=Sum("seats", filter=waiting, default=0),
        waiting_cost=Sum("cost", filter=waiting, default=0),
        funded=Count("pk", filter=funded),
        funded_seats=Sum("seats", filter=funded, default=0),
        funded_cost=Sum("cost", filter=funded, default=0),
        refused=Count("pk", filter=Q(state=PackageState.REFUSED)),
        drafts=Count("pk", filter=Q(state=PackageState.DRAFT)),
        decided=Count("pk", filter=Q(state__in=DECIDED)),
        centres=Count("centre", distinct=True),
    )
    return {name: int(value) for name, value in found.items()}


def with_copied(packages: QuerySet[Package], year: int) -> QuerySet[Package]:
    """Each with `copied`: was it copied into the plan of that year, and not withdrawn there?"""
    copies = Package.objects.filter(copied_from=OuterRef("pk"), year=year).exclude(state=PackageState.WITHDRAWN)
    return packages.annotate(copied=Exists(copies))


def is_asked_or_pays(bodies: Collection[int]) -> bool:
    """Has any of these bodies money on file, or a package that was sent to it? One query."""
    lines = FundLine.objects.filter(funder_id__in=bodies).order_by().values("funder_id")
    sent = Package.objects.filter(funder_id__in=bodies).exclude(state=PackageState.DRAFT).order_by()
    return sent.values("funder_id").union(lines).exists()


def package_for_page(packages: QuerySet[Package]) -> QuerySet[Package]:
    return packages.select_related(
        "centre__region",
        "funder",
        "fund_line",
        "curriculum__programme",
        "on_behalf_of",
        "answer_noted_by",
        "copied_from",
    )
