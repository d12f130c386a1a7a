"""How a person without NIK is recognised: a keyed hash over name, birth date, and phone (or village when no phone).

The key is secret, so that the hash in the database cannot be turned back into a name by trying all names.
"""

from datetime import date

from balai.kernel.crypto import blind_index, blind_index_many
from balai.people.models import Person

PURPOSE = "people.recognition"


def recognition_text(
    name_key: str, birth_date: date | None, phone: str, village_id: int | None, office_id: int | None
) -> str:
    """What is hashed. With neither phone nor village a name and a birth date tell people apart only within one office."""
    if not name_key or not (birth_date or phone):
        return ""
    place = phone or (f"v{village_id}" if village_id else f"o{office_id or 0}")
    return f"{name_key}|{birth_date or ''}|{place}"


def recognition_of(person: Person) -> str:
    """Hex, or "" when too little is known to recognise anybody."""
    text = recognition_text(
        person.name_key,
        person.birth_date,
        person.phone,
        person.home_region_id or person.id_region_id,
        person.registered_by_id,
    )
    return blind_index(PURPOSE, text).hex() if text else ""


def recognition_keys(texts: list[str]) -> list[str]:
    """Keys of many texts, "" for ""."""
    hashed = iter(blind_index_many(PURPOSE, (t for t in texts if t)))
    return [next(hashed).hex() if text else "" for text in texts]
