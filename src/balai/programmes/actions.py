"""Programmes and their curricula. A curriculum in use is never changed: a new version is added."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.audit.record import record
from balai.institutions.models import Institution
from balai.kernel.refusal import Refused
from balai.programmes.models import Curriculum, CurriculumUnit, Programme, VocationalField
from balai.skills.actions import find_or_add_units


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One part of a curriculum as typed; code empty for parts that are no competence unit. Hours of 45 minutes."""

    title: str
    code: str = ""
    theory_hours: int = 0
    practice_hours: int = 0


def check_may_edit_programmes(actor: Actor, institution_id: int) -> None:
    if not actor.may(Permission.PROGRAMME_EDIT, institution_id):
        raise Refused(
            "not_your_programme", _("Program ini milik lembaga lain. Hanya petugas lembaga itu yang bisa mengubahnya.")
        )


@transaction.atomic
def add_programme(
    *, by: Actor, owner: Institution, field_name: str, title: str, subfield_name: str = "", **details: object
) -> Programme:
    """details: description, entry_note, level, sector, delivery, free_of_charge of Programme."""
    check_may_edit_programmes(by, owner.pk)
    field, _made = VocationalField.objects.get_or_create(parent=None, name=" ".join(field_name.split()))
    if subfield_name.strip():
        field, _made = VocationalField.objects.get_or_create(parent=field, name=" ".join(subfield_name.split()))
    programme = Programme.objects.create(owner=owner, field=field, title=" ".join(title.split()), **details)
    record(by, "programmes.add", programme)
    return programme


@transaction.atomic
def add_curriculum(
    *, by: Actor, programme: Programme, units: Sequence[UnitRow], valid_from: date, legal_basis: str = ""
) -> Curriculum:
    """The next version of the programme's content, with its units in order."""
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    check_may_edit_programmes(by, programme.owner_id)
    if not units:
        raise Refused("no_units", _("Kurikulum belum berisi unit. Tulis sedikitnya satu unit atau materi."), "units")
    newest = programme.curricula.aggregate(n=Max("version"))["n"] or 0
    curriculum = Curriculum.objects.create(
        programme=programme, version=newest + 1, valid_from=valid_from, legal_basis=legal_basis
    )
    known = find_or_add_units(by=by, rows=[(row.code, row.title) for row in units if row.code])
    CurriculumUnit.objects.bulk_create(
        [
            CurriculumUnit(
                curriculum=curriculum,
                position=position,
                unit=known.get(row.code),
                title=row.title,
                theory_hours=row.theory_hours,
                practice_hours=row.practice_hours,
            )
            for position, row in enumerate(units, 1)
        ]
    )
    record(by, "programmes.add_curriculum", curriculum, version=curriculum.version, units=len(units))
    return curriculum


@transaction.atomic
def retire_programme(*, by: Actor, programme: Programme, today: date) -> Programme:
    """No longer offered; its classes keep it. Done again it comes back (undo)."""
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    check_may_edit_programmes(by, programme.owner_id)
    programme.retired_on = None if programme.retired_on else today
    programme.save(update_fields=["retired_on"])
    record(by, "programmes.retire" if programme.retired_on else "programmes.offer_again", programme)
    return programme
