"""Writing to the audit trail, inside the transaction of the change it tells about."""

import threading
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import NamedTuple, Protocol
from uuid import UUID

from django.db import connection, models
from django.utils import timezone

from balai.audit.hashing import Content, Fact, entry_hash
from balai.audit.models import Chain, Entry
from balai.audit.rules import LONGEST_LIST, check_code, check_facts, check_ids

Identifier = int | str | UUID
_local = threading.local()


class HasName(Protocol):
    """An actor; one with `on_behalf_of` (an institution's id) acts for that institution by proxy."""

    @property
    def name(self) -> str: ...


def record(by: str | HasName, verb: str, subject: models.Model | None, **facts: object) -> Entry:
    """One act on one row. Facts: ids, numbers, days and codes; PersonalDataInAudit otherwise.

    Raises RuntimeError outside a transaction: an act and its record are kept or dropped together.
    """
    kind, pk = ("", "") if subject is None else _subject(subject, "")
    return _append(by, verb, [(kind, pk, check_facts(facts))])[0]


def record_many(
    by: str | HasName,
    verb: str,
    subjects: Iterable[models.Model | Identifier],
    *,
    subject_type: str = "",
    **facts: object,
) -> int:
    """One entry for each subject, with the same facts; how many. Ids need `subject_type` (`people.person`)."""
    shared = check_facts(facts)
    return len(_append(by, verb, [(*_subject(one, subject_type), shared) for one in subjects]))


def record_batch(by: str | HasName, verb: str, subject_type: str, ids: Iterable[Identifier], **facts: object) -> int:
    """One entry for up to 5,000 ids, listed in its facts as `ids`, with `count`; the number of entries."""
    shared = check_facts(facts)
    kind = check_code("subject_type", subject_type)
    lists = list(_in_lists(ids))
    return len(_append(by, verb, [(kind, "", {**shared, "count": len(one), "ids": check_ids(one)}) for one in lists]))


class _Slot(NamedTuple):
    chain: int
    seq: int
    hash: bytes


def _append(by: str | HasName, verb: str, acts: list[tuple[str, str, Mapping[str, Fact]]]) -> list[Entry]:
    if not connection.in_atomic_block:
        raise RuntimeError("record() belongs into the transaction of the change: wrap both in transaction.atomic()")
    if not acts:
        return []
    actor, on_behalf_of = _who(by)
    check_code("verb", verb)
    at, slot = timezone.now(), _take_slot()
    entries: list[Entry] = []
    for kind, pk, facts in acts:
        content = Content(slot.chain, slot.seq + 1, at, actor, on_behalf_of, verb, kind, pk, facts)
        entry = _entry(slot.hash, content)
        slot = _Slot(slot.chain, content.seq, bytes(entry.hash))
        entries.append(entry)
    Entry.objects.bulk_create(entries)
    _move_head(slot)
    return entries


def _who(by: str | HasName) -> tuple[str, int | None]:
    if isinstance(by, str):
        return check_code("actor", by), None
    institution: int | None = getattr(by, "on_behalf_of", None)
    return check_code("actor", by.name), institution


def _subject(one: models.Model | Identifier, subject_type: str) -> tuple[str, str]:
    if isinstance(one, models.Model):
        if one.pk is None:
            raise ValueError("The subject has no id yet: save it before recording")
        return one._meta.label_lower, check_code("subject_id", str(one.pk))
    return check_code("subject_type", subject_type), check_code("subject_id", str(one))


def _in_lists(ids: Iterable[Identifier]) -> Iterator[list[Identifier]]:
    rest = iter(ids)
    while some := list(islice(rest, LONGEST_LIST)):
        yield some


def _entry(previous: bytes, content: Content) -> Entry:
    chain, *rest = content
    names = ("seq", "at", "actor", "on_behalf_of", "verb", "subject_type", "subject_id", "facts")
    fields: dict[str, object] = dict(zip(names, rest, strict=True))
    return Entry(chain_id=chain, prev_hash=previous, hash=entry_hash(previous, content), **fields)


def _take_slot() -> _Slot:
    """Lock a free chain, first of all the one this thread wrote last; when every one is taken there is one more.

    Waiting for a chain while holding other locks could deadlock with its holder, so nobody ever waits. The head is read
    anew each time, because a rolled back savepoint takes it back.
    """
    lock = "FOR UPDATE SKIP LOCKED" if connection.features.has_select_for_update_skip_locked else ""
    sql = f"SELECT id, last_seq, last_hash FROM audit_chain ORDER BY id = %s DESC, id LIMIT 1 {lock}"
    with connection.cursor() as cursor:
        cursor.execute(sql, [getattr(_local, "chain", 0)])
        row = cursor.fetchone()
    if row is None:
        fresh = Chain.objects.create()
        row = (fresh.pk, fresh.last_seq, fresh.last_hash)
    _local.chain = row[0]
    return _Slot(row[0], row[1], bytes(row[2]))


def _move_head(slot: _Slot) -> None:
    with connection.cursor() as cursor:
        sql = "UPDATE audit_chain SET last_seq = %s, last_hash = %s WHERE id = %s"
        cursor.execute(sql, (slot.seq, slot.hash, slot.chain))
