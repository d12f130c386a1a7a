"""Verifying: every way to tamper is planted here and must be named with its row."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from balai.audit import triggers
from balai.audit.hashing import Content, canonical, entry_hash, instant
from balai.audit.models import Chain, Checkpoint, Entry
from balai.audit.record import record, record_many
from balai.audit.seal import NoCheckpoint, Sealed, newest_checkpoint, read_checkpoint, seal_checkpoint, write_checkpoint
from balai.audit.verify import Report, main, verify
from balai.kernel.crypto import new_key
from balai.kernel.refusal import Refused

pytestmark = [pytest.mark.data, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def ten_entries() -> Iterator[None]:
    """Ten entries in one chain, and an intruder who is free to do anything in the database."""
    record_many("user:1", "one", range(1, 11), subject_type="people.person", reason="test")
    triggers.remove(connection)
    yield


def chain() -> int:
    return Entry.objects.values_list("chain_id", flat=True)[0]


def sql(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)  # type: ignore[arg-type]


def faults(report: Report) -> list[tuple[str, int, int]]:
    return [(fault.code, fault.chain, fault.seq) for fault in report.faults]


def rewrite_from(seq: int) -> None:
    """What a thorough forger does: every hash from there on anew, and the head with them."""
    first = Entry.objects.filter(seq__lt=seq).order_by("seq").last()
    previous = bytes(first.hash) if first else bytes(32)
    last = seq - 1
    for entry in Entry.objects.filter(chain=chain(), seq__gte=seq).order_by("seq"):
        last += 1
        head = (entry.chain_id, last, instant(entry.at), entry.actor, entry.on_behalf_of, entry.verb)
        digest = entry_hash(previous, Content(*head, entry.subject_type, entry.subject_id, canonical(entry.facts)))
        Entry.objects.filter(pk=entry.pk).update(seq=last, prev_hash=previous, hash=digest)
        previous = digest
    Chain.objects.filter(pk=chain()).update(last_seq=last, last_hash=previous)


def test_an_untouched_trail_is_sound() -> None:
    report = verify()
    assert report.ok and report.entries == 10 and not report.guarded and report.checkpoints == ()
    triggers.install(connection)
    assert verify().guarded


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("at", "2020-01-01 00:00:00+00:00"),
        ("actor", "user:2"),
        ("on_behalf_of", 3),
        ("verb", "two"),
        ("subject_type", "people.x"),
        ("subject_id", "99"),
        ("facts", '{"reason": "other"}'),
        ("facts", '{"reason": "test", "more": 1}'),
        ("hash", b"\x01" * 32),
    ],
)
def test_any_changed_field_is_found_in_its_row(column: str, value: object) -> None:
    sql(f"UPDATE audit_entry SET {column} = %s WHERE seq = 4", value)
    report = verify()
    assert faults(report) == [("changed", chain(), 4)]
    assert report.faults[0].entry_id == Entry.objects.values_list("pk", flat=True).get(seq=4)
    assert "baris 4" in report.faults[0].sentence and "diubah" in report.faults[0].sentence


@pytest.mark.sqlite_only
@pytest.mark.parametrize(("column", "value"), [("facts", "no json"), ("at", "no time"), ("at", 7)])
def test_a_value_that_cannot_be_read_is_named_like_any_other_change(column: str, value: object) -> None:
    sql("PRAGMA ignore_check_constraints = ON")
    sql(f"UPDATE audit_entry SET {column} = %s WHERE seq = 4", value)
    sql("PRAGMA ignore_check_constraints = OFF")
    assert faults(verify()) == [("changed", chain(), 4)]


TAMPERING: dict[str, tuple[Callable[[], object], tuple[str, int]]] = {
    "previous hash": (lambda: sql("UPDATE audit_entry SET prev_hash = hash WHERE seq = 4"), ("not_following", 4)),
    "middle deleted": (lambda: sql("DELETE FROM audit_entry WHERE seq IN (4, 5)"), ("missing", 6)),
    "start deleted": (lambda: sql("DELETE FROM audit_entry WHERE seq = 1"), ("missing", 2)),
    "tail deleted": (lambda: sql("DELETE FROM audit_entry WHERE seq > 8"), ("tail_cut", 8)),
    "everything deleted": (lambda: sql("DELETE FROM audit_entry"), ("tail_cut", 0)),
    "head moved back": (lambda: sql("UPDATE audit_chain SET last_seq = 8 WHERE last_seq = 10"), ("head_differs", 8)),
    "head forged": (
        lambda: sql("UPDATE audit_chain SET last_hash = %s WHERE last_seq = 10", b"x" * 32),
        ("head_differs", 10),
    ),
    "head emptied": (
        lambda: sql("UPDATE audit_chain SET last_seq = 0, last_hash = %s WHERE last_seq = 10", bytes(32)),
        ("head_differs", 10),
    ),
}


@pytest.mark.parametrize("how", TAMPERING)
def test_rows_that_are_gone_moved_or_added_are_named(how: str) -> None:
    spoil, (code, seq) = TAMPERING[how]
    number = chain()
    spoil()
    assert faults(verify()) == [(code, number, seq)]


def test_two_rows_that_changed_places_are_found() -> None:
    sql("UPDATE audit_entry SET seq = 100 WHERE seq = 4")
    sql("UPDATE audit_entry SET seq = 4 WHERE seq = 5")
    sql("UPDATE audit_entry SET seq = 5 WHERE seq = 100")
    assert faults(verify()) == [("not_following", chain(), 4)]


def test_each_chain_is_told_apart() -> None:
    """A second chain, made by hand, is spoilt; the first stays sound."""
    other = Chain.objects.create()
    sql("UPDATE audit_entry SET chain_id = %s, seq = seq - 8 WHERE seq > 8", other.pk)
    assert [fault[:2] for fault in faults(verify())] == [("tail_cut", chain()), ("not_following", other.pk)]


def test_a_forger_who_rewrites_everything_is_seen_by_the_checkpoint_alone() -> None:
    sql("UPDATE audit_entry SET actor = 'user:2' WHERE seq = 4")
    rewrite_from(4)
    assert verify().ok
    sql("UPDATE audit_entry SET actor = 'user:1' WHERE seq = 4")
    rewrite_from(4)
    seal_checkpoint(by="cli")
    sql("UPDATE audit_entry SET actor = 'user:2' WHERE seq = 4")
    rewrite_from(4)
    assert faults(verify()) == [("past_rewritten", chain(), 10)]


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A checkpoint outside the database; the one inside is gone, as a forger would have it."""
    path = tmp_path / "checkpoint.json"
    write_checkpoint(Sealed.of(seal_checkpoint(by="cli")), path)
    sql("DELETE FROM audit_checkpoint")
    return path


