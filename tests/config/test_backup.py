"""The restore drill: what comes back is what was kept, and what cannot be trusted changes nothing."""

import collections
import itertools
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.management import call_command

from balai.config.backup import restore_postgresql
from balai.config.backup.restore import restore
from balai.config.backup.verify import Contents
from balai.config.backup.write import backup, partial
from balai.kernel.refusal import Refused
from tests.config.conftest import quiet
from tests.support.office import Office, backup_key, digests, embedded_default

pytestmark = [pytest.mark.data, pytest.mark.long]


def put_back(path: Path, office: Office, *, key: bytes | None = None, replace: bool = False) -> Contents:
    with office.opened() as target:
        return restore(
            path, key=key or backup_key(), target=target, media=office.media, replace=replace, progress=quiet
        )


def refusal(path: Path, office: Office, *, key: bytes | None = None, replace: bool = True) -> str:
    with pytest.raises(Refused) as refused:
        put_back(path, office, key=key, replace=replace)
    return refused.value.code


@contextmanager
def untouched(office: Office) -> Iterator[None]:
    """The office is afterwards as it was, rows and bytes."""
    before, bytes_before = office.state(), digests(office.media.parent)
    yield
    assert digests(office.media.parent) == bytes_before
    assert office.state() == before


def test_an_empty_computer_becomes_the_office_that_was_kept(first: Office, archive: Path, bare: Office) -> None:
    contents = put_back(archive, bare)

    assert bare.state() == first.state()
    assert contents.rows["notifications_message"] == 2499
    assert set(contents.file_digests) == {"ab/besar.bin", "kosong"}


def test_replacing_keeps_the_old_files_beside_the_new(first: Office, archive: Path, occupied: Office) -> None:
    put_back(archive, occupied, replace=True)

    assert occupied.state() == first.state()
    assert (occupied.media.parent / "files.before-restore" / "milik-lain").read_bytes() == b"milik kantor lain"


def test_new_rows_after_a_restore_get_numbers_never_used_before(archive: Path, occupied: Office) -> None:
    from balai.notifications.models import Message

    put_back(archive, occupied, replace=True)

    with occupied.opened():
        assert Message.objects.create(kind="uji", channel="sms", address="+62", body="baru").pk == 2501


def test_the_audit_trail_is_whole_and_guarded_after_a_restore(archive: Path, occupied: Office) -> None:
    from balai.audit.verify import verify

    put_back(archive, occupied, replace=True)

    with occupied.opened():
        report = verify()
    assert report.entries > 0
    assert list(report.checkpoints) != []
    assert report.ok
    assert report.guarded


def test_an_office_with_rows_is_not_replaced_unasked(archive: Path, occupied: Office) -> None:
    with untouched(occupied):
        assert refusal(archive, occupied, replace=False) == "restore_not_empty"


def test_another_key_is_refused(archive: Path, occupied: Office) -> None:
    with untouched(occupied):
        assert refusal(archive, occupied, key=b"x" * 32) == "backup_wrong_key"


