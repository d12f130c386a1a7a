"""Finding people by what is sealed."""

from datetime import date

from balai.accounts.models import User
from balai.institutions.models.institution import name_key
from balai.kernel.crypto import blind_index_candidates
from balai.people.models import Person, PersonQuerySet

NIK_INDEX = "nik"


def with_nik(digits: str, *, older_keys_only: bool = False) -> PersonQuerySet:
    """Live people with this NIK under any index key that is still read (while a re-index is under way)."""
    hashes = blind_index_candidates(NIK_INDEX, digits)[1 if older_keys_only else 0 :]
    found: PersonQuerySet = Person.objects.filter(merged_into__isnull=True)
    return found.filter(nik_index__in=hashes) if hashes else found.none()


def matching_claim(digits: str, full_name: str, birth_date: date, phone: str) -> Person | None:
    """The one record that fits: the NIK with the birth date, else name, birth date and the phone on file. None if unsure."""
    if digits:
        found = list(with_nik(digits).filter(birth_date=birth_date, erased_at=None)[:2])
    elif phone:
        live = Person.objects.live().filter(name_key=name_key(full_name), birth_date=birth_date, phone=phone)
        found = list(live[:2])
    else:
        found = []
    return found[0] if len(found) == 1 else None


def phone_says_too_little(person: Person, user: User) -> bool:
    """Whether the telephone on that person's file may be in somebody else's hand: another record or account has it,
    or the account goes by a name that is not theirs. Then a clerk compares the card.
    """
    others = Person.objects.live().filter(phone=person.phone).exclude(pk=person.pk)
    if others.exists() or User.objects.filter(phone=person.phone).exclude(pk=user.pk).exists():
        return True
    stated, known = set(name_key(user.full_name).split()), set(person.name_key.split())
    return not (stated <= known or known <= stated)
