"""What an entry may hold: ids and codes. Entries are never erased, so nothing personal may get in."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from uuid import UUID

from balai.audit.hashing import Fact, Scalar

LONGEST_LIST = 5_000
_CODE = re.compile(r"[A-Za-z0-9_.:/-]{0,80}")
_SHORT_CODE = re.compile(r"[A-Za-z0-9_.:/-]{1,64}")
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
_SIXTEEN_DIGITS = re.compile(r"[0-9]{16}")
_FIRST_OF_SIXTEEN_DIGITS = 10**15


class PersonalDataInAudit(ValueError):
    """A fault of the calling code: a name, a sentence or something like a NIK was about to be kept for good."""


def check_facts(facts: Mapping[str, object]) -> dict[str, Fact]:
    """Plain JSON values of whole numbers, yes or no, days, ids and short codes. Raises PersonalDataInAudit."""
    return {name: _fact(name, value) for name, value in facts.items()}


def check_ids(ids: Iterable[object]) -> list[Scalar]:
    return [_single("ids", one) for one in ids]


def check_code(name: str, text: str) -> str:
    """Actors, verbs, subjects: 1 to 64 characters of a code."""
    if not _SHORT_CODE.fullmatch(text) or _SIXTEEN_DIGITS.search(text):
        raise PersonalDataInAudit(f"{name} must be a code of 1 to 64 characters A-Z a-z 0-9 _ . : / - without a NIK")
    return text


def _fact(name: str, value: object) -> Fact:
    if isinstance(value, (list, tuple, set, frozenset)):
        if len(value) > LONGEST_LIST:
            raise ValueError(f"{name} has more than {LONGEST_LIST} values: use record_batch")
        return [_single(name, one) for one in (sorted(value) if isinstance(value, (set, frozenset)) else value)]
    return _single(name, value)


def _single(name: str, value: object) -> Scalar:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return _number(name, int(value))
    if isinstance(value, (UUID, date)) and not isinstance(value, datetime):
        return str(value)
    if isinstance(value, str) and _CODE.fullmatch(text := str(value)):
        if _SIXTEEN_DIGITS.search(text) and not _DIGEST.fullmatch(text):
            raise PersonalDataInAudit(f"{name} has 16 digits in a row, as a NIK has")
        return text
    raise PersonalDataInAudit(f"{name} must be a whole number, yes or no, a day, an id or a code, not free text")


def _number(name: str, value: int) -> int:
    if abs(value) >= _FIRST_OF_SIXTEEN_DIGITS:
        raise PersonalDataInAudit(f"{name} has 16 digits in a row, as a NIK has")
    return value
