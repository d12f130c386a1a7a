"""What is said about a person, made tidy: the one place where a form, an application and a list become fields."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from balai.kernel.clock import age_on
from balai.kernel.refusal import Refused
from balai.people.models.person import ADULT_AGE
from balai.people.rules.names import is_name, read_name
from balai.people.rules.national_id import NationalId, Remark, read_national_id
from balai.people.rules.phones import e164
from balai.regions.models import Region

OLDEST: Final = 120
_NOT_DIGITS: Final = re.compile(r"[^0-9]")


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonDetails:
    """As written; empty means not said. home_*: where the person lives; id_*: the address on the identity card."""

    full_name: str
    nik: str = field(default="", repr=False)
    birth_date: date | None = None
    birth_place: str = ""
    sex: str = ""
    phone: str = ""
    other_phone: str = ""
    email: str = ""
    id_street: str = ""
    id_rt: str = ""
    id_rw: str = ""
    id_region: Region | None = None
    home_street: str = ""
    home_rt: str = ""
    home_rw: str = ""
    home_region: Region | None = None
    education: str = ""
    education_major: str = ""
    graduation_year: int | None = None
    aim: str = ""
    guardian_name: str = ""
    guardian_phone: str = ""


@dataclass(frozen=True, slots=True)
class Tidied:
    """fields: of Person, without the NIK. warnings: shown, never a reason to refuse."""

    fields: dict[str, Any]
    national_id: NationalId | None = None
    warnings: tuple[Remark, ...] = ()


def tidy(details: PersonDetails, today: date) -> Tidied:
    """Raises Refused naming the field: a name without a letter, a phone that is none, an impossible birth date, a NIK
    of the wrong form."""
    name = _name(details.full_name)
    _check_birth_date(details.birth_date, today)
    national_id = read_nik(details.nik, details.birth_date, details.sex)
    warnings = list(national_id.warnings) if national_id else [NO_NIK]
    if is_child(details.birth_date, today) and not details.guardian_name.strip():
        warnings.append(GUARDIAN_MISSING)
    home = details.home_region or details.id_region
    fields: dict[str, Any] = {
        **name,
        "birth_date": details.birth_date,
        "phone": _phone(details.phone, "phone"),
        "other_phone": _phone(details.other_phone, "other_phone"),
        "guardian_phone": _phone(details.guardian_phone, "guardian_phone"),
        "id_rt": block_number(details.id_rt), "id_rw": block_number(details.id_rw),
        "home_rt": block_number(details.home_rt), "home_rw": block_number(details.home_rw),
        "id_region": details.id_region, "home_region": details.home_region,
        "home_regency_id": home.regency_id if home else None,
        "graduation_year": details.graduation_year,
    }  # fmt: skip
    for plain in ("birth_place", "sex", "email", "id_street", "home_street", "education", "education_major", "aim"):
        fields[plain] = " ".join(getattr(details, plain).split())
    fields["guardian_name"] = " ".join(details.guardian_name.split())
    return Tidied(fields, national_id, tuple(warnings))


def read_nik(written: str, birth_date: date | None, sex: str) -> NationalId | None:
    """None when nothing is written. Raises Refused("nik_…", field "nik") when the form or the birth date in it is wrong."""
    if not written.strip():
        return None
    found = read_national_id(written, birth_date=birth_date, is_female={"L": False, "P": True}.get(sex))
    if found.errors:
        raise Refused(found.errors[0].code, found.errors[0].sentence, "nik")
    return found


def is_child(birth_date: date | None, today: date) -> bool:
    return birth_date is not None and age_on(birth_date, today) < ADULT_AGE


def block_number(written: str) -> str:
    """RT and RW are three digits as text: "7" is "007"."""
    digits = _NOT_DIGITS.sub("", written) if written else ""
    return digits.zfill(3)[:4] if digits else ""


def _name(written: str) -> dict[str, str]:
    name = read_name(written)
    if not is_name(name.full_name):
        raise Refused(
            "name_missing", _("Nama belum diisi. Tulis nama seperti di KTP; satu kata pun boleh."), "full_name"
        )
    if len(name.full_name) > 200:
        raise Refused("name_too_long", _("Nama lebih dari 200 huruf. Tulis nama seperti di KTP."), "full_name")
    return {"full_name": name.full_name, "title_before": name.title_before, "title_after": name.title_after}


def _check_birth_date(born: date | None, today: date) -> None:
    if born is None:
        return
    if born > today:
        raise Refused("birth_date_ahead", _("Tanggal lahir belum terjadi. Periksa tahunnya."), "birth_date")
    if age_on(born, today) > OLDEST:
        raise Refused(
            "birth_date_too_old", _("Tanggal lahir lebih dari 120 tahun yang lalu. Periksa tahunnya."), "birth_date"
        )


def _phone(written: str, name: str) -> str:
    if not written.strip():
        return ""
    number = e164(written)
    if not number:
        raise Refused(
            "phone_unreadable",
            _("Nomor telepon tidak terbaca. Tulis seperti 0812 3456 7890, atau dengan +62 di depan."),
            name,
        )
    return number


NO_NIK = Remark("nik_none", _("Belum ada NIK. Orang ini tetap bisa dilayani; tanyakan NIK pada kunjungan berikutnya."))
GUARDIAN_MISSING = Remark(
    "guardian_missing",
    _("Orang ini belum 18 tahun. Isi nama orang tua atau wali, dan minta persetujuannya."),
)
