"""Recording: in the transaction of the change, chained, append-only, and never with personal data."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime
from time import process_time
from uuid import UUID

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import DatabaseError, connection, transaction

from balai.audit.models import Chain, Checkpoint, Entry
from balai.audit.record import record, record_batch, record_many
from balai.audit.rules import PersonalDataInAudit
from balai.audit.seal import seal_checkpoint
from balai.audit.verify import verify
from balai.kernel.identifiers import uuid7

pytestmark = [pytest.mark.data, pytest.mark.django_db]


@dataclass(frozen=True)
class Clerk:
    name: str = "user:12"
    on_behalf_of: int | None = None


def test_an_entry_says_who_did_what_to_which_row() -> None:
    subject = ContentType.objects.get_for_model(Entry)
    record(Clerk(on_behalf_of=7), "people.reveal", subject, reason="duplicate", on=date(2026, 1, 2), ids={3, 1})
    entry = Entry.objects.get()
    assert (entry.actor, entry.on_behalf_of, entry.verb) == ("user:12", 7, "people.reveal")
    assert (entry.subject_type, entry.subject_id) == ("contenttypes.contenttype", str(subject.pk))
    assert entry.facts == {"reason": "duplicate", "on": "2026-01-02", "ids": [1, 3]}


def test_entries_follow_one_another_and_move_the_head() -> None:
    record("cli", "one", None)
    record("cli", "two", None)
    first, second = Entry.objects.order_by("seq")
    assert second.seq == first.seq + 1 and bytes(second.prev_hash) == bytes(first.hash) != bytes(second.hash)
    chain = Chain.objects.get(pk=second.chain_id)
    assert (chain.last_seq, bytes(chain.last_hash)) == (second.seq, bytes(second.hash))
    assert verify().ok


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_recorded() -> None:
    with pytest.raises(RuntimeError, match="transaction"):
        record("cli", "one", None)
    assert not Entry.objects.exists()


def test_a_rollback_takes_the_entry_and_the_head_back() -> None:
    record("cli", "kept", None)
    with pytest.raises(DatabaseError), transaction.atomic():
        record("cli", "lost", None)
        raise DatabaseError
    record("cli", "kept", None)
    assert list(Entry.objects.order_by("seq").values_list("seq", "verb")) == [(1, "kept"), (2, "kept")]
    assert verify().ok


@pytest.mark.django_db(transaction=True)
def test_writers_side_by_side_leave_sound_chains() -> None:
    """Every third transaction fails."""

    def write(number: int) -> None:
        try:
            with transaction.atomic():
                record(f"user:{number}", "one", None)
                record_many(f"user:{number}", "many", [1, 2], subject_type="people.person")
                if number % 3 == 0:
                    raise DatabaseError
        except DatabaseError:
            pass
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(60)))
    report = verify()
    assert report.ok and report.entries == Entry.objects.count() == 40 * 3


@pytest.mark.postgres_only
@pytest.mark.django_db(transaction=True)
def test_open_transactions_never_wait_for_one_another() -> None:
    """More of them than there are chains: each takes its own, and chains are added when all are taken."""
    Chain.objects.all().delete()
    together = threading.Barrier(4, timeout=20)

    def write(number: int) -> int:
        try:
            with transaction.atomic():
                record(f"user:{number}", "one", None)
                together.wait()
                record(f"user:{number}", "two", None)
            (chain,) = set(Entry.objects.filter(actor=f"user:{number}").values_list("chain", flat=True))
            return chain
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(write, range(4)))) == 4
    assert verify().ok and Chain.objects.count() == 4


def test_many_at_once_are_one_chain_and_cheap() -> None:
    ids = [uuid7() for _ in range(3_000)]
    before = process_time()
    assert record_many("system:worker", "import.accept", ids, subject_type="people.person", file=3) == 3_000
    assert process_time() - before < 3
    assert set(Entry.objects.values_list("subject_id", flat=True)) == {str(one) for one in ids}
    assert verify().ok


def test_a_batch_is_one_entry_for_five_thousand_ids() -> None:
    assert record_batch("system:worker", "import.accept", "people.person", range(1, 12_001), file=3) == 3
    entries = Entry.objects.order_by("seq")
    assert [entry.facts["count"] for entry in entries] == [5_000, 5_000, 2_000]
    assert entries[2].facts["ids"][-1] == 12_000 and entries[0].facts["file"] == 3
    assert record_batch("cli", "nothing", "people.person", []) == 0
    assert verify().ok


@pytest.mark.parametrize(
    "fact",
    [
        "Siti Aminah",
        "siti@contoh.example",
        "9901014506900001",
        "people.person:9901014506900001",
        9901014506900001,
        ["ok", "9901014506900001"],
        "x" * 81,
        3.5,
        {"name": "x"},
        datetime(2026, 1, 1),
        b"x",
        [["x"]],
        range(5),
    ],
)
def test_what_may_be_personal_is_refused(fact: object) -> None:
    with pytest.raises(PersonalDataInAudit) as refused:
        record("cli", "one", None, what=fact)
    assert "what" in str(refused.value) and "99010145" not in str(refused.value)
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    "fact",
    [1, True, None, "", "wrong_state", "k1:a/b-c.d", "sha256:" + "1" * 64, ["a", 2, None], UUID(int=5), 10**15 - 1],
)
def test_ids_and_codes_are_kept(fact: object) -> None:
    record("cli", "one", None, what=fact)
    kept = Entry.objects.get().facts["what"]
    assert kept == (str(fact) if isinstance(fact, UUID) else fact)
    assert verify().ok


@pytest.mark.parametrize("actor", ["", "siti@contoh.example", "Siti Aminah", "user:9901014506900001", "x" * 65])
def test_an_actor_is_a_code(actor: str) -> None:
    with pytest.raises(PersonalDataInAudit):
        record(actor, "one", None)
    with pytest.raises(PersonalDataInAudit):
        record(Clerk(name=actor), "one", None)


def test_a_subject_without_an_id_or_with_a_nik_for_one_is_refused() -> None:
    with pytest.raises(ValueError, match="save it"):
        record("cli", "one", Chain())
    with pytest.raises(PersonalDataInAudit):
        record_many("cli", "one", ["9901014506900001"], subject_type="people.person")


CHANGES: dict[str, Callable[[], object]] = {
    "update": lambda: Entry.objects.update(verb="other"),
    "delete": lambda: Entry.objects.all().delete(),
    "raw update": lambda: connection.cursor().execute("UPDATE audit_entry SET seq = seq"),
    "raw delete": lambda: connection.cursor().execute("DELETE FROM audit_entry"),
    "checkpoint": lambda: Checkpoint.objects.update(key_id="x"),
    "checkpoint deleted": lambda: Checkpoint.objects.all().delete(),
}


@pytest.mark.parametrize("how", CHANGES)
def test_the_database_refuses_to_change_what_was_recorded(how: str) -> None:
    record("cli", "one", None)
    seal_checkpoint(by="cli")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        CHANGES[how]()
    assert verify().ok


@pytest.mark.postgres_only
def test_postgresql_refuses_to_truncate() -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        connection.cursor().execute("TRUNCATE audit_entry")


@pytest.mark.sqlite_only
def test_sqlite_refuses_to_replace() -> None:
    record("cli", "one", None)
    columns = "id, chain_id, seq, at, actor, verb, subject_type, subject_id, facts, prev_hash, hash"
    for pk in ("id", "id + 1"):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            connection.cursor().execute(
                f"INSERT OR REPLACE INTO audit_entry ({columns}) SELECT {pk}{columns[2:]} FROM audit_entry"
            )
