"""The identity number: set, verified against a paper, shown once to somebody with a reason."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.audit.record import record
from balai.kernel.crypto import unseal
from balai.kernel.refusal import Refused
from balai.people.actions.sealing import put_nik, refusing_known_nik
from balai.people.enums import CallOutcome, NationalIdState
from balai.people.models import CallListItem, Person, Reveal
from balai.people.models.person import hint_aad, nik_aad
from balai.people.rules.authority import (
    check_is_live,
    check_may_edit,
    check_may_on,
    check_not_restricted,
    is_self,
    may_on,
)
from balai.people.rules.details import read_nik
from balai.people.rules.national_id import Remark, agrees_with_hint

SHORTEST_REASON = 10


@transaction.atomic
def set_national_id(*, by: Actor, person: Person, nik: str, now: datetime) -> tuple[Remark, ...]:
    """Writes or replaces the NIK, unverified again; closes the call that was to ask for it. Returns warnings.

    Raises Refused("nik_…") for its form, AlreadyRegistered, "nik_verified" when the person wants to change a checked one.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    check_may_edit(by, person)
    check_is_live(person)
    check_not_restricted(person)
    if person.nik_state == NationalIdState.VERIFIED and not may_on(by, Permission.PERSON_EDIT, person):
        raise Refused("nik_verified", _("NIK ini sudah diperiksa petugas. Minta petugas memperbaikinya."), "nik")
    found = read_nik(nik, person.birth_date, person.sex)
    if found is None:
        raise Refused("nik_empty", _("NIK belum diisi. Tulis 16 angka seperti di KTP atau kartu keluarga."), "nik")
    differs = _differs_from_hint(person, found.digits)
    put_nik(person, found.digits)
    with refusing_known_nik(by, found.digits, but=person.pk):
        person.save()
    CallListItem.objects.waiting().filter(person=person).update(
        outcome=CallOutcome.DONE, called_at=now, called_by=by.name
    )
    record(by, "people.set_national_id", person, against_hint=differs)
    return (*found.warnings, *((HINT_DIFFERS,) if differs else ()))


@transaction.atomic
def verify_national_id(*, by: Actor, person: Person, now: datetime) -> Person:
    """An officer has seen the card. One does not verify oneself."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    check_may_on(by, Permission.PERSON_EDIT, person)
    check_is_live(person)
    if is_self(by, person):
        raise Refused("not_oneself", _("NIK diperiksa oleh petugas lain, bukan oleh pemiliknya sendiri."))
    if person.nik_sealed is None:
        raise Refused("nik_empty", _("NIK belum diisi. Isi dulu NIK, lalu periksa dengan KTP."), "nik")
    if person.nik_state != NationalIdState.VERIFIED:
        person.nik_state = NationalIdState.VERIFIED
        person.save(update_fields=["nik_state"])
        record(by, "people.verify_national_id", person)
    return person


@transaction.atomic
def reveal_national_id(*, by: Actor, person: Person, reason: str, now: datetime) -> str:
    """The 16 digits, for one answer to one POST. The reason is kept where the person can read it.

    Raises Refused("reason_too_short", field "reason"), "not_your_person", "nik_empty".
    """
    check_may_on(by, Permission.PERSON_REVEAL, person)
    if len(" ".join(reason.split())) < SHORTEST_REASON:
        raise Refused(
            "reason_too_short",
            _("Alasan terlalu pendek. Tulis untuk apa NIK diperlukan, paling sedikit 10 huruf."),
            "reason",
        )
    if person.nik_sealed is None:
        raise Refused("nik_empty", _("Orang ini belum punya NIK di sini."), "nik")
    office = next(iter(sorted(by.institutions_with(Permission.PERSON_READ))), None)
    shown = Reveal.objects.create(
        person=person, institution_id=office, shown_to=by.name, reason=reason.strip()[:300], shown_at=now
    )
    record(by, "people.reveal_national_id", person, reveal=shown.pk)
    return unseal(person.nik_sealed, nik_aad(person.pk))


def _differs_from_hint(person: Person, digits: str) -> bool:
    if person.nik_hint_sealed is None:
        return False
    return not agrees_with_hint(digits, unseal(person.nik_hint_sealed, hint_aad(person.pk)))


HINT_DIFFERS = Remark(
    "nik_hint_differs",
    _("NIK ini tidak sama dengan angka yang tersisa dari berkas. Cocokkan sekali lagi dengan KTP."),
)
