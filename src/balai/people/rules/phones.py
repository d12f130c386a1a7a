"""Phone numbers as people write them, kept as E.164 (domain book 4). Never unique: families share one."""

import re
from typing import Final

_GAPS: Final = re.compile(r"[\s.()\u00a0\u200b'\u2019/-]")
_MOBILE: Final = re.compile(r"8[1-35-9][0-9]{7,10}")
_LANDLINE: Final = re.compile(r"[2-79][0-9]{7,10}")
_SEVERAL: Final = re.compile(r"\s*(?:[/;,&]|\batau\b|\bdan\b|\n)\s*")


def e164(written: str) -> str:
    """ "0812-3456-789", "62812…", "812…" or "+62 812…" -> "+62812…"; a foreign number keeps its "+"; "" when it is none."""
    bare = _GAPS.sub("", written)
    if bare.startswith("+") and not bare.startswith("+62"):
        return bare if bare[1:].isdigit() and bare[1:].isascii() and 8 <= len(bare) - 1 <= 15 else ""
    national = bare.removeprefix("+")
    if national.startswith("62"):
        national = national[2:]
    national = national.removeprefix("0")
    is_number = _MOBILE.fullmatch(national) or (national != bare and _LANDLINE.fullmatch(national))
    return f"+62{national}" if is_number else ""


def several(written: str) -> list[str]:
    """The numbers of one cell: "0812… / 0813…" are two. Parts that are no number are left out."""
    whole = e164(written)
    if whole:
        return [whole]
    return [one for one in map(e164, _SEVERAL.split(written)) if one]


def masked_phone(phone: str) -> str:
    """The last three digits, for pages where the number is a hint and not an address."""
    return f"•••• {phone[-3:]}" if phone else ""
