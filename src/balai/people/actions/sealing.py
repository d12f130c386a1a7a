"""Putting a NIK into a person: sealed under the person's own id, found through its hash, uniqueness by constraint."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.kernel.crypto import blind_index, seal
from balai.kernel.refusal import Refused
from balai.people.enums import NationalIdState
from balai.people.models import Person
from balai.people.models.person import hint_aad, nik_aad, tells_apart
from balai.people.queries.identity import NIK_INDEX, with_nik
from balai.people.queries.likely import HINT_INDEX
from balai.people.rules.authority import may_on


class AlreadyRegistered(Refused):
    """The sentence never says whose number it is; person_id is set only for an officer who may read that record."""

    def __init__(self, person_id: UUID | None) -> None:
        super().__init__(
            "already_registered",
            _(
                "NIK ini sudah terdaftar. Jika ini NIK Anda, ambil kembali catatan Anda lewat halaman Klaim data; "
                "jika bukan, periksa lagi angkanya."
            ),
            "nik",
        )
        self.person_id = person_id


def put_nik(person: Person, digits: str, state: NationalIdState = NationalIdState.UNVERIFIED) -> None:
    """Fills the fields; the caller saves within `refusing_known_nik`."""
    person.nik_sealed = seal(digits, nik_aad(person.pk))
    person.nik_index = blind_index(NIK_INDEX, digits)
    person.nik_tail, person.nik_state = digits[-2:], state
    person.nik_hint_sealed = person.nik_hint_index = None


def clear_nik(person: Person) -> None:
    person.nik_sealed = person.nik_index = person.nik_hint_sealed = person.nik_hint_index = None
    person.nik_tail, person.nik_state = "", NationalIdState.NONE


@contextmanager
def refusing_known_nik(by: Actor, digits: str, but: UUID | None = None) -> Iterator[None]:
    """The constraint decides who was first; while a re-index is under way older hashes are asked as well.

    Raises AlreadyRegistered.
    """
    older = _other(digits, but, older_keys_only=True)
    if older is not None:
        raise AlreadyRegistered(_seen(by, older))
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        known = _other(digits, but)
        if known is None:
            raise
        raise AlreadyRegistered(_seen(by, known)) from error


def _other(digits: str, but: UUID | None, *, older_keys_only: bool = False) -> Person | None:
    found = with_nik(digits, older_keys_only=older_keys_only) if digits else Person.objects.none()
    return (found.exclude(pk=but) if but else found).first()


def _seen(by: Actor, known: Person) -> UUID | None:
    return known.pk if may_on(by, Permission.PERSON_READ, known) else None


def put_hint(person: Person, hint: str) -> None:
    """What a spreadsheet left of a NIK: kept as a hint for the call list, never completed by a guess."""
    person.nik_hint_sealed = seal(hint, hint_aad(person.pk))
    person.nik_hint_index = blind_index(HINT_INDEX, hint) if tells_apart(hint) else None
    person.nik_state = NationalIdState.UNVERIFIED
