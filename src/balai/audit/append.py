"""Putting entries at the end of a chain. Plain SQL, because every change of the whole system passes through here."""

import threading
from collections.abc import Sequence
from datetime import datetime
from json import dumps
from typing import NamedTuple

from django.db import connection
from django.utils import timezone

from balai.audit.hashing import Content, entry_hash, instant
from balai.audit.models import Chain

_local = threading.local()


class Act(NamedTuple):
    """`facts`: canonical JSON text."""

    subject_type: str
    subject_id: str
    facts: str


class Slot(NamedTuple):
    """The head of a chain that this transaction has locked."""

    chain: int
    seq: int
    hash: bytes


class Link(NamedTuple):
    """What is inserted of each entry beside what all entries of one call share."""

    seq: int
    subject_type: str
    subject_id: str
    facts: str
    prev_hash: bytes
    hash: bytes


class Shared(NamedTuple):
    at: datetime
    actor: str
    on_behalf_of: int | None
    verb: str


def append(actor: str, on_behalf_of: int | None, verb: str, acts: Sequence[Act]) -> None:
    """Raises RuntimeError outside a transaction: an act and its record are kept or dropped together."""
    if not connection.in_atomic_block:
        raise RuntimeError("record() belongs into the transaction of the change: wrap both in transaction.atomic()")
    if not acts:
        return
    shared = Shared(timezone.now(), actor, on_behalf_of, verb)
    slot = _take_slot()
    links = _linked(slot, shared, acts)
    _insert(slot.chain, shared, links)
    _execute(
        "UPDATE audit_chain SET last_seq = %s, last_hash = %s WHERE id = %s", links[-1].seq, links[-1].hash, slot.chain
    )


def _take_slot() -> Slot:
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
    return Slot(row[0], row[1], bytes(row[2]))


def _linked(slot: Slot, shared: Shared, acts: Sequence[Act]) -> list[Link]:
    at, (_at, actor, on_behalf_of, verb) = instant(shared.at), shared
    links, previous = [], slot.hash
    for seq, (kind, pk, facts) in enumerate(acts, start=slot.seq + 1):
        digest = entry_hash(previous, Content(slot.chain, seq, at, actor, on_behalf_of, verb, kind, pk, facts))
        links.append(Link(seq, kind, pk, facts, previous, digest))
        previous = digest
    return links


def _insert(chain: int, shared: Shared, links: Sequence[Link]) -> None:
    into = (
        "INSERT INTO audit_entry (chain_id, at, actor, on_behalf_of, verb,"
        " seq, subject_type, subject_id, facts, prev_hash, hash)"
    )
    at = connection.ops.adapt_datetimefield_value(shared.at)
    if connection.vendor == "postgresql":
        select = (
            "SELECT %s, %s, %s, %s::bigint, %s, seq, kind, pk, facts::jsonb, decode(prev, 'hex'), decode(hash, 'hex')"
        )
        columns = "t(seq bigint, kind text, pk text, facts text, prev text, hash text)"
        # One JSON text is written and read faster than six lists.
        rows = dumps([
            {"seq": one.seq, "kind": one.subject_type, "pk": one.subject_id, "facts": one.facts,
             "prev": one.prev_hash.hex(), "hash": one.hash.hex()} for one in links
        ])  # fmt: skip
        _execute(f"{into} {select} FROM json_to_recordset(%s::json) AS {columns}", chain, at, *shared[1:], rows)
        return
    with connection.cursor() as cursor:
        each = [(chain, at, *shared[1:], *link) for link in links]
        cursor.executemany(f"{into} VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)", each)


def _execute(sql: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)  # type: ignore[arg-type]  # lists become PostgreSQL arrays
