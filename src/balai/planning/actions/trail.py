"""Every step of a proposal leaves a version that can be read for ever."""

from datetime import datetime

from django.db.models import Max

from balai.access.actor import Actor
from balai.planning.enums import PackageStep
from balai.planning.models import Package, PackageVersion
from balai.planning.queries import what_it_stands_on


def keep_version(
    by: Actor, package: Package, step: PackageStep, words: str, now: datetime, *, said_for: int | None = None
) -> PackageVersion:
    """Inside the transaction that holds the package; two at once are stopped by the constraint."""
    last = package.versions.aggregate(n=Max("number"))["n"] or 0
    return PackageVersion.objects.create(
        package=package,
        number=last + 1,
        step=step,
        state=package.state,
        title=package.title,
        curriculum_id=package.curriculum_id,
        seats=package.seats,
        cost=package.cost,
        fund_line_id=package.fund_line_id,
        stands_on=what_it_stands_on(package),
        words=words,
        said_by=by.name,
        said_for_id=said_for,
        said_at=now,
    )
