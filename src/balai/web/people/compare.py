"""Two records side by side, line by line."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from balai.accounts.rules.addresses import masked
from balai.kernel.formats import tanggal
from balai.people.models import Person


@dataclass(frozen=True, slots=True)
class Line:
    label: str | Promise
    first: str
    second: str

    @property
    def differs(self) -> bool:
        return bool(self.first and self.second and self.first != self.second)


def differences(first: Person, second: Person, seen: Collection[UUID]) -> list[Line]:
    """seen: whose record the reader may open; of another only what the decision needs."""
    sides = [told_of(one) if one.pk in seen else told_from_afar(one) for one in (first, second)]
    return [Line(label, one, other) for (label, one), (_l, other) in zip(*sides, strict=True)]


def told_from_afar(person: Person) -> list[tuple[str | Promise, str]]:
    """Somebody of another regency: no street, no whole number."""
    apart = Person(
        full_name=person.full_name, nik_tail=person.nik_tail, nik_state=person.nik_state, birth_date=person.birth_date,
        birth_place=person.birth_place, sex=person.sex, phone=masked(person.phone), home_regency=person.home_regency,
        education=person.education, registered_by=person.registered_by, registered_at=person.registered_at,
        user_id=person.user_id,
    )  # fmt: skip
    return told_of(apart)


def told_of(person: Person) -> list[tuple[str | Promise, str]]:
    return [
        (_("Nama"), person.full_name),
        (_("NIK"), person.masked_nik),
        (_("Keadaan NIK"), str(person.get_nik_state_display())),
        (_("Tempat lahir"), person.birth_place),
        (_("Tanggal lahir"), tanggal(person.birth_date) if person.birth_date else ""),
        (_("Jenis kelamin"), str(person.get_sex_display()) if person.sex else ""),
        (_("Telepon"), person.phone),
        (_("Tempat tinggal"), str(person.home_region or person.home_regency or "")),
        (_("Jalan"), person.home_street),
        (_("Alamat di KTP"), " ".join(part for part in (person.id_street, str(person.id_region or "")) if part)),
        (_("Pendidikan"), str(person.get_education_display()) if person.education else ""),
        (_("Terdaftar di"), str(person.registered_by or "")),
        (_("Terdaftar sejak"), tanggal(person.registered_at)),
        (_("Punya akun"), str(_("ya")) if person.user_id else str(_("tidak"))),
    ]
