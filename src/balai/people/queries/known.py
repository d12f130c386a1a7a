"""Who of a whole list is on file already: a query per some hundred rows, never one per row."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from django.db import connection

from balai.kernel.crypto import blind_index_candidates, blind_index_many
from balai.kernel.crypto.keyring import index_keys
from balai.people.models import Person
from balai.people.queries.identity import NIK_INDEX


@dataclass(frozen=True, slots=True)
class Known:
    """A record on file as the comparison needs it. pk: of the record that is used today, after merges."""

    pk: UUID
    name_key: str
    birth_date: date | None
    has_nik: bool
    registered_by: int | None = None


@dataclass(slots=True)
class KnownPeople:
    """by_nik: NIK hash under the current key -> record. by_key: recognition key -> records."""

    by_nik: dict[bytes, Known] = field(default_factory=dict)
    by_key: dict[str, dict[UUID, Known]] = field(default_factory=lambda: defaultdict(dict))


T = TypeVar("T")
_Row = tuple[UUID, str, date | None, bytes | None, str, UUID | None, int | None, datetime | None]
_COLUMNS = ("id", "name_key", "birth_date", "nik_index", "recognition_key", "merged_into_id", "registered_by_id",
    "erased_at")  # fmt: skip


def nik_hashes(numbers: list[str]) -> list[bytes]:
    return blind_index_many(NIK_INDEX, numbers)


def known_people(numbers: list[str], hashes: list[bytes], keys: Iterable[str]) -> KnownPeople:
    """hashes: of `numbers`, in order. While a re-index is under way the older hashes are asked too."""
    found = KnownPeople()
    alias = _older_hashes(numbers, hashes)
    for part in _parts([*dict.fromkeys(hashes), *alias]):
        for is_merged in (True, False):  # each has its own partial index
            if is_merged and not Person.objects.filter(merged_into__isnull=False).exists():
                continue
            for row in _among("nik_index", part, f"merged_into_id IS {'NOT ' if is_merged else ''}NULL"):
                mark = bytes(row[3] or b"")
                found.by_nik[alias.get(mark, mark)] = _known(row)
    for texts in _parts(list(dict.fromkeys(key for key in keys if key))):
        for row in _among("recognition_key", texts, "recognition_key <> ''"):
            if row[7] is None:
                one = _known(row)
                found.by_key[row[4]][one.pk] = one
    return found


def _among(column: str, values: Sequence[bytes] | Sequence[str], only: str) -> Iterable[_Row]:
    """On PostgreSQL one text instead of thousands of parameters, and a look into the index for each, whatever the planner
    believes: a list comes into tables it has no statistics of, where it would rather read them whole."""
    if connection.vendor != "postgresql":
        return Person.objects.filter(**{f"{column}__in": values}).extra(where=[only]).values_list(*_COLUMNS)
    texts = ",".join([value if isinstance(value, str) else value.hex() for value in values])
    wanted = "decode(one, 'hex')" if column == "nik_index" else "one"
    columns = ", ".join(_COLUMNS)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {columns} FROM unnest(string_to_array(%s, ',')) AS one, LATERAL "
            f"(SELECT {columns} FROM people_person WHERE {column} = {wanted} AND {only} OFFSET 0) AS person",
            [texts],
        )
        rows: list[_Row] = cursor.fetchall()
    return rows


def _known(row: _Row) -> Known:
    return Known(row[5] or row[0], row[1], row[2], row[3] is not None, row[6])


def _older_hashes(numbers: list[str], hashes: list[bytes]) -> dict[bytes, bytes]:
    if len(index_keys().keys) < 2:
        return {}
    return {
        older: mark
        for number, mark in zip(numbers, hashes, strict=True)
        for older in blind_index_candidates(NIK_INDEX, number)[1:]
    }


def _parts(rows: list[T]) -> Iterator[list[T]]:
    size = 20_000 if connection.vendor == "postgresql" else 900
    for start in range(0, len(rows), size):
        yield rows[start : start + size]
