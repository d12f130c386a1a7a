"""Phone cells: several numbers in one, written any way, or turned into a number that lost its leading zero."""

import re

from django.utils.translation import gettext as _
from lokal.phone import normalize_phone

from balai.kernel.tables.cells import Cell, clean_text, text_of, was_number
from balai.kernel.tables.values.parsed import Parsed, says_nothing, shown

_BETWEEN = re.compile(r"[/;,\n\r|&]| - |\batau\b|\bdan\b", re.IGNORECASE)
_LABEL = re.compile(r"\(?\b(?:no|nomor|hp|wa|whatsapp|telp|telepon|tlp|tel|fax|rumah|kantor|ibu|ayah)\b\.?\)?:?", re.I)
_ASIDE = re.compile(r"\([^)\d]*\)")
_EXTENSION = re.compile(r"[,;]?\s*\b(?:ext|ekst?|pes(?:awat)?)\b\.?:?\s*\d{1,5}\b", re.IGNORECASE)
_NOISE = re.compile(r"[\s().\-–_'\u200b\u202a-\u202e]")
# Not the line break: it stands between two numbers.
_DROPPED = str.maketrans("", "", " -.()\u00a0")
# National part of a mobile number; 84 is not given out.
_MOBILE = re.compile(r"(?:\+?62|0)?0?(8[1-35-9]\d{7,10})", re.ASCII)


def parse_phones(cell: Cell) -> Parsed[tuple[str, ...]]:
    """Numbers in E.164, each once, in the order written. Parts that are no number are named in `note`."""
    if says_nothing(cell):
        return Parsed()
    if was_number(cell):
        number = normal_phone(text_of(cell))
        return Parsed((number,)) if number else Parsed(problem=_problem(cell))
    text = cell if isinstance(cell, str) else text_of(cell)
    if alone := _MOBILE.fullmatch(text.translate(_DROPPED)):
        return Parsed(("+62" + alone[1],))
    parts = [part for part in _BETWEEN.split(_EXTENSION.sub(" ", text)) if clean_text(part)]
    numbers: dict[str, None] = {}
    unread: list[str] = []
    for part in parts:
        found = _numbers_in(_ASIDE.sub(" ", _LABEL.sub(" ", clean_text(part))).strip(" :"))
        numbers.update(dict.fromkeys(found))
        if not found:
            unread.append(shown(part))
    if not numbers:
        return Parsed(problem=_problem(cell))
    note = _("Bagian “%(text)s” bukan nomor telepon dan tidak disimpan.") % {"text": "; ".join(unread)}
    return Parsed(tuple(numbers), note=note if unread else "")


def normal_phone(text: str) -> str | None:
    """One number in E.164, or None. Extends lokal's rule with the prefixes that are really given out."""
    bare = _NOISE.sub("", text)
    if found := _MOBILE.fullmatch(bare):
        return "+62" + found[1]
    if re.match(r"(?:\+?62|0)?0?8", bare):
        return None
    return normalize_phone(bare)


def _numbers_in(text: str) -> list[str]:
    """One number; or two that stand side by side with nothing but a space between."""
    whole = normal_phone(text)
    if whole:
        return [whole]
    words = [normal_phone(word) for word in text.split()]
    return [word for word in words if word] if len(words) > 1 and all(words) else []


def _problem(cell: Cell) -> str:
    return _("“%(text)s” bukan nomor telepon Indonesia. Tulis seperti 0812-3456-7890.") % {"text": shown(cell)}
