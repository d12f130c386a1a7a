"""Register a person, and correct what is on record."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from balai.access.actor import Actor
from balai.accounts.models import User
from balai.audit.record import record
from balai.institutions.models import Institution
from balai.people.actions.duplicates import note_likely_duplicates
from balai.people.actions.sealing import put_nik, refusing_known_nik
from balai.people.models import Person
from balai.people.rules.authority import (
    check_is_live,
    check_may_edit,
    check_may_register,
    check_not_restricted,
)
from balai.people.rules.details import PersonDetails, tidy
from balai.people.rules.national_id import Remark
from balai.people.rules.recognition import recognition_of


@dataclass(frozen=True, slots=True)
class Registered:
    """warnings: for the page to show; the person is saved all the same."""

    person: Person
    warnings: tuple[Remark, ...] = ()


@transaction.atomic
def register_person(
    *,
    by: Actor,
    details: PersonDetails,
    now: datetime,
    institution: Institution | None = None,
    user: User | None = None,
    source: str = "clerk",
) -> Registered:
    """institution: whose desk registers; user: the account of a person who registers themself.

    Raises Refused: a field that cannot be read (its name in `field`), AlreadyRegistered, "may_not_register".
    """
    check_may_register(by, institution_id=institution.pk if institution else None, user_id=user.pk if user else None)
    today = timezone.localdate(now)
    tidied = tidy(details, today)
    person = Person(**tidied.fields, user=user, registered_by=institution, source=source[:40], last_active_on=today)
    person.fill_name_key()
    person.recognition_key = recognition_of(person)
    digits = tidied.national_id.digits if tidied.national_id else ""
    if digits:
        put_nik(person, digits)
    with refusing_known_nik(by, digits):
        person.save(force_insert=True)
    record(by, "people.register", person, institution=person.registered_by_id, source=person.source)
    note_likely_duplicates(person, now)
    return Registered(person, tidied.warnings)


@transaction.atomic
def correct_person(*, by: Actor, person: Person, details: PersonDetails, now: datetime) -> Registered:
    """Everything but the NIK, which has a verb of its own. recognition_key stays what the record came in with, so that
    the list it came from is still recognised."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    check_may_edit(by, person)
    check_is_live(person)
    check_not_restricted(person)
    tidied = tidy(details, timezone.localdate(now))
    changed = [name for name, value in tidied.fields.items() if getattr(person, name) != value]
    if not changed:
        return Registered(person, tidied.warnings)
    for name in changed:
        setattr(person, name, tidied.fields[name])
    person.last_active_on = timezone.localdate(now)
    person.save()
    record(by, "people.correct", person, fields=changed)
    note_likely_duplicates(person, now)
    return Registered(person, tidied.warnings)


def touch(person_ids: Iterable[UUID], today: date) -> None:
    """The person was served today: terms of keeping count from here. For the actions of higher rooms."""
    Person.objects.filter(pk__in=person_ids).exclude(last_active_on=today).update(last_active_on=today)