def test_a_tail_cut_with_its_head_rewritten_is_seen_by_the_kept_file_alone(kept: Path) -> None:
    sql("DELETE FROM audit_entry WHERE seq > 8")
    rewrite_from(8)
    assert verify().ok
    assert faults(verify(checkpoint=read_checkpoint(kept))) == [("cut_since_checkpoint", chain(), 8)]
    assert main(["verify"]) == 0 and main(["verify", "--checkpoint", str(kept)]) == 1


def test_a_whole_chain_that_is_gone_is_seen_by_the_kept_file(kept: Path) -> None:
    number = chain()
    sql("DELETE FROM audit_entry")
    sql("DELETE FROM audit_chain")
    assert verify().ok
    assert faults(verify(checkpoint=read_checkpoint(kept))) == [("cut_since_checkpoint", number, 0)]


def test_entries_whose_chain_was_deleted_are_told() -> None:
    number = chain()
    sql("UPDATE audit_chain SET id = 1000 WHERE id = %s", number)
    assert faults(verify()) == [("without_chain", number, 1), ("tail_cut", 1000, 0)]
    sql("UPDATE audit_chain SET id = %s WHERE id = 1000", number)


def test_a_trail_that_went_on_agrees_with_its_older_checkpoint(kept: Path) -> None:
    record("cli", "later", None)
    report = verify(checkpoint=read_checkpoint(kept))
    assert report.ok and report.entries == 12 and len(report.checkpoints) == 1


