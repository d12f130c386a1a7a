"""Who may be the same person: a few candidates, each with its reason. Each condition has its index."""

from collections import defaultdict
from uuid import UUID

from balai.kernel.crypto import blind_index_candidates, unseal
from balai.people.enums import DuplicateReason
from balai.people.models import Person
from balai.people.models.person import hint_aad, nik_aad, tells_apart
from balai.people.queries.identity import NIK_INDEX
from balai.people.similar import similar_names

HINT_INDEX = "nik15"
MOST = 20  # of one reason; a phone of a whole village office is no hint


def likely_same(person: Person) -> dict[UUID, list[str]]:
    """Id of the other record -> reasons."""
    found: dict[UUID, list[str]] = defaultdict(list)
    others = Person.objects.live().exclude(pk=person.pk)
    for hashes in _hint_hashes(person):
        for pk in others.filter(**hashes).values_list("pk", flat=True)[:MOST]:
            found[pk].append(DuplicateReason.SAME_HINT.value)
    if person.birth_date is not None:
        same = others.filter(name_key=person.name_key, birth_date=person.birth_date)
        for pk in same.values_list("pk", flat=True)[:MOST]:
            found[pk].append(DuplicateReason.SAME_NAME_BIRTH.value)
    if person.phone:
        for pk, key in others.filter(phone=person.phone).values_list("pk", "name_key")[:MOST]:
            if similar_names(person.name_key, key):
                found[pk].append(DuplicateReason.SAME_PHONE_NAME.value)
    return dict(found)


def _hint_hashes(person: Person) -> list[dict[str, list[bytes]]]:
    """A full number is looked for among the hints, a hint among the ten full numbers it may have been. Nothing is
    guessed: a person looks at the two records."""
    if person.nik_sealed is not None:
        digits = unseal(person.nik_sealed, nik_aad(person.pk))
        return [{"nik_hint_index__in": blind_index_candidates(HINT_INDEX, digits[:15])}]
    if person.nik_hint_sealed is not None:
        hint = unseal(person.nik_hint_sealed, hint_aad(person.pk))
        if not tells_apart(hint):
            return []
        full = [h for last in range(10) for h in blind_index_candidates(NIK_INDEX, f"{hint}{last}")]
        return [{"nik_index__in": full}, {"nik_hint_index__in": blind_index_candidates(HINT_INDEX, hint)}]
    return []


def likely_pairs(people: list[Person]) -> dict[tuple[UUID, UUID], list[str]]:
    """For many at once, in two queries: same name and birth date, same phone and similar name. Ids in order."""
    found: dict[tuple[UUID, UUID], list[str]] = defaultdict(list)
    live = Person.objects.live()
    born = [p for p in people if p.birth_date is not None]
    rows = live.filter(name_key__in={p.name_key for p in born}, birth_date__in={p.birth_date for p in born})
    alike: dict[tuple[str, object], list[UUID]] = defaultdict(list)
    for pk, key, day in rows.values_list("pk", "name_key", "birth_date"):
        alike[key, day].append(pk)
    for one in born:
        for pk in alike[one.name_key, one.birth_date][:MOST]:
            found[_ordered(one.pk, pk)].append(DuplicateReason.SAME_NAME_BIRTH.value)
    shared: dict[str, list[tuple[UUID, str]]] = defaultdict(list)
    for pk, key, phone in live.filter(phone__in={p.phone for p in people if p.phone}).values_list(
        "pk", "name_key", "phone"
    ):
        shared[phone].append((pk, key))
    for one in people:
        for pk, key in shared.get(one.phone, [])[:MOST]:
            if similar_names(one.name_key, key):
                found[_ordered(one.pk, pk)].append(DuplicateReason.SAME_PHONE_NAME.value)
    return {pair: sorted(set(why)) for pair, why in found.items() if pair[0] != pair[1]}


def _ordered(one: UUID, other: UUID) -> tuple[UUID, UUID]:
    return (one, other) if one < other else (other, one)
