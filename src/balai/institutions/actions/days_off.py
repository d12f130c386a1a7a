"""Days on which a body does not work, or works after all."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from balai.access.actor import Actor, Area
from balai.audit.record import record
from balai.institutions.actions.facilities import locked_for_edit
from balai.institutions.models import DayOff, Institution
from balai.kernel.refusal import Refused
from balai.regions.models import Region


@dataclass(frozen=True, slots=True)
class DayFacts:
    """is_for_area: for every body of the office's area; works: an ordinary working day after all."""

    day: date
    name: str
    works: bool = False
    is_for_area: bool = False
    source: str = ""


def area_of(by: Actor, institution_id: int) -> Area | None:
    """What the body answers for as an office, where the actor sits at it; None when it is no office."""
    return next((desk.area for desk in by.desks if desk.institution == institution_id and desk.area is not None), None)


@transaction.atomic
def say_day_off(*, by: Actor, institution_id: int, facts: DayFacts) -> DayOff:
    """The same day said again takes the new words. Raises Refused("no_area") for an area nobody answers for here."""
    body = locked_for_edit(by, institution_id)
    name = " ".join(facts.name.split())
    if not name:
        raise Refused("no_name", _("Isi nama harinya, misalnya “Hari jadi kabupaten”."), "name")
    row, _made = DayOff.objects.update_or_create(
        institution=body, is_for_area=facts.is_for_area, day=facts.day,
        defaults={"name": name[:120], "works": facts.works, "source": " ".join(facts.source.split())[:200],
                  "region": _place(by, body) if facts.is_for_area else None},
    )  # fmt: skip
    record(by, "institutions.say_day_off", row, day=str(facts.day), works=facts.works, area=facts.is_for_area)
    return row


def _place(by: Actor, body: Institution) -> Region | None:
    area = area_of(by, body.pk)
    if area is None:
        raise Refused(
            "no_area", _("Hanya dinas dan kementerian yang bisa menetapkan hari untuk wilayahnya."), "is_for_area"
        )
    return Region.objects.get(pk=area.region) if area.region is not None else None


@transaction.atomic
def forget_day_off(*, by: Actor, institution_id: int, row_id: int) -> None:
    body = locked_for_edit(by, institution_id)
    row = DayOff.objects.filter(institution=body, pk=row_id).first()
    if row is not None:  # taken away twice is taken away
        record(by, "institutions.forget_day_off", row, day=str(row.day))
        row.delete()