def test_a_forged_checkpoint_is_not_believed(kept: Path) -> None:
    content = json.loads(kept.read_text())
    content["heads"][str(chain())][0] = 8
    kept.write_text(json.dumps(content))
    report = verify(checkpoint=read_checkpoint(kept))
    assert not report.ok and report.checkpoints == () and len(report.forged) == 1


def test_a_checkpoint_signed_with_another_key_is_not_believed(kept: Path, settings: Any) -> None:
    own, other = (new_key("x").partition(":")[2] for _ in range(2))
    settings.BALAI_SIGNING_KEY = own
    foreign = Sealed.of(seal_checkpoint(by="cli"))
    settings.BALAI_SIGNING_KEY = other
    assert not verify(checkpoint=foreign).ok
    settings.BALAI_SIGNING_KEY = f"{other},{own}"
    assert verify(checkpoint=foreign).ok


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"format": "x"}', "é", '{"format": "balai-audit-checkpoint/1"}'])
def test_a_file_that_is_no_checkpoint_is_refused_with_a_sentence(tmp_path: Path, content: str) -> None:
    path = tmp_path / "other.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(NoCheckpoint, match="bukan titik periksa"):
        read_checkpoint(path)
    assert main(["verify", "--checkpoint", str(path)]) == 2
    assert main(["verify", "--checkpoint", str(tmp_path / "none")]) == 2


def test_a_broken_trail_is_not_sealed_over() -> None:
    seal_checkpoint(by="cli")
    sql("DELETE FROM audit_entry WHERE seq > 9")
    rewrite_from(9)
    with pytest.raises(Refused) as refused:
        seal_checkpoint(by="cli")
    assert refused.value.code == "audit_broken" and Checkpoint.objects.count() == 1


def test_sealing_is_recorded_and_the_file_says_the_same_as_the_row(tmp_path: Path) -> None:
    sealed = Sealed.of(seal_checkpoint(by="user:9"))
    write_checkpoint(sealed, tmp_path / "c.json")
    assert read_checkpoint(tmp_path / "c.json") == sealed == newest_checkpoint()
    assert Entry.objects.order_by("seq").last().verb == "seal_checkpoint"  # type: ignore[union-attr]
    assert sealed.heads[chain()][0] == 10


def test_the_commands_speak_and_answer_with_a_status(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["verify"]) == 0
    assert "Belum ada titik periksa" in capsys.readouterr().out
    assert main(["seal", str(tmp_path / "c.json")]) == 0
    assert "sidik" in capsys.readouterr().out
    assert main(["verify", "--checkpoint", str(tmp_path / "c.json")]) == 0
    assert "utuh: 11 catatan" in capsys.readouterr().out
    sql("UPDATE audit_entry SET verb = 'two' WHERE seq = 4")
    assert main([]) == 1
    assert "baris 4" in capsys.readouterr().out
    assert main(["mend"]) == 2


def test_pages_join_without_a_seam(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("balai.audit.walk.PAGE", 3)
    watched: list[int] = []
    assert verify(progress=watched.append).ok and watched == [3, 6, 9, 10]
    sql("UPDATE audit_entry SET verb = 'two' WHERE seq = 7")
    assert faults(verify()) == [("changed", chain(), 7)]


@pytest.mark.parametrize("page", [3, 4, 5_000])
def test_a_number_used_twice_is_found_also_across_pages(monkeypatch: pytest.MonkeyPatch, page: int) -> None:
    """Only a database whose constraint was taken away can hold this."""
    monkeypatch.setattr("balai.audit.walk.PAGE", page)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE audit_entry DROP CONSTRAINT audit_entry_place_in_chain")
        else:
            cursor.execute("CREATE TABLE copied AS SELECT * FROM audit_entry")
            cursor.execute("DROP TABLE audit_entry")
            cursor.execute("ALTER TABLE copied RENAME TO audit_entry")
    columns = "chain_id, seq, at, actor, verb, subject_type, subject_id, facts, prev_hash, hash"
    sql(f"INSERT INTO audit_entry (id, {columns}) SELECT id + 1000, {columns} FROM audit_entry WHERE seq = 4")
    assert faults(verify()) == [("doubled", chain(), 4)]
