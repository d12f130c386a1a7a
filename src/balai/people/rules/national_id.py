"""NIK (national identity number): 16 digits PPKKCC DDMMYY SSSS, women with 40 added to the day, no check digit.

Errors are only the form and a birth date that no calendar has. Everything else is a warning that an officer looks at
later: codes are frozen at issue (9271 is Kota Sorong, now 96.71; 3219 is Tangerang before Banten; 54 is Timor Timur),
and common libraries refuse the four Papua provinces 92, 93, 95 and 96.
"""

import re
from calendar import isleap
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LENGTH: Final = 16
SPREADSHEET_DIGITS: Final = 15
INVENTED_PREFIX: Final = "99"
_PROVINCE_RANGES = ((11, 19), (21, 21), (31, 36), (51, 53), (61, 65), (71, 76), (81, 82), (91, 96))
PROVINCES: Final = frozenset(str(code) for first, last in _PROVINCE_RANGES for code in range(first, last + 1))

_GAPS = re.compile(r"[\s.\u00a0\u200b'\u2019-]")
_AS_NUMBER = re.compile(r"([0-9]{15,16})[.,]0+|([0-9])(?:[.,]([0-9]*))?[eE]\+?15")


@dataclass(frozen=True)
class Remark:
    """`sentence` names the field and says what to do; it never repeats the number."""

    code: str
    sentence: str | Promise


@dataclass(frozen=True)
class NationalId:
    """What a written NIK says. `digits` is empty when the form is wrong; `hint` keeps what a spreadsheet left for a call list:
    15 digits, or as few as six where a CSV holds 9,90101E+15, the last of them then rounded.

    `birth_date` is known only where a stated birth date decides the century.
    """

    digits: str = field(default="", repr=False)
    hint: str = field(default="", repr=False)
    birth_date: date | None = field(default=None, repr=False)
    is_female: bool | None = None
    errors: tuple[Remark, ...] = ()
    warnings: tuple[Remark, ...] = ()

    @property
    def is_usable(self) -> bool:
        return not self.errors


def read_national_id(
    written: str | float, *, birth_date: date | None = None, is_female: bool | None = None
) -> NationalId:
    """Reads a NIK as typed (spaces, dots and hyphens are dropped) or as a spreadsheet number, which is never accepted.

    `birth_date` and `is_female` are what the person states; a difference is a warning.
    """
    lost = _lost_in_spreadsheet(written)
    if settings.BALAI_PRACTICE and not is_invented(_GAPS.sub("", str(written)) if lost is None else lost):
        return NationalId(errors=(_NOT_INVENTED,))
    if lost is not None:
        return NationalId(hint=lost, errors=(_LAST_DIGIT_LOST,))
    digits = _GAPS.sub("", str(written))
    form = _form_error(digits)
    if form is not None:
        return NationalId(hint=digits if form is _LAST_DIGIT_LOST else "", errors=(form,))
    day, is_woman = (int(digits[6:8]), False) if digits[6] < "4" else (int(digits[6:8]) - 40, True)
    error, born = _birth(day, int(digits[8:10]), int(digits[10:12]), birth_date)
    if error is not None:
        return NationalId(digits=digits, is_female=is_woman, errors=(error,))
    warnings = [*_number_warnings(digits)]
    if birth_date is not None and born != birth_date:
        warnings.append(_BIRTH_DATE_DIFFERS)
    if is_female is not None and is_woman != is_female:
        warnings.append(_SEX_DIFFERS)
    return NationalId(digits=digits, birth_date=born, is_female=is_woman, warnings=tuple(warnings))


