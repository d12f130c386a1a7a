"""May this value stand for this parameter? Every refusal names what to write."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.kernel.refusal import Refused
from balai.parameters.declare import Parameter


def may_set(actor: Actor, parameter: Parameter, institution_id: int | None) -> bool:
    """institution_id None: the network's value, by the operator and, unless it is technical, by the ministry. Else that
    institution's own value, where the rule lets institutions differ."""
    if institution_id is None:
        return actor.may_for_all(Permission.SYSTEM_OPERATE if parameter.technical else Permission.PARAMETER_EDIT)
    if parameter.own_with is None:
        return False
    return actor.may(Permission.PARAMETER_EDIT, institution_id) and actor.may(parameter.own_with, institution_id)


def may_set_somewhere(actor: Actor, parameter: Parameter) -> bool:
    return any(may_set(actor, parameter, holder) for holder in (None, *{d.institution for d in actor.desks}))


def check_may_set(actor: Actor, parameter: Parameter, institution_id: int | None) -> None:
    if may_set(actor, parameter, institution_id):
        return
    if institution_id is None:
        raise Refused(
            "may_not_set_parameter",
            _("Nilai ini berlaku untuk seluruh jaringan dan hanya diubah oleh kementerian atau operator sistem."),
            "institution",
        )
    if parameter.own_with is None:
        raise Refused(
            "same_for_all",
            _("Aturan ini sama untuk seluruh jaringan. Tidak ada nilai sendiri untuk satu lembaga."),
            "institution",
        )
    raise Refused(
        "may_not_set_parameter",
        _("Nilai lembaga ini hanya diubah oleh petugas lembaga itu sendiri. Pilih lembaga Anda."),
        "institution",
    )


def read_value(parameter: Parameter, text: str) -> Any:
    """The value as stored; Refused("wrong_value") names what to write."""
    text = text.strip()
    if parameter.kind == "text":
        if not text:
            raise Refused("wrong_value", _("Nilai belum diisi. Tulis teks aturannya."), "value")
        return text
    if parameter.kind == "boolean":
        return _read_boolean(text)
    if parameter.kind == "months_list":
        return _read_months(text)
    return _read_number(parameter, text)


def _read_boolean(text: str) -> bool:
    if text.casefold() in ("ya", "tidak"):
        return text.casefold() == "ya"
    raise Refused("wrong_value", _("Nilai harus 'ya' atau 'tidak'."), "value")


def _read_months(text: str) -> list[int]:
    try:
        months = sorted({int(part) for part in text.replace(";", ",").split(",") if part.strip()})
    except ValueError:
        months = []
    if not months or months[0] < 1 or months[-1] > 120:
        raise Refused("wrong_value", _("Tulis bilangan bulan dipisah koma, misalnya: 3, 6, 12."), "value")
    return months


def _read_number(parameter: Parameter, text: str) -> int:
    digits = text.replace("Rp", "").replace(".", "").replace(" ", "")
    if not digits.lstrip("-").isdigit():
        raise Refused("wrong_value", _("Tulis bilangan bulat, misalnya 16 atau 1.250.000."), "value")
    number = int(digits)
    low, high = parameter.minimum, parameter.maximum
    if (low is not None and number < low) or (high is not None and number > high):
        raise Refused(
            "wrong_value",
            _("Nilai %(number)s di luar batas %(low)s sampai %(high)s. Periksa lagi angkanya.")
            % {"number": number, "low": "…" if low is None else low, "high": "…" if high is None else high},
            "value",
        )
    return number


def check_basis(legal_basis: str) -> str:
    basis = legal_basis.strip()
    if len(basis) < 5:
        raise Refused(
            "no_legal_basis",
            _("Dasar aturan belum diisi. Tulis nomor peraturan atau surat yang menetapkannya."),
            "legal_basis",
        )
    return basis


def check_period(valid_from: date, valid_to: date | None) -> None:
    if valid_to is not None and valid_to < valid_from:
        raise Refused("wrong_period", _("Tanggal akhir mendahului tanggal mulai. Perbaiki salah satunya."), "valid_to")
