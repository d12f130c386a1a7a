"""Programmes and their curricula. A curriculum in use is never changed: a new version is added."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max

from balai.access.actor import Actor
from balai.audit.record import record
from balai.institutions.models import Institution
from balai.programmes.enums import Delivery, PrioritySector
from balai.programmes.models import Curriculum, CurriculumNeed, CurriculumUnit, Programme, VocationalField
from balai.programmes.pasted import NeedRow, UnitRow
from balai.programmes.rules import check_may_edit_programmes, check_titles, check_units
from balai.skills.actions import find_or_add_units

__all__ = ["NewProgramme", "UnitRow", "add_curriculum", "add_programme", "change_programme", "retire_programme"]


@dataclass(frozen=True, slots=True)
class NewProgramme:
    """field_name: kejuruan, found or added by name. level: of the KKNI, 1 to 9."""

    title: str
    field_name: str
    subfield_name: str = ""
    description: str = ""
    entry_note: str = ""
    level: int | None = None
    sector: str = PrioritySector.OTHER
    delivery: str = Delivery.ON_SITE
    free_of_charge: bool = True


@transaction.atomic
def add_programme(*, by: Actor, owner: Institution, programme: NewProgramme) -> Programme:
    check_may_edit_programmes(by, owner.pk)
    made = Programme(owner=owner)
    _fill(made, programme)
    made.save()
    record(by, "programmes.add", made)
    return made


@transaction.atomic
def change_programme(*, by: Actor, programme: Programme, stated: NewProgramme) -> Programme:
    """What it is called and for whom; its content changes by a new curriculum."""
    programme = Programme.objects.select_for_update(of=("self",)).get(pk=programme.pk)
    check_may_edit_programmes(by, programme.owner_id)
    _fill(programme, stated)
    programme.save()
    record(by, "programmes.change", programme)
    return programme


def _fill(programme: Programme, stated: NewProgramme) -> None:
    programme.title, field_name = check_titles(stated.title, stated.field_name)
    field, _made = VocationalField.objects.get_or_create(parent=None, name=field_name)
    if stated.subfield_name.strip():
        field, _made = VocationalField.objects.get_or_create(parent=field, name=" ".join(stated.subfield_name.split()))
    programme.field = field
    for name in ("description", "entry_note", "level", "sector", "delivery", "free_of_charge"):
        setattr(programme, name, getattr(stated, name))


@transaction.atomic
def add_curriculum(
    *,
    by: Actor,
    programme: Programme,
    units: Sequence[UnitRow],
    valid_from: date,
    legal_basis: str = "",
    needs: Sequence[NeedRow] = (),
    phases_in_order: bool = False,
) -> Curriculum:
    """The next version of the programme's content, with its units in order and what a centre needs for it."""
    programme = Programme.objects.select_for_update(of=("self",)).get(pk=programme.pk)
    check_may_edit_programmes(by, programme.owner_id)
    check_units(units)
    newest = programme.curricula.aggregate(n=Max("version"))["n"] or 0
    curriculum = Curriculum.objects.create(
        programme=programme,
        version=newest + 1,
        valid_from=valid_from,
        legal_basis=legal_basis.strip(),
        phases_in_order=phases_in_order,
    )
    known = find_or_add_units(by=by, rows=[(row.code, row.title) for row in units if row.code.strip()])
    CurriculumUnit.objects.bulk_create(
        [
            CurriculumUnit(
                curriculum=curriculum,
                position=position,
                unit=known.get(row.code.strip()),
                title=row.title,
                theory_hours=row.theory_hours,
                practice_hours=row.practice_hours,
                phase=row.phase,
                kind=row.part_kind,
            )
            for position, row in enumerate(units, 1)
        ]
    )
    CurriculumNeed.objects.bulk_create(
        CurriculumNeed(
            curriculum=curriculum, position=position, kind=row.kind, room_kind=row.room_kind, name=row.name,
            quantity=row.quantity,
        )
        for position, row in enumerate(needs, 1)
    )  # fmt: skip
    record(by, "programmes.add_curriculum", curriculum, version=curriculum.version, units=len(units))
    return curriculum


@transaction.atomic
def retire_programme(*, by: Actor, programme: Programme, today: date) -> Programme:
    """No longer offered; its classes keep it. Done again it comes back (undo)."""
    programme = Programme.objects.select_for_update(of=("self",)).get(pk=programme.pk)
    check_may_edit_programmes(by, programme.owner_id)
    programme.retired_on = None if programme.retired_on else today
    programme.save(update_fields=["retired_on"])
    record(by, "programmes.retire" if programme.retired_on else "programmes.offer_again", programme)
    return programme