def agrees_with_hint(digits: str, hint: str) -> bool:
    """A number shown with few digits was rounded: 9901016… is written 9,90102E+15."""
    kept = len(hint)
    rounded = str((int(digits) + 5 * 10 ** (LENGTH - kept - 1)) // 10 ** (LENGTH - kept))
    return digits.startswith(hint) or (kept < SPREADSHEET_DIGITS and rounded == hint)


def is_invented(digits: str) -> bool:
    """Nothing written counts as invented: it names nobody."""
    return not digits or digits.startswith(INVENTED_PREFIX)


def mask(digits: str) -> str:
    """Fourteen bullets and the last two digits: birth date and sex elsewhere on a page give six more away."""
    return "•" * (LENGTH - 2) + digits[-2:] if digits else ""


def invented_national_id(*, born: date, is_female: bool, serial: int, place: str = "0101") -> str:
    """A well-formed NIK that can belong to nobody: region 99 does not exist. For tests and the demonstration."""
    if not 1 <= serial <= 9999 or not re.fullmatch(r"[0-9]{4}", place):
        raise ValueError("serial must be 1 to 9999 and place four digits")
    day = born.day + 40 if is_female else born.day
    return f"{INVENTED_PREFIX}{place}{day:02}{born:%m%y}{serial:04}"


def _lost_in_spreadsheet(written: str | float) -> str | None:
    """The leading digits a spreadsheet kept of a NIK stored as a number: 15, the sixteenth turned into 0; fewer where it
    was saved as it was shown, 9,90101E+15."""
    if isinstance(written, (int, float)):
        whole = f"{written:.0f}"
        return whole[:SPREADSHEET_DIGITS] if len(whole) in (SPREADSHEET_DIGITS, LENGTH) else None
    number = _AS_NUMBER.fullmatch(written.strip())
    if number is None:
        return None
    if number[1]:
        return number[1][:SPREADSHEET_DIGITS]
    return (number[2] + (number[3] or ""))[:SPREADSHEET_DIGITS]


def _form_error(digits: str) -> Remark | None:
    if not digits:
        return _EMPTY
    if not digits.isascii() or not digits.isdigit():
        return _NOT_DIGITS
    if len(digits) == SPREADSHEET_DIGITS:
        return _LAST_DIGIT_LOST
    return None if len(digits) == LENGTH else _WRONG_LENGTH


def _birth(day: int, month: int, year: int, stated: date | None) -> tuple[Remark | None, date | None]:
    """(error, birth date). Without a stated date a day is refused only when neither 19YY nor 20YY has it."""
    if not 1 <= day <= 31:
        return _WRONG_DAY, None
    if not 1 <= month <= 12:
        return _WRONG_MONTH, None
    years = [1900 + year, 2000 + year] if stated is None else [_nearest_century(year, stated)]
    if all(day > _days_in(month, one) for one in years):
        return _NO_SUCH_DATE, None
    return None, None if stated is None else date(years[0], month, day)


def _nearest_century(year: int, stated: date) -> int:
    century = stated.year // 100 * 100
    return min((century - 100 + year, century + year, century + 100 + year), key=lambda one: abs(one - stated.year))


def _days_in(month: int, year: int) -> int:
    if month == 2:
        return 29 if isleap(year) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def _number_warnings(digits: str) -> list[Remark]:
    found = []
    if digits[12:] == "0000":
        found.append(_SERIAL_ZERO)
    if digits[:2] not in PROVINCES:
        found.append(_UNKNOWN_PROVINCE)
    return found


_EMPTY = Remark("nik_empty", _("NIK belum diisi. Tulis 16 angka seperti di KTP atau kartu keluarga."))
_NOT_INVENTED = Remark(
    "nik_not_invented",
    _(
        "NIK di ruang latihan harus dimulai dengan 99, supaya data orang sungguhan tidak masuk ke sini. "
        "Tulis NIK rekaan, misalnya 9901014506900001."
    ),
)
INVENTED_NIK_NEEDED = _(
    "Di ruang latihan setiap baris memerlukan NIK rekaan yang dimulai dengan 99, supaya daftar orang sungguhan "
    "tidak masuk ke sini."
)
_NOT_DIGITS = Remark("nik_not_digits", _("NIK hanya boleh berisi angka. Tulis 16 angka seperti di KTP."))
_WRONG_LENGTH = Remark("nik_wrong_length", _("NIK harus 16 angka. Hitung lagi angkanya dan tulis seperti di KTP."))
_LAST_DIGIT_LOST = Remark(
    "nik_last_digit_lost",
    _(
        "NIK ini tersimpan sebagai bilangan, sehingga angka terakhirnya hilang. Tanyakan NIK lengkap kepada orangnya, "
        "lalu isi kolom NIK sebagai teks."
    ),
)
_WRONG_DAY = Remark(
    "nik_wrong_day",
    _(
        "Angka ke-7 dan ke-8 NIK adalah tanggal lahir: 01 sampai 31, atau 41 sampai 71 untuk perempuan. "
        "Cocokkan NIK dengan KTP."
    ),
)
_WRONG_MONTH = Remark(
    "nik_wrong_month",
    _("Angka ke-9 dan ke-10 NIK adalah bulan lahir: 01 sampai 12. Cocokkan NIK dengan KTP."),
)
_NO_SUCH_DATE = Remark(
    "nik_no_such_date",
    _("Tanggal lahir di dalam NIK (angka ke-7 sampai ke-12) tidak ada di kalender. Cocokkan NIK dengan KTP."),
)
_SERIAL_ZERO = Remark(
    "nik_serial_zero",
    _("Empat angka terakhir NIK adalah 0000, padahal nomor urut mulai dari 0001. Cocokkan NIK dengan KTP."),
)
_UNKNOWN_PROVINCE = Remark(
    "nik_unknown_province",
    _("Dua angka pertama NIK bukan kode provinsi yang dikenal. Cocokkan NIK dengan KTP; NIK lama boleh tetap dipakai."),
)
_BIRTH_DATE_DIFFERS = Remark(
    "nik_birth_date_differs",
    _("Tanggal lahir di dalam NIK berbeda dengan tanggal lahir yang ditulis. Cocokkan keduanya dengan KTP."),
)
_SEX_DIFFERS = Remark(
    "nik_sex_differs",
    _("Jenis kelamin menurut NIK berbeda dengan yang ditulis. Cocokkan keduanya dengan KTP."),
)