def test_a_cut_or_flipped_archive_is_refused(archive: Path, occupied: Office, tmp_path: Path) -> None:
    whole = archive.read_bytes()
    length = len(whole)
    damaged = [whole[: length * share // 10_000] for share in (0, 1, 100, 5000, 9000, 9999)] + [whole[:-1]]
    for at in range(3, length, length // 12):
        damaged.append(whole[:at] + bytes([whole[at] ^ 0x40]) + whole[at + 1 :])
    # Beside the office, not in it: its folder is compared byte by byte.
    bad = archive.with_name("rusak.balai")

    with untouched(occupied):
        for content in damaged:
            bad.write_bytes(content)
            assert refusal(bad, occupied) in ("backup_damaged", "backup_unknown")


def test_an_older_archive_is_restored_and_brought_up_to_date(first: Office, bare: Office, tmp_path: Path) -> None:
    older, path = first.copied_to(tmp_path), tmp_path / "lama.balai"
    with older.opened() as source:
        call_command("migrate", "sessions", "zero", verbosity=0)
        backup(path, key=backup_key(), source=source, media=older.media, progress=quiet)
    older.drop()

    put_back(path, bare)

    rows, expected = bare.state()[0], first.state()[0]
    assert rows["django_session"] == []
    assert rows["people_person"] == expected["people_person"]
    applied = {row[1:3] for row in rows["django_migrations"]}
    assert applied == {row[1:3] for row in expected["django_migrations"]}


def test_an_archive_from_a_newer_balai_is_refused(
    archive: Path, occupied: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.db.migrations.loader import MigrationLoader

    load = MigrationLoader.load_disk

    def without_one(loader: MigrationLoader) -> None:
        load(loader)
        del loader.disk_migrations["people", "0001_initial"]

    monkeypatch.setattr(MigrationLoader, "load_disk", without_one)
    monkeypatch.setattr(MigrationLoader, "build_graph", MigrationLoader.load_disk)

    with untouched(occupied):
        assert refusal(archive, occupied) == "backup_newer"


def test_a_database_in_use_is_not_replaced(archive: Path, occupied: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(restore_postgresql, "LEAVING", 0.2)
    with occupied.opened() as serving, serving.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM accounts_user")
        with pytest.raises(Refused) as refused, occupied.opened() as target:
            restore(archive, key=backup_key(), target=target, media=occupied.media, replace=True, progress=quiet)
    assert refused.value.code == "restore_in_use"


@pytest.mark.postgres_only
def test_a_session_that_is_just_ending_is_waited_for(occupied: Office) -> None:
    import psycopg

    leaving = psycopg.connect(os.environ["BALAI_DATABASE_URL"], dbname=occupied.database)
    end = threading.Timer(0.5, leaving.close)
    with occupied.opened() as target:
        end.start()
        restore_postgresql.check_alone(target)
    assert leaving.closed


def test_a_row_written_during_the_backup_is_in_it_whole_or_not_at_all(first: Office, tmp_path: Path) -> None:
    from balai.notifications.models import Message

    office = first.copied_to(tmp_path)
    path = tmp_path / "berjalan.balai"

    def meanwhile(_line: str) -> None:
        Message.objects.create(kind="sela", channel="sms", address="+62", body="ditulis selama pencadangan")

    try:
        with office.opened() as source:
            contents = backup(path, key=backup_key(), source=source, media=office.media, progress=meanwhile)
            written = Message.objects.filter(kind="sela").count()
        assert written > 0
        assert contents.rows["notifications_message"] == 2499
    finally:
        office.drop()


def test_a_backup_never_writes_over_a_file(first: Office, archive: Path) -> None:
    before = archive.read_bytes()
    with first.opened() as source, pytest.raises(Refused) as refused:
        backup(archive, key=backup_key(), source=source, media=first.media, progress=quiet)

    assert refused.value.code == "backup_exists"
    assert archive.read_bytes() == before
    assert not partial(archive).exists()


@pytest.mark.postgres_only
def test_an_office_moves_from_the_network_to_one_computer_and_back(
    first: Office, archive: Path, occupied: Office, tmp_path: Path
) -> None:
    from balai.audit.verify import verify

    path, media = tmp_path / "satu-komputer.balai", tmp_path / "satu-komputer"
    with embedded_default(tmp_path / "satu-komputer.sqlite3") as computer:
        restore(archive, key=backup_key(), target=computer, media=media, replace=False, progress=quiet)
        assert verify().ok
        backup(path, key=backup_key(), source=computer, media=media, progress=quiet)

    put_back(path, occupied, replace=True)

    assert occupied.state() == first.state()


def test_a_backup_under_load_is_one_moment(first: Office, vacant: Office, tmp_path: Path) -> None:
    """Imports and applications write several rows in one transaction: a backup holds all of each or none of it."""
    from django.db import transaction

    from balai.notifications.models import Message

    office = first.copied_to(tmp_path)
    path = tmp_path / "beban.balai"
    begun, ended = threading.Barrier(3, timeout=60), threading.Event()
    written: list[int] = []

    def write(number: int) -> None:
        with office.opened():
            for turn in itertools.count():
                with transaction.atomic():
                    for body in "abc":
                        Message.objects.create(kind=f"muatan-{number}-{turn}", channel="sms", address="+62", body=body)
                if turn == 0:
                    begun.wait()
                if ended.is_set():
                    break
            written.append(turn + 1)

    writers = [threading.Thread(target=write, args=(number,), daemon=True) for number in range(2)]
    try:
        for writer in writers:
            writer.start()
        begun.wait()
        with office.opened() as source:
            backup(path, key=backup_key(), source=source, media=office.media, progress=quiet)
        ended.set()
        for writer in writers:
            writer.join(60)
        put_back(path, vacant)
        with vacant.opened():
            kinds = Message.objects.filter(kind__startswith="muatan").values_list("kind", flat=True)
            counted = collections.Counter(kinds)
    finally:
        ended.set()
        office.drop()
    assert len(written) == 2, "both wrote to the end"
    assert set(counted.values()) == {3}, "every transaction whole"
    assert 2 <= len(counted) <= sum(written)
