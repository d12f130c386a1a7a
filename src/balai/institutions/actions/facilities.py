"""Rooms and equipment, with the condition somebody saw on a day (R-000-27)."""

from dataclasses import dataclass, replace
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from balai.access.actor import Actor
from balai.audit.record import record
from balai.institutions.models import Equipment, Institution, Room
from balai.institutions.rules.authority import check_may_correct_register, check_may_edit
from balai.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class RoomFacts:
    name: str
    kind: str
    seats: int | None = None
    condition: str = ""
    condition_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class EquipmentFacts:
    name: str
    kind: str
    room: Room | None = None
    quantity: int | None = None
    condition: str = ""
    condition_on: date | None = None
    note: str = ""


def save_room(*, by: Actor, institution_id: int, facts: RoomFacts, room_id: int | None = None) -> Room:
    """A new room, or the one with that id changed. Raises Refused (field name)."""
    try:
        with transaction.atomic():
            institution = locked_for_edit(by, institution_id)
            room = Room(institution=institution) if room_id is None else institution.rooms.get(pk=room_id)
            _apply(room, facts)
            record(by, "institutions.save_room", room, institution=institution_id, condition=room.condition)
    except IntegrityError:
        raise Refused(
            "room_name_taken", _("Sudah ada ruang dengan nama itu. Beri nama yang berbeda."), "name"
        ) from None
    return room


def save_equipment(
    *, by: Actor, institution_id: int, facts: EquipmentFacts, equipment_id: int | None = None
) -> Equipment:
    with transaction.atomic():
        institution = locked_for_edit(by, institution_id)
        thing = (
            Equipment(institution=institution) if equipment_id is None else institution.equipment.get(pk=equipment_id)
        )
        if facts.room is not None and facts.room.institution_id != institution.pk:
            raise Refused("room_elsewhere", _("Pilih ruang milik lembaga ini."), "room")
        _apply(thing, facts)
        record(by, "institutions.save_equipment", thing, institution=institution_id, condition=thing.condition)
    return thing


def ask_repair(*, by: Actor, equipment_id: int, today: date) -> Equipment:
    """The request stands on the office's desk until somebody says it is repaired."""
    with transaction.atomic():
        thing = _equipment(by, equipment_id)
        if thing.awaits_repair:
            raise Refused("already_asked", _("Perbaikan barang ini sudah diminta."))
        thing.repair_asked_on, thing.repaired_on = today, None
        thing.save(update_fields=["repair_asked_on", "repaired_on"])
        record(by, "institutions.ask_repair", thing, institution=thing.institution_id)
    return thing


def mark_repaired(*, by: Actor, equipment_id: int, today: date) -> Equipment:
    with transaction.atomic():
        thing = _equipment(by, equipment_id)
        if not thing.awaits_repair:
            raise Refused("not_asked", _("Tidak ada permintaan perbaikan yang terbuka untuk barang ini."))
        thing.repaired_on, thing.condition, thing.condition_on = today, "good", today
        thing.save(update_fields=["repaired_on", "condition", "condition_on"])
        record(by, "institutions.mark_repaired", thing, institution=thing.institution_id)
    return thing


def remove_room(*, by: Actor, institution_id: int, room_id: int, today: date) -> None:
    """It is no longer there; the row stays for the classes that were held in it."""
    with transaction.atomic():
        institution = locked_for_edit(by, institution_id)
        room = institution.rooms.get(pk=room_id)
        room.gone_on = today
        room.save(update_fields=["gone_on"])
        record(by, "institutions.remove_room", room, institution=institution_id)


def remove_equipment(*, by: Actor, equipment_id: int, today: date) -> None:
    with transaction.atomic():
        thing = _equipment(by, equipment_id)
        thing.gone_on = today
        thing.save(update_fields=["gone_on"])
        record(by, "institutions.remove_equipment", thing, institution=thing.institution_id)


def locked_for_edit(by: Actor, institution_id: int) -> Institution:
    institution = Institution.objects.select_for_update(of=("self",)).select_related("region").get(pk=institution_id)
    check_may_edit(by, institution)
    return institution


def locked_for_register(by: Actor, institution_id: int) -> Institution:
    institution = Institution.objects.select_for_update(of=("self",)).select_related("region").get(pk=institution_id)
    check_may_correct_register(by, institution)
    return institution


def _equipment(by: Actor, equipment_id: int) -> Equipment:
    thing = Equipment.objects.select_for_update(of=("self",)).select_related("institution__region").get(pk=equipment_id)
    check_may_edit(by, thing.institution)
    return thing


def _apply(row: Room | Equipment, facts: RoomFacts | EquipmentFacts) -> None:
    if not facts.name.strip():
        raise Refused("name_missing", _("Nama belum diisi."), "name")
    facts = replace(facts, name=" ".join(facts.name.split()))
    for name in facts.__slots__:
        setattr(row, name, getattr(facts, name))
    row.save()
