"""Names: one field, mononyms are names; titles apart (domain book 4)."""

import re
from dataclasses import dataclass
from typing import Final

_BEFORE: Final = re.compile(r"^((?:(?:drs?|dra|ir|prof|hj?|kh|tgk|apt|ns)\.\s*)+)", re.IGNORECASE)
_AFTER: Final = re.compile(
    r"^\s*(?:[SDMA]\.?\s?\.?[A-Z][A-Za-z.]{0,8}|Ph\.?D\.?|A\.?Md\.?[A-Za-z.]*|Apt\.?|Ners\.?)(?:\s*,\s*|$)"
)
_LETTER: Final = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Name:
    full_name: str
    title_before: str = ""
    title_after: str = ""


def read_name(written: str) -> Name:
    """ "Drs. H. Budi Santoso, S.Pd., M.M." -> Budi Santoso, "Drs. H.", "S.Pd., M.M."; without a doubt only."""
    text = " ".join(written.split())
    before = _BEFORE.match(text)
    title_before = before.group(1).strip() if before and len(text) > before.end() else ""
    rest = text[before.end() :].strip() if before and title_before else text
    name, comma, after = rest.partition(",")
    if comma and _AFTER.match(after.strip()):
        return Name(name.strip(), title_before[:60], after.strip()[:60])
    return Name(rest, title_before[:60])


def is_name(text: str) -> bool:
    """At least one letter: a number or a dash is no name. One letter is enough, one word too."""
    return bool(_LETTER.search(text))
