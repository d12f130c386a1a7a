"""Many new people at once: COPY on PostgreSQL, executemany on SQLite. The same columns for both."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db import connection
from django.utils import timezone

from balai.kernel.lane import Lane

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
_NULL: Final = "\\N"


def insert_people(people: Sequence[dict[str, Any]], *, now: datetime, source: str, institution_id: int | None) -> None:
    """people: fields by name, what is missing is empty. Raises IntegrityError when a NIK came in between."""
    with Lane() as lane:
        writer = PersonWriter(lane, now=now, source=source, institution_id=institution_id)
        writer.write(people)
        writer.finish()


class PersonWriter:
    """Writes people a block at a time, in the lane: the next block is made while the database takes this one."""

    def __init__(self, lane: Lane, *, now: datetime, source: str, institution_id: int | None) -> None:
        self._lane = lane
        self._shared = {
            "registered_by_id": institution_id, "registered_at": now, "source": source,
            "last_active_on": timezone.localdate(now),
        }  # fmt: skip
        self._before: Callable[[], None] = lambda: None
        self.written = 0
        if connection.vendor == "postgresql":
            lane.do(_check_at_once)

    def write(self, people: Sequence[dict[str, Any]]) -> None:
        """Raises IntegrityError, for this block or the one before, when a NIK came in between."""
        self._before()
        self.written += len(people)
        self._before = self._lane.do(self._copy(people) if connection.vendor == "postgresql" else self._many(people))

    def finish(self) -> None:
        self._before()

    def _copy(self, people: Sequence[dict[str, Any]]) -> Callable[[], None]:
        """COPY's text format, a line a person."""
        last = "\t".join([*(_copied(self._shared[name]) for name in _SHARED), *("" for _name in _EMPTY_TEXTS)])
        lines = "".join([f"{_own(person)}\t{_texts(person)}\t{last}\n" for person in people])
        return lambda: _send(lines)

    def _many(self, people: Sequence[dict[str, Any]]) -> Callable[[], None]:
        last = (*(_adapted(self._shared[name]) for name in _SHARED), *("" for _name in _EMPTY_TEXTS))
        rows = [_row(person) + last for person in people]
        marks = ", ".join(["%s"] * len(COLUMNS))

        def work() -> None:
            with connection.cursor() as cursor:
                cursor.executemany(f"INSERT INTO people_person ({', '.join(COLUMNS)}) VALUES ({marks})", rows)

        return work


def _check_at_once() -> None:
    """Foreign keys are looked at with each block, while the next is made, and not all at the end."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def _send(lines: str) -> None:
    sql = f"COPY people_person ({', '.join(COLUMNS)}) FROM STDIN"
    # Django passes copy() through to the driver: its errors are only translated where we ask for it.
    with connection.cursor() as cursor, connection.wrap_database_errors, cursor.copy(sql) as copy:
        copy.write(lines)


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
