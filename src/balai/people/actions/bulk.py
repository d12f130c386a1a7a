"""Many new people at once: COPY on PostgreSQL, executemany on SQLite. The same columns for both."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db import connection
from django.utils import timezone

_TEXTS: Final = (
    "full_name", "name_key", "title_before", "title_after", "birth_place", "sex", "phone", "other_phone", "email",
    "id_street", "home_street", "home_rt", "home_rw", "home_address_reported", "education", "education_major", "aim",
    "guardian_name",
)  # fmt: skip
_EMPTY_TEXTS: Final = ("id_rt", "id_rw", "id_address_reported", "guardian_phone")
_OTHERS: Final = (
    "id", "birth_date", "home_region_id", "home_regency_id", "graduation_year", "nik_sealed", "nik_index", "nik_tail",
    "nik_state", "nik_hint_sealed", "nik_hint_index", "recognition_key", "registered_by_id", "registered_at", "source",
    "last_active_on",
)  # fmt: skip
COLUMNS: Final = (*_OTHERS, *_TEXTS, *_EMPTY_TEXTS)
_BLOCK: Final = 2000


def insert_people(people: Sequence[dict[str, Any]], *, now: datetime, source: str, institution_id: int | None) -> None:
    """people: fields by name, what is missing is empty. Raises IntegrityError when a NIK came in between."""
    shared = {
        "registered_by_id": institution_id, "registered_at": now, "source": source, "last_active_on": timezone.localdate(now),
    }  # fmt: skip
    for start in range(0, len(people), _BLOCK):
        block = people[start : start + _BLOCK]
        if connection.vendor == "postgresql":
            _copy(block, shared)
        else:
            _execute_many(block, shared)


def _values(person: dict[str, Any], shared: dict[str, Any]) -> Iterator[Any]:
    said = person.get
    for name in _OTHERS:
        yield shared[name] if name in shared else said(name, "" if name in _NOT_NULL else None)
    for name in _TEXTS:
        yield said(name, "")
    for _name in _EMPTY_TEXTS:
        yield ""


_NOT_NULL: Final = frozenset({"nik_tail", "recognition_key"})


def _copy(people: Sequence[dict[str, Any]], shared: dict[str, Any]) -> None:
    lines = ["\t".join([_copied(value) for value in _values(person, shared)]) for person in people]
    lines.append("")
    with connection.cursor() as cursor, cursor.copy(f"COPY people_person ({', '.join(COLUMNS)}) FROM STDIN") as copy:
        copy.write("\n".join(lines))


def _copied(value: Any) -> str:
    """COPY's text format."""
    if value.__class__ is str:
        if "\\" in value or "\n" in value or "\t" in value or "\r" in value:
            value = value.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")
        return str(value)
    if value is None:
        return "\\N"
    if isinstance(value, bytes):
        return "\\\\x" + value.hex()
    return str(value)


def _execute_many(people: Sequence[dict[str, Any]], shared: dict[str, Any]) -> None:
    marks = ", ".join(["%s"] * len(COLUMNS))
    sql = f"INSERT INTO people_person ({', '.join(COLUMNS)}) VALUES ({marks})"
    with connection.cursor() as cursor:
        cursor.executemany(sql, [tuple(map(_adapted, _values(person, shared))) for person in people])


def _adapted(value: Any) -> Any:
    if isinstance(value, UUID):
        return value.hex
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return value.isoformat() if isinstance(value, date) else value
