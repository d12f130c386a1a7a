"""After a key was exchanged: every sealed field under the new key, every hash under the new index key, in steps."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import transaction

from balai.access.actor import Actor
from balai.audit.record import record_batch
from balai.kernel.crypto import blind_index, needs_rotation, rotate, unseal
from balai.people.models import ClaimRequest, MergeRecord, Person
from balai.people.models.claims import claim_aad
from balai.people.models.duplicates import merge_aad
from balai.people.models.person import hint_aad, nik_aad, tells_apart
from balai.people.queries.identity import NIK_INDEX
from balai.people.queries.likely import HINT_INDEX
from balai.people.rules.recognition import recognition_of

_FIELDS = ["nik_sealed", "nik_index", "nik_hint_sealed", "nik_hint_index", "recognition_key"]


@transaction.atomic
def rotate_people(*, by: Actor, after: UUID | None, batch: int = 500) -> tuple[UUID | None, int]:
    """The next `batch` people after that id. Returns (where to go on, None at the end; how many were written).

    Can be stopped and taken up anywhere, and repeated: what is new already stays. Both old and new keys must be set.
    recognition_key is computed from what is on record now.
    """
    rows = Person.objects.select_for_update().order_by("pk")
    people = list(rows.filter(pk__gt=after)[:batch] if after else rows[:batch])
    changed = [person for person in people if _renew(person)]
    Person.objects.bulk_update(changed, _FIELDS, batch_size=100)
    record_batch(by, "people.rotate_keys", "people.person", [p.pk for p in changed])
    return (people[-1].pk if len(people) == batch else None), len(changed)


@transaction.atomic
def rotate_small_rows(*, by: Actor) -> int:
    """Claims and merges: few rows, in one go."""
    number = _rotate_rows(ClaimRequest, "nik_sealed", lambda row: claim_aad(row.pk))
    number += _rotate_rows(MergeRecord, "before_sealed", lambda row: merge_aad(row.kept_id, row.merged_id))
    return number


def _renew(person: Person) -> bool:
    before = [getattr(person, name) for name in _FIELDS]
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
    return [_plain(one) for one in before] != [_plain(getattr(person, name)) for name in _FIELDS]


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value


def _rotate_rows(model: Any, name: str, aad: Callable[[Any], str]) -> int:
    rows = [r for r in model.objects.exclude(**{name: None}) if getattr(r, name) and needs_rotation(getattr(r, name))]
    for row in rows:
        setattr(row, name, rotate(getattr(row, name), aad(row)))
    model.objects.bulk_update(rows, [name], batch_size=100)
    return len(rows)
