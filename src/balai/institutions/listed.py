"""A row of an office's list, once it has been read (rules.list_rows reads it, queries and actions use it)."""

import hashlib
import re
from dataclasses import dataclass, field

from balai.institutions.models.institution import name_key
from balai.regions.queries import Place

_DIGIT = re.compile(r"\d")


@dataclass(slots=True)
class Listed:
    """n: row of the sheet. licence: as written. tax_number: digits, empty when it is a person's (which is their NIK)."""

    n: int
    name: str
    kind: str = ""
    tier: str = ""
    licence: str = ""
    tax_number: str = ""
    street: str = ""
    place: Place = Place()
    phones: tuple[str, ...] = ()
    email: str = ""
    vocational_field: str = ""
    cohort_year: int | None = None
    parent_name: str = ""
    notes: list[str] = field(default_factory=list)

    @property
    def key(self) -> str:
        return name_key(self.name)

    @property
    def licence_key(self) -> str:
        """For comparing; empty for words such as "dalam proses"."""
        return licence_key(self.licence)

    @property
    def place_text(self) -> str:
        texts = (self.place.village, self.place.district, self.place.regency, self.place.province)
        return ", ".join(text for text in texts if text)[:300]

    @property
    def mark(self) -> bytes:
        places = (self.place.village, self.place.district, self.place.regency, self.place.province)
        said = (self.name, self.licence, self.tax_number, *places)
        return hashlib.sha256("|".join(name_key(text) for text in said).encode()).digest()


def licence_key(licence: str) -> str:
    bare = "".join(c for c in licence.casefold() if c.isalnum())
    return bare if len(_DIGIT.findall(bare)) >= 3 else ""
