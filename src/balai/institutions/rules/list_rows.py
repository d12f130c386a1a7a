"""One row of an office's list, read: what it says, what is wrong with it, what is doubtful."""

import re
from collections.abc import Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from balai.imports.actions.rows import Reason
from balai.institutions.listed import Listed
from balai.institutions.rules.list_columns import LABELS, kind_from, tier_from
from balai.kernel.tables.cells import Cell, text_of, was_number
from balai.kernel.tables.values import parse_phones, says_nothing
from balai.regions.queries import Place

_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?:19|20)\d\d")


def read_row(n: int, said: Mapping[str, Cell], default_kind: str, today: date) -> tuple[Listed, list[Reason]]:
    """said: field -> cell. The reasons are why the row cannot be taken; empty when it can."""
    listed = Listed(n, _text(said, "name")[:300])
    reasons = []
    if not listed.key:
        reasons.append(
            Reason(
                "name_missing", _("Nama lembaga kosong. Isi namanya, lalu kirim baris ini lagi."), str(LABELS["name"])
            )
        )
    listed.kind = kind_from(_text(said, "kind"), listed.name) or default_kind
    listed.tier = tier_from(_text(said, "kind"), listed.name)
    listed.street = _text(said, "street")
    listed.licence = _licence(said, listed.notes)
    listed.tax_number = _tax_number(said, listed.notes)
    listed.vocational_field = _text(said, "vocational_field")[:120]
    listed.parent_name = _text(said, "parent_name")[:300]
    listed.place = Place(
        _text(said, "province"), _text(said, "regency"), _text(said, "district"), _text(said, "village")
    )
    listed.cohort_year = _year(said, today)
    _read_contacts(said, listed)
    return listed, reasons


def _text(said: Mapping[str, Cell], name: str) -> str:
    cell = said.get(name, "")
    return "" if says_nothing(cell) else text_of(cell)


def _licence(said: Mapping[str, Cell], notes: list[str]) -> str:
    text = _text(said, "licence")[:200]
    if text and was_number(said["licence"]) and len(text) > 15:
        notes.append(_("Nomor izin disimpan lembar kerja sebagai angka, jadi digit terakhirnya mungkin hilang."))
    return text


def _tax_number(said: Mapping[str, Cell], notes: list[str]) -> str:
    """NPWP of 15 digits, or of 16 where it begins with 0. Any other of 16 digits is a person's NIK and is not kept."""
    text = _text(said, "tax_number")
    digits = "".join(_DIGIT.findall(text))
    if not digits:
        return ""
    if len(digits) == 16 and digits[0] == "0":
        digits = digits[1:]
    if len(digits) == 15:
        return digits
    if len(digits) == 16:
        notes.append(_("Nomor pajak ini nomor perorangan (sama dengan NIK), jadi tidak disimpan."))
    else:
        notes.append(_("Nomor pajak (NPWP) tidak lengkap 15 angka, jadi tidak disimpan."))
    return ""


def _year(said: Mapping[str, Cell], today: date) -> int | None:
    found = _YEAR.search(_text(said, "cohort_year"))
    year = int(found[0]) if found else None
    return year if year and year <= today.year else None


def _read_contacts(said: Mapping[str, Cell], listed: Listed) -> None:
    """A wrong number or address is told, not kept; the body comes in without it."""
    phones = parse_phones(said.get("phones", ""))
    listed.phones = phones.value or ()
    listed.notes += [text for text in (phones.problem, phones.note) if text]
    email = _text(said, "email").split(" ")[0].strip(",;")
    if not email:
        return
    try:
        validate_email(email)
        listed.email = email.lower()
    except ValidationError:
        listed.notes.append(_("Alamat surel tidak lengkap, jadi tidak disimpan."))
