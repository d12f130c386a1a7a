"""After a key was exchanged: every sealed field under the new key, every hash under the new index key, in steps."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from balai.access.actor import Actor
from balai.audit.record import record_batch
from balai.kernel.crypto import blind_index, rotate, unseal
from balai.kernel.renewal import renew_rows
from balai.people.models import ClaimRequest, MergeRecord, Person
from balai.people.models.claims import claim_aad
from balai.people.models.duplicates import merge_aad
from balai.people.models.person import hint_aad, nik_aad, tells_apart
from balai.people.queries.identity import NIK_INDEX
from balai.people.queries.likely import HINT_INDEX
from balai.people.rules.recognition import recognition_of

_FIELDS = ["nik_sealed", "nik_index", "nik_hint_sealed", "nik_hint_index", "recognition_key"]


def rotate_people(*, by: Actor, batch: int = 500) -> Iterator[int]:
    """Steps, with how many were written in each. recognition_key is computed from what is on record now."""
    told = partial(record_batch, by, "people.rotate_keys", "people.person")
    yield from renew_rows(Person.objects.all(), _FIELDS, _renew, told, batch=batch)
    yield from renew_rows(ClaimRequest.objects.exclude(nik_sealed=None), ["nik_sealed"], _renew_claim, _nobody_told)
    yield from renew_rows(
        MergeRecord.objects.exclude(before_sealed=None), ["before_sealed"], _renew_merge, _nobody_told
    )


def _renew_claim(claim: ClaimRequest) -> None:
    if claim.nik_sealed:
        claim.nik_sealed = rotate(claim.nik_sealed, claim_aad(claim.pk))


def _renew_merge(merge: MergeRecord) -> None:
    if merge.before_sealed:
        merge.before_sealed = rotate(merge.before_sealed, merge_aad(merge.kept_id, merge.merged_id))


def _nobody_told(_ids: list[Any]) -> None:
    """What the claim or merge is about has not changed; the command itself is recorded."""


def _renew(person: Person) -> None:
    if person.nik_sealed is not None:
        digits = unseal(person.nik_sealed, nik_aad(person.pk))
        person.nik_sealed = rotate(person.nik_sealed, nik_aad(person.pk))
        person.nik_index = blind_index(NIK_INDEX, digits)
    if person.nik_hint_sealed is not None:
        hint = unseal(person.nik_hint_sealed, hint_aad(person.pk))
        person.nik_hint_sealed = rotate(person.nik_hint_sealed, hint_aad(person.pk))
        person.nik_hint_index = blind_index(HINT_INDEX, hint) if tells_apart(hint) else None
    if person.recognition_key:
        person.recognition_key = recognition_of(person) or person.recognition_key
