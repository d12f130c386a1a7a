"""A page's worth of packages and classes; how much of a fund line is promised."""

from datetime import date, datetime

from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from balai.funding.models import FundLine
from balai.planning.enums import FUNDED, BatchState
from balai.planning.models import Batch, Package
from balai.programmes.models import CurriculumUnit

REGISTERING = Q(state=BatchState.ANNOUNCED)


def with_committed(lines: QuerySet[FundLine]) -> QuerySet[FundLine]:
    """Each line with `committed`: rupiah promised to its funded packages."""
    funded = Q(packages__state__in=FUNDED)
    return lines.annotate(committed=Coalesce(Sum("packages__cost", filter=funded), 0))


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


def package_for_page(packages: QuerySet[Package]) -> QuerySet[Package]:
    return packages.select_related(
        "centre__region", "funder", "fund_line", "curriculum__programme", "on_behalf_of", "answer_noted_by"
    )
