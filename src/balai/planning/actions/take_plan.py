"""A plan that an office keeps as a table becomes drafts, row by row: taken, unchanged, or refused with what to do."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from balai.access.actor import Actor
from balai.audit.record import record_batch
from balai.institutions.models import Institution
from balai.institutions.models.institution import name_key
from balai.kernel.refusal import Refused
from balai.planning.actions.plan_rows import Known, RowAnswer, again, by_number
from balai.planning.actions.trail import keep_version
from balai.planning.enums import PackageState, PackageStep
from balai.planning.models import Package
from balai.planning.plan_columns import LABELS
from balai.planning.plan_file import MOST_ROWS, Planned
from balai.planning.rules import check_round_open, check_size
from balai.planning.rules.rounds import check_may_draft
from balai.programmes.models import Curriculum


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
    """Good rows are taken though others are refused; sending the same file again changes nothing. A number decides which
    package a row means; without one its centre and title do.

    curricula: those that can be proposed on this day.
    """
    if len(rows) > MOST_ROWS:
        raise Refused(
            "too_many_rows",
            _("Berkas ini lebih dari %(n)s baris. Bagi menjadi beberapa berkas.") % {"n": MOST_ROWS},
            "file",
        )
    check_round_open(funder, year)
    known = _read_known(by, funder, year, rows, curricula)
    answers = [_answered(by, known, row, now) for row in rows]
    made = [one.package.pk for one in answers if one.state == "new" and one.package]
    if made:
        record_batch(by, "planning.take_plan", "planning.package", made, year=year)
    return answers


def _read_known(
    by: Actor, funder: Institution, year: int, rows: Sequence[Planned], curricula: Sequence[Curriculum]
) -> Known:
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
    planned = planned.exclude(state=PackageState.WITHDRAWN).select_related("centre", "funder", "curriculum__programme")
    found = {p.pk: p for p in planned}
    titled = {(p.centre_id, p.title.casefold()): p for p in found.values()}
    others = {row.number for row in rows if row.number} - found.keys()
    elsewhere = Package.objects.visible_to(by).filter(pk__in=others).select_related("funder") if others else []
    return Known(funder, year, centres, offered, titled, found, {p.pk: p for p in elsewhere})


def _answered(by: Actor, known: Known, row: Planned, now: datetime) -> RowAnswer:
    try:
        with transaction.atomic():
            return _taken(by, known, row, now)
    except Refused as no:
        return RowAnswer(row, "refused", str(no))


def _taken(by: Actor, known: Known, row: Planned, now: datetime) -> RowAnswer:
    if row.problems:
        return RowAnswer(row, "refused", " ".join(row.problems))
    if row.number:
        return again(by, known, by_number(known, row.number), row, now)
    centre = known.centres.get(name_key(row.centre))
    if centre is None:
        raise Refused("centre_unknown", _("Balai %(name)s tidak ditemukan. Tulis namanya seperti di daftar lembaga.") % {
            "name": row.centre or "-"})  # fmt: skip
    title = (row.title or row.programme)[:200]
    there = known.packages.get((centre.pk, title.casefold()))
    return _new(by, known, centre, row, now) if there is None else again(by, known, there, row, now)


def _new(by: Actor, known: Known, centre: Institution, row: Planned, now: datetime) -> RowAnswer:
    curriculum = known.content(centre.pk, row.programme)
    blank = [str(LABELS[name]) for name in ("seats", "cost") if getattr(row, name) is None]
    if blank:
        raise Refused("cell_blank", " ".join(_("“%(field)s” belum diisi.") % {"field": label} for label in blank))
    title, seats, cost = (row.title or row.programme)[:200], row.seats or 0, row.cost or 0
    check_size(seats, cost)
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
