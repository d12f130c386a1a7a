"""A plan that an office keeps as a table becomes drafts, row by row: taken, unchanged, or refused with what to do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from balai.access.actor import Actor
from balai.audit.record import record, record_batch
from balai.institutions.models import Institution
from balai.institutions.models.institution import name_key
from balai.kernel.refusal import Refused
from balai.planning.actions.trail import keep_version
from balai.planning.enums import PackageState, PackageStep
from balai.planning.models import Package
from balai.planning.plan_file import MOST_ROWS, Planned
from balai.planning.rules import check_round_open, check_size
from balai.planning.rules.rounds import check_may_draft
from balai.programmes.models import Curriculum


@dataclass(frozen=True, slots=True)
class RowAnswer:
    """state: new, changed, same or refused. reason: why it was refused."""

    row: Planned
    state: str
    reason: str = ""
    package: Package | None = None


@dataclass(slots=True)
class _Known:
    """What rows are matched with, read once for the whole file."""

    funder: Institution
    year: int
    centres: dict[str, Institution]
    curricula: dict[tuple[int, str], Curriculum]
    packages: dict[tuple[int, str], Package]
    numbered: dict[int, Package]


@transaction.atomic
def take_plan(
    *,
    by: Actor,
    funder: Institution,
    year: int,
    rows: Sequence[Planned],
    curricula: Sequence[Curriculum],
    now: datetime,
) -> list[RowAnswer]:
    """Good rows are taken though others are refused; sending the same file again changes nothing.

    curricula: those that can be proposed on this day.
    """
    if len(rows) > MOST_ROWS:
        raise Refused(
            "too_many_rows",
            _("Berkas ini lebih dari %(n)s baris. Bagi menjadi beberapa berkas.") % {"n": MOST_ROWS},
            "file",
        )
    check_round_open(funder, year)
    known = _read_known(funder, year, rows, curricula)
    answers = [_answered(by, known, row, now) for row in rows]
    made = [one.package.pk for one in answers if one.state == "new" and one.package]
    if made:
        record_batch(by, "planning.take_plan", "planning.package", made, year=year)
    return answers


def _read_known(funder: Institution, year: int, rows: Sequence[Planned], curricula: Sequence[Curriculum]) -> _Known:
    keys = {name_key(row.centre) for row in rows if row.centre}
    centres: dict[str, Institution] = {}
    doubtful: set[str] = set()
    for one in Institution.objects.public().filter(name_key__in=keys):
        doubtful |= {one.name_key} & centres.keys()
        centres[one.name_key] = one
    for key in doubtful:
        del centres[key]
    offered = {(c.programme.owner_id, c.programme.title.casefold()): c for c in curricula}
    planned = Package.objects.select_for_update(of=("self",)).filter(funder=funder, year=year)
    planned = planned.exclude(state=PackageState.WITHDRAWN).select_related("centre", "funder")
    found = {p.pk: p for p in planned}
    return _Known(funder, year, centres, offered, {(p.centre_id, p.title.casefold()): p for p in found.values()}, found)


def _answered(by: Actor, known: _Known, row: Planned, now: datetime) -> RowAnswer:
    try:
        with transaction.atomic():
            return _taken(by, known, row, now)
    except Refused as no:
        return RowAnswer(row, "refused", str(no))


def _taken(by: Actor, known: _Known, row: Planned, now: datetime) -> RowAnswer:
    if row.problems:
        return RowAnswer(row, "refused", " ".join(row.problems))
    centre = known.centres.get(name_key(row.centre))
    if centre is None:
        raise Refused("centre_unknown", _("Balai %(name)s tidak ditemukan. Tulis namanya seperti di daftar lembaga.") % {
            "name": row.centre or "-"})  # fmt: skip
    curriculum = known.curricula.get((centre.pk, row.programme.casefold()))
    if curriculum is None:
        raise Refused(
            "programme_unknown",
            _("Program %(title)s belum ada pada balai itu. Minta balainya menambah program, lalu kirim lagi.")
            % {"title": row.programme or "-"},
        )
    seats, cost = row.seats or 0, row.cost or 0
    check_size(seats, cost)
    title = (row.title or row.programme)[:200]
    there = known.numbered.get(row.number or 0) or known.packages.get((centre.pk, title.casefold()))
    if there is not None:
        return _again(by, there, row, now)
    package = Package(
        centre=centre, funder=known.funder, curriculum=curriculum, title=title, year=known.year, seats=seats, cost=cost,
        seats_proposed=seats, cost_proposed=cost, reason=row.reason, state=PackageState.DRAFT, proposed_by=by.name,
        proposed_at=now, on_behalf_of_id=by.on_behalf_of,
    )  # fmt: skip
    check_may_draft(by, package)
    package.save()
    keep_version(by, package, PackageStep.READ_IN, row.reason, now, said_for=by.on_behalf_of)
    known.packages[(centre.pk, title.casefold())] = package
    return RowAnswer(row, "new", package=package)


def _again(by: Actor, package: Package, row: Planned, now: datetime) -> RowAnswer:
    """A draft follows the file; what was sent or answered is changed on its page alone."""
    if (package.seats, package.cost) == (row.seats, row.cost):
        return RowAnswer(row, "same", package=package)
    if package.state != PackageState.DRAFT:
        raise Refused(
            "already_sent",
            _("Paket %(title)s sudah dikirim atau dijawab. Ubah dari halamannya, bukan dari berkas.")
            % {"title": package.title},
        )
    check_may_draft(by, package)
    package.seats = package.seats_proposed = row.seats or 0
    package.cost = package.cost_proposed = row.cost or 0
    package.save(update_fields=["seats", "cost", "seats_proposed", "cost_proposed"])
    keep_version(by, package, PackageStep.READ_IN, row.reason, now, said_for=by.on_behalf_of)
    record(by, "planning.read_in", package, seats=package.seats, cost=package.cost)
    return RowAnswer(row, "changed", package=package)
