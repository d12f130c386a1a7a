"""Numbers as Indonesian offices write them: a dot between thousands, a comma before decimals."""

import re
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from balai.kernel.tables.cells import Cell, clean_text, number_text
from balai.kernel.tables.values.parsed import Parsed, says_nothing, shown

_UNIT = re.compile(r"\s*\b(?:orang|org|unit|paket|buah|jiwa|bh|jam|jp|hari|tahun|thn)\.?$", re.IGNORECASE)
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(?:[. ]\d{3})+(?:,\d+)?", re.ASCII)
_ENGLISH = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+\.\d+|[+-]?\d{1,3}(?:,\d{3}){2,}", re.ASCII)
_PLAIN = re.compile(r"[+-]?\d{1,30}(?:[.,]\d{1,30})?", re.ASCII)
_CURRENCY = re.compile(r"^(?:rp|idr)\.?\s*", re.IGNORECASE)
_SCALE = re.compile(r"^(.*\d)\s*(ribu|rb|juta|jt|miliar|milyar|m|triliun|t)\.?$", re.IGNORECASE)
_SCALES = {
    "ribu": 10**3, "rb": 10**3, "juta": 10**6, "jt": 10**6, "miliar": 10**9, "milyar": 10**9, "m": 10**9,
    "triliun": 10**12, "t": 10**12,
}  # fmt: skip


def parse_integer(cell: Cell) -> Parsed[int]:
    """376.693 as text is 376693. A number with decimals is refused: 41.363 may have been thousands."""
    if says_nothing(cell):
        return Parsed()
    number = _number_of(cell)
    if number is None or number != number.to_integral_value():
        return Parsed(
            problem=_("“%(text)s” bukan bilangan bulat. Tulis angkanya tanpa koma, misalnya 1.250.")
            % {"text": shown(cell)}
        )
    return Parsed(int(number))


def parse_decimal(cell: Cell) -> Parsed[Decimal]:
    """12,38 and 1.234,56; 12.38 too, because no thousands are written so."""
    if says_nothing(cell):
        return Parsed()
    number = _number_of(cell)
    if number is None:
        return Parsed(problem=_("“%(text)s” bukan angka. Tulis angka saja, misalnya 12,5.") % {"text": shown(cell)})
    return Parsed(number)


def parse_percent(cell: Cell) -> Parsed[Decimal]:
    """In percent: '12,38%' is 12.38. A number cell from 0 to 1 is a share, as spreadsheets keep percentages."""
    if isinstance(cell, str):
        return parse_decimal(clean_text(cell).removesuffix("%").rstrip())
    parsed = parse_decimal(cell)
    if parsed.value is not None and 0 < parsed.value <= 1:
        share = parsed.value * 100
        note = _("Dibaca sebagai %(value)s persen, karena sel persen disimpan sebagai pecahan.")
        return Parsed(share.normalize() + 0, note=note % {"value": f"{share.normalize():f}".replace(".", ",")})
    return parsed


def parse_rupiah(cell: Cell) -> Parsed[int]:
    """Whole rupiah: 'Rp1.234.567,-', '1,5 juta', 2500000.0."""
    if says_nothing(cell):
        return Parsed()
    times = 1
    if isinstance(cell, str):
        text = _CURRENCY.sub("", clean_text(cell)).removesuffix("-").rstrip(" ,.-=")
        if found := _SCALE.match(text):
            text, times = found[1], _SCALES[found[2].lower()]
        number = _number_of(text)
    else:
        number = _number_of(cell)
    if number is None or number * times != (number * times).to_integral_value():
        return Parsed(
            problem=_("“%(text)s” bukan jumlah rupiah. Tulis seperti Rp1.250.000, tanpa sen.") % {"text": shown(cell)}
        )
    return Parsed(int(number * times))


def _number_of(cell: Cell) -> Decimal | None:
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int | float):
        text = number_text(cell)
        return _decimal(text) if text else None
    return _from_text(clean_text(cell)) if isinstance(cell, str) else None


def _from_text(text: str) -> Decimal | None:
    text = _UNIT.sub("", text).lstrip("'")
    if len(text) > 60:
        return None
    if _THOUSANDS.fullmatch(text):
        return _decimal(text.replace(".", "").replace(" ", "").replace(",", "."))
    if _ENGLISH.fullmatch(text):
        return _decimal(text.replace(",", ""))
    return _decimal(text.replace(",", ".")) if _PLAIN.fullmatch(text) else None


def _decimal(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None
