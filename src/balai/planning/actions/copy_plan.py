"""Last year's plan becomes drafts of a new year, changed on the way, in one act; each centre sends its own when it is right."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from balai.access.actor import Actor
from balai.audit.record import record_batch
from balai.kernel.clock import today_in
from balai.kernel.refusal import Refused
from balai.planning.actions.trail import keep_version
from balai.planning.enums import PackageState, PackageStep
from balai.planning.models import Package
from balai.planning.rules import check_round_open, check_size, check_year
from balai.planning.rules.rounds import check_may_draft
from balai.programmes.models import Curriculum
from balai.programmes.queries import in_force


@dataclass(frozen=True, slots=True)
class Copied:
    """A package of an earlier year and how it shall be. cost: rupiah."""

    package: Package
    seats: int
    cost: int


@transaction.atomic
def copy_plan(*, by: Actor, rows: Sequence[Copied], year: int, now: datetime) -> list[Package]:
    """All or none, each with the content of its programme in force on this day. One that was copied into that year already is
    left as it is, so a second click changes nothing; so is one that is not in `taught_now`."""
    check_year(year)
    if not rows:
        raise Refused("nothing_chosen", _("Centang sedikitnya satu paket yang disalin."), "rows")
    wanted = {row.package.pk: row for row in rows}
    sources = (
        Package.objects.select_for_update(of=("self",))
        .filter(pk__in=wanted)
        .select_related("funder__region", "curriculum")
    )
    found = list(sources.order_by("pk"))
    done = set(
        Package.objects.filter(copied_from__in=wanted, year=year)
        .exclude(state=PackageState.WITHDRAWN)
        .values_list("copied_from_id", flat=True)
    )
    for funder in {source.funder for source in found}:
        check_round_open(funder, year)
    taught = taught_now(found, now)
    made = [
        _copy(by, source, wanted[source.pk], taught[source.pk], year, now)
        for source in found
        if source.pk not in done and source.pk in taught
    ]
    if made:
        record_batch(by, "planning.copy_plan", "planning.package", [p.pk for p in made], year=year)
    return made


def taught_now(sources: Sequence[Package], now: datetime) -> dict[int, Curriculum]:
    """By package: the content of its programme in force today where the funder is; none for a programme that is offered no
    more. One query a zone."""
    found: dict[int, Curriculum] = {}
    for zone in {source.funder.zone for source in sources}:
        here = [source for source in sources if source.funder.zone == zone]
        contents = in_force({source.curriculum.programme_id for source in here}, today_in(zone, now))
        found |= {s.pk: contents[s.curriculum.programme_id] for s in here if s.curriculum.programme_id in contents}
    return found


def _copy(by: Actor, source: Package, row: Copied, content: Curriculum, year: int, now: datetime) -> Package:
    check_may_draft(by, source)
    if year <= source.year:
        raise Refused("not_later", _("Tahun tujuan harus sesudah tahun paket yang disalin."), "year")
    check_size(row.seats, row.cost)
    package = Package.objects.create(
        centre_id=source.centre_id,
        funder_id=source.funder_id,
        curriculum=content,
        title=source.title,
        year=year,
        seats=row.seats,
        cost=row.cost,
        seats_proposed=row.seats,
        cost_proposed=row.cost,
        reason=source.reason,
        state=PackageState.DRAFT,
        proposed_by=by.name,
        proposed_at=now,
        copied_from=source,
        on_behalf_of_id=by.on_behalf_of,
    )
    words = _("Disalin dari rencana tahun %(year)s: %(seats)s kursi.") % {"year": source.year, "seats": source.seats}
    if content.pk != source.curriculum_id:
        versions = {"new": content.version, "old": source.curriculum.version}
        words += " " + _("Kurikulum versi %(new)s, dulu versi %(old)s.") % versions
    keep_version(by, package, PackageStep.COPY, words, now, said_for=by.on_behalf_of)
    return package
