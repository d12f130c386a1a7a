"""A decision about a row of a list is taken back: the row asks again, and what the decision wrote is taken out."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.access.actor import Actor
from balai.audit.models import Entry
from balai.audit.record import record
from balai.imports.actions.rows import reopen_row
from balai.imports.models import ImportRow
from balai.institutions.models import Institution
from balai.kernel.crypto import blind_index_candidates
from balai.kernel.refusal import Refused
from balai.people.actions.decide_row import read_again
from balai.people.actions.import_people import IMPORTED, check_may_import
from balai.people.actions.involve import end_involvement
from balai.people.actions.moving import MOVING
from balai.people.actions.sealing import clear_nik
from balai.people.enums import CallOutcome, NationalIdState
from balai.people.models import CallListItem, MergeRecord, Person
from balai.people.queries.identity import NIK_INDEX

_OWN_VERBS = ("people.register",)


@transaction.atomic
def undo_decision(*, by: Actor, row: ImportRow, now: datetime) -> ImportRow:
    """Raises Refused: "not_decided", "no_way_back" for a decision of before this was written down, "already_in_use" when
    somebody has worked on what it wrote."""
    office = Institution.objects.filter(pk=row.run.institution_id).first() if row.run.institution_id else None
    check_may_import(by, office)
    decision = dict(ImportRow.objects.select_for_update().get(pk=row.pk).decision)
    reopened = reopen_row(by=by, row_id=row.pk)
    choice = decision.get("choice")
    person = _person(decision) if choice != "skip" else None
    if choice == "same" and person is not None:
        _part(person, decision, row, office, now)
    elif person is not None:
        _take_out(person, row)
    record(by, "people.undo_row", row, choice=choice, person=person.pk if person else None)
    return reopened


def _person(decision: dict[str, object]) -> Person:
    pk = str(decision.get("person", ""))
    person = Person.objects.select_for_update().filter(pk=UUID(pk)).first() if pk else None
    if person is None:
        raise Refused("no_way_back", _("Keputusan ini tidak bisa dibatalkan lagi. Perbaiki catatan orangnya langsung."))
    return person


def _part(
    person: Person, decision: dict[str, object], row: ImportRow, office: Institution | None, now: datetime
) -> None:
    """It was somebody else after all: the NIK of the row goes, and the office that only knew the person by it."""
    if decision.get("nik"):
        nik = read_again(row, office, now).nik
        own = person.nik_index is not None and bytes(person.nik_index) in blind_index_candidates(NIK_INDEX, nik)
        if not own or person.nik_state == NationalIdState.VERIFIED:
            raise _in_use()
        clear_nik(person)
        person.save()
    if decision.get("called"):
        CallListItem.objects.filter(person=person, outcome=CallOutcome.DONE).update(outcome=CallOutcome.OPEN)
    if office is not None and decision.get("involved"):
        end_involvement([person.pk], office.pk, IMPORTED, timezone.localdate(now))


def _take_out(person: Person, row: ImportRow) -> None:
    """Somebody who came in through the row and whom nobody has touched since leaves no record."""
    is_ours = person.source == f"import:{row.run_id}"[:40] and person.user_id is None and person.merged_into_id is None
    acts = Entry.objects.filter(subject_type="people.person", subject_id=str(person.pk)).exclude(verb__in=_OWN_VERBS)
    hung = any(one.model._default_manager.filter(person_id=person.pk).exists() for one in MOVING)
    if not is_ours or hung or acts.exists() or MergeRecord.objects.filter(kept=person).exists():
        raise _in_use()
    try:
        with transaction.atomic():
            person.delete()
    except ProtectedError as error:
        raise _in_use() from error


def _in_use() -> Refused:
    return Refused(
        "already_in_use",
        _(
            "Catatan orang ini sudah dipakai atau diubah, jadi keputusan tidak bisa dibatalkan. "
            "Perbaiki catatan orangnya langsung."
        ),
    )
