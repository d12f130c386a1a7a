"""A certifier's list of units becomes the next version of a curriculum; the same list again changes nothing."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from balai.access.actor import Actor
from balai.programmes.actions import add_curriculum
from balai.programmes.models import Curriculum, Programme
from balai.programmes.pasted import NeedRow, UnitRow
from balai.programmes.queries import rows_of
from balai.programmes.rules import check_may_edit_programmes, check_units
from balai.programmes.unit_sheet import SheetUnit
from balai.programmes.words import kind_of
from balai.skills.actions import note_english_titles


@transaction.atomic
def import_units(
    *, by: Actor, programme: Programme, rows: Sequence[SheetUnit], valid_from: date, legal_basis: str = ""
) -> tuple[Curriculum, bool]:
    """The curriculum that holds these units, and whether it was made now. Rooms and equipment stay as they were."""
    programme = Programme.objects.select_for_update(of=("self",)).get(pk=programme.pk)
    check_may_edit_programmes(by, programme.owner_id)
    check_units(rows)
    newest = programme.curricula.order_by("-version").prefetch_related("units__unit", "needs").first()
    before = rows_of(newest) if newest else []
    wanted = [_as_stated(row, before) for row in rows]
    if newest is not None and before == wanted:
        note_english_titles(by=by, titles=_english(rows))
        return newest, False
    needs = [NeedRow(n.kind, n.name, n.quantity, n.room_kind) for n in newest.needs.all()] if newest else []
    made = add_curriculum(
        by=by, programme=programme, units=wanted, valid_from=valid_from, legal_basis=legal_basis, needs=needs,
        phases_in_order=newest is not None and newest.phases_in_order,
    )  # fmt: skip
    note_english_titles(by=by, titles=_english(rows))
    return made, True


def _english(rows: Sequence[SheetUnit]) -> dict[str, str]:
    return {row.code: row.title_en for row in rows if row.code and row.title_en}


def _as_stated(row: SheetUnit, before: Sequence[UnitRow]) -> UnitRow:
    """A certifier's list says no phases: what the centre wrote of the same part stays."""
    kind = "" if row.kind == kind_of(row.code, row.title) else row.kind
    same = [one for one in before if (one.code or one.title) == (row.code or row.title)]
    phase = row.phase or (same[0].phase if len(same) == 1 else "")
    return UnitRow(row.title, row.code, row.theory_hours, row.practice_hours, phase, kind)
