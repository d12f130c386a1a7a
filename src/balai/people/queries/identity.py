"""Finding people by what is sealed."""

from balai.kernel.crypto import blind_index_candidates
from balai.people.models import Person, PersonQuerySet

NIK_INDEX = "nik"


def with_nik(digits: str, *, older_keys_only: bool = False) -> PersonQuerySet:
    """Live people with this NIK under any index key that is still read (while a re-index is under way)."""
    hashes = blind_index_candidates(NIK_INDEX, digits)[1 if older_keys_only else 0 :]
    found: PersonQuerySet = Person.objects.filter(merged_into__isnull=True)
    return found.filter(nik_index__in=hashes) if hashes else found.none()
