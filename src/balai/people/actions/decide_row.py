"""A row of a list that asked: the same person, another one, or left out."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.audit.record import record
from balai.imports.actions.rows import decide_row
from balai.imports.models import ImportRow
from balai.institutions.models import Institution
from balai.kernel.refusal import Refused
from balai.people.actions.identity import set_national_id
from balai.people.actions.import_people import IMPORTED, check_may_import
from balai.people.actions.involve import involve
from balai.people.actions.list_reading import find_places
from balai.people.actions.register import register_person
from balai.people.models import CallListItem, Involvement, Person
from balai.people.rules.details import PersonDetails
from balai.people.rules.list_columns import places_of
from balai.people.rules.list_rows import ListRow, RowReader
from balai.regions.models import Region

Choice = Literal["same", "new", "without_nik", "skip"]
CHOICES: dict[str, tuple[Choice, ...]] = {
    "nik_twice": ("new", "without_nik", "skip"),
    "other_name": ("same", "without_nik", "skip"),
    "without_nik": ("same", "new", "skip"),
    "several": ("same", "skip"),
}


@transaction.atomic
def decide_person_row(
    *, by: Actor, row: ImportRow, choice: Choice, person_id: UUID | None = None, now: datetime
) -> Person | None:
    """same: it is the person on file (person_id where there are several); new: somebody new, with the NIK of the row;
    without_nik: somebody new whose NIK is asked for later; skip: nobody. Raises Refused("already_decided"), ("not_a_choice"),
    AlreadyRegistered where another row was given the NIK before."""
    office = Institution.objects.filter(pk=row.run.institution_id).first() if row.run.institution_id else None
    check_may_import(by, office)
    known = [UUID(pk) for pk in row.proposal.get("people", [])]
    if choice not in CHOICES.get(str(row.proposal.get("kind")), ()):
        raise Refused(
            "not_a_choice", _("Pilihan ini tidak berlaku untuk baris ini. Muat ulang halaman, lalu pilih lagi.")
        )
    decided = decide_row(by=by, row_id=row.pk, decision={"choice": choice, "person": str(person_id or "")}, now=now)
    read = read_again(row, office, now)
    person: Person | None = None
    done: dict[str, bool] = {}
    if choice == "same":
        person, done = _the_same(by, read, known, person_id, office, now)
    elif choice in ("new", "without_nik"):
        nik = read.nik if choice == "new" else ""
        details = _details(read, nik)
        person = register_person(
            by=by, details=details, institution=office, now=now, source=f"import:{row.run_id}"
        ).person
    decided.decision |= done | {"person": str(person.pk) if person else ""}
    decided.save(update_fields=["decision"])
    record(by, "people.decide_row", row, choice=choice, person=person.pk if person else None)
    return person


def read_again(row: ImportRow, office: Institution | None, now: datetime) -> ListRow:
    content = row.content()
    titles = list(content)
    reader = RowReader(places_of(row.run.mapping, titles), titles, timezone.localdate(now))
    read = reader.read(row.n, list(content.values()))
    find_places([read], office)
    return read


def _the_same(
    by: Actor, read: ListRow, known: list[UUID], person_id: UUID | None, office: Institution | None, now: datetime
) -> tuple[Person, dict[str, bool]]:
    """Also what it did, for the way back."""
    chosen = person_id or (known[0] if len(known) == 1 else None)
    if chosen is None or chosen not in known:
        raise Refused("person_needed", _("Pilih dulu orang yang dimaksud."), "person")
    person = Person.objects.get(pk=chosen)
    done = {"involved": False, "nik": False, "called": False}
    if office is not None and person.registered_by_id != office.pk:
        done["involved"] = (
            not Involvement.objects.current().filter(person=person, institution=office, reason=IMPORTED).exists()
        )
        involve([person.pk], office.pk, IMPORTED, timezone.localdate(now))
    if read.nik and person.nik_sealed is None:
        done |= {"nik": True, "called": CallListItem.objects.waiting().filter(person=person).exists()}
        set_national_id(by=by, person=person, nik=read.nik, now=now)
    return person, done


def _details(read: ListRow, nik: str) -> PersonDetails:
    said: dict[str, Any] = {
        name: value for name, value in read.fields.items() if name in PersonDetails.__dataclass_fields__
    }
    home = read.fields.get("home_region_id")
    region = Region.objects.filter(pk=home).first() if home else None
    titles = (read.fields.get("title_before", ""), read.fields.get("title_after", ""))
    said["full_name"] = " ".join(part for part in (titles[0], said["full_name"]) if part) + (
        f", {titles[1]}" if titles[1] else ""
    )
    return PersonDetails(**said | {"nik": nik, "home_region": region})
