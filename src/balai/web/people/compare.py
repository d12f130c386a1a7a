"""Two records side by side, line by line."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

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


def differences(first: Person, second: Person) -> list[Line]:
    return [Line(label, one, other) for (label, one), (_l, other) in zip(told_of(first), told_of(second), strict=True)]


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
        (_("Pendidikan"), str(person.get_education_display()) if person.education else ""),
        (_("Terdaftar di"), str(person.registered_by or "")),
        (_("Terdaftar sejak"), tanggal(person.registered_at)),
        (_("Punya akun"), str(_("ya")) if person.user_id else str(_("tidak"))),
    ]
