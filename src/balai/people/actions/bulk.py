"""Many new people at once: COPY on PostgreSQL, executemany on SQLite. The same columns for both."""

from collections.abc import Iterable, Sequence
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
_OWN: Final = (
    "id", "birth_date", "home_region_id", "home_regency_id", "graduation_year", "nik_sealed", "nik_index", "nik_tail",
    "nik_state", "nik_hint_sealed", "nik_hint_index", "recognition_key",
)  # fmt: skip
_SHARED: Final = ("registered_by_id", "registered_at", "source", "last_active_on")
_NOT_NULL: Final = frozenset({"nik_tail", "recognition_key"})
COLUMNS: Final = (*_OWN, *_TEXTS, *_SHARED, *_EMPTY_TEXTS)
BLOCK: Final = 2000
_NULL: Final = "\\N"


def insert_people(
    blocks: Iterable[Sequence[dict[str, Any]]], *, now: datetime, source: str, institution_id: int | None
) -> None:
    """blocks: some thousand people each, fields by name, what is missing is empty; drawn one after the other while the
    database takes the one before. Raises IntegrityError when a NIK came in between."""
    shared = {
        "registered_by_id": institution_id, "registered_at": now, "source": source, "last_active_on": timezone.localdate(now),
    }  # fmt: skip
    if connection.vendor == "postgresql":
        _copy(blocks, shared)
    else:
        _execute_many(blocks, shared)


def _copy(blocks: Iterable[Sequence[dict[str, Any]]], shared: dict[str, Any]) -> None:
    """COPY's text format, a line a person."""
    last = "\t".join([*(_copied(shared[name]) for name in _SHARED), *("" for _name in _EMPTY_TEXTS)])
    sql = f"COPY people_person ({', '.join(COLUMNS)}) FROM STDIN"
    # Django passes copy() through to the driver: its errors are only translated where we ask for it.
    with connection.cursor() as cursor, connection.wrap_database_errors, cursor.copy(sql) as copy:
        for people in blocks:
            copy.write("".join([f"{_own(person)}\t{_texts(person)}\t{last}\n" for person in people]))


def _own(person: dict[str, Any]) -> str:
    """The columns of _OWN in their order, spelled out: a loop over them takes three times as long."""
    said = person.get
    return (
        f"{person['id']}\t{said('birth_date') or _NULL}\t{said('home_region_id') or _NULL}\t"
        f"{said('home_regency_id') or _NULL}\t{said('graduation_year') or _NULL}\t{_bytes(said('nik_sealed'))}\t"
        f"{_bytes(said('nik_index'))}\t{said('nik_tail', '')}\t{said('nik_state', '')}\t"
        f"{_bytes(said('nik_hint_sealed'))}\t{_bytes(said('nik_hint_index'))}\t{said('recognition_key', '')}"
    )


def _bytes(value: bytes | None) -> str:
    return f"\\\\x{value.hex()}" if value else _NULL


def _texts(person: dict[str, Any]) -> str:
    said = person.get
    texts = [said(name, "") for name in _TEXTS]
    line = "\t".join(texts)
    if "\\" in line or "\n" in line or "\r" in line or line.count("\t") >= len(texts):
        return "\t".join(map(_copied, texts))
    return line


def _copied(value: Any) -> str:
    if value is None:
        return _NULL
    text = str(value)
    if value.__class__ is str and not text.isalnum():
        text = text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")
    return text


def _execute_many(blocks: Iterable[Sequence[dict[str, Any]]], shared: dict[str, Any]) -> None:
    marks = ", ".join(["%s"] * len(COLUMNS))
    sql = f"INSERT INTO people_person ({', '.join(COLUMNS)}) VALUES ({marks})"
    last = (*(_adapted(shared[name]) for name in _SHARED), *("" for _name in _EMPTY_TEXTS))
    with connection.cursor() as cursor:
        for people in blocks:
            cursor.executemany(sql, [_row(person) + last for person in people])


def _row(person: dict[str, Any]) -> tuple[Any, ...]:
    said = person.get
    own = [_adapted(said(name, "" if name in _NOT_NULL else None)) for name in _OWN]
    return (*own, *(said(name, "") for name in _TEXTS))


def _adapted(value: Any) -> Any:
    if value.__class__ is str or value is None:
        return value
    if isinstance(value, UUID):
        return value.hex
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return value.isoformat() if isinstance(value, date) else value
