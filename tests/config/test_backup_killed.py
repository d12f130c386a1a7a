"""Kill -9 at every step: a backup has its name only when it is whole; a restore leaves all old or all new."""

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from balai.config.backup import swap, write
from balai.config.backup.restore import restore
from balai.config.backup.swap import Move, finish_interrupted_restore, fresh_beside, journal_of, write_journal
from balai.config.backup.write import backup
from tests.config.conftest import quiet
from tests.support.office import Office, backup_key, digests, killed_during

pytestmark = pytest.mark.long
STEPS = ("rename", "replace", "link", "unlink", "open")


class KilledAt:
    """Stands for the module `os` inside `swap`; kills the process before the step of that number."""

    def __init__(self, step: int) -> None:
        self.left = step

    def __getattr__(self, name: str) -> Any:
        found = getattr(os, name)
        if name not in STEPS:
            return found

        def counted(*arguments: Any) -> Any:
            self.left -= 1
            if self.left == 0:
                die()
            return found(*arguments)

        return counted


def die(*_arguments: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def killing_backup(office: Office, path: Path, *, at_line: int) -> Callable[[], None]:
    told: list[str] = []

    def progress(line: str) -> None:
        told.append(line)
        if len(told) == at_line:
            die()

    def act() -> None:
        with office.opened() as source:
            backup(path, key=backup_key(), source=source, media=office.media, progress=progress)

    return act


@pytest.mark.data
def test_a_killed_backup_has_no_file_of_that_name_and_the_next_one_succeeds(first: Office, tmp_path: Path) -> None:
    path = tmp_path / "kantor.balai"
    for line in (1, 4, 8):
        assert killed_during(killing_backup(first, path, at_line=line))
        assert not path.exists()
    with first.opened() as source:
        backup(path, key=backup_key(), source=source, media=first.media, progress=quiet)
    assert [place.name for place in tmp_path.iterdir()] == ["kantor.balai"]


def test_a_backup_killed_just_before_it_is_named_has_no_file_of_that_name(tmp_path: Path) -> None:
    path = tmp_path / "kantor.balai"

    def act() -> None:
        with write.unfinished(path) as stream:
            stream.write(b"hampir selesai")
            die()

    assert killed_during(act)
    assert not path.exists()


def prepared(folder: Path) -> tuple[Path, list[Move]]:
    media, database = folder / "files", folder / "balai.sqlite3"
    for place in (media, fresh_beside(media)):
        place.mkdir(parents=True)
    for place, content in ((media, "lama"), (fresh_beside(media), "baru")):
        (place / "isi").write_text(content)
    for place, content in ((database, "lama"), (fresh_beside(database), "baru")):
        place.write_text(content)
    return media, [Move(fresh_beside(database), database), Move(fresh_beside(media), media)]


def test_a_swap_killed_before_any_of_its_steps_ends_all_old_or_all_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = set()
    for step in range(1, 40):
        media, moves = prepared(tmp_path / str(step))

        def act(step: int = step, media: Path = media, moves: list[Move] = moves) -> None:
            monkeypatch.setattr(swap, "os", KilledAt(step))
            write_journal(media, moves)
            finish_interrupted_restore(media, connection=connections["default"])

        killed = killed_during(act)
        finish_interrupted_restore(media, connection=connections["default"])
        now = ((media.parent / "balai.sqlite3").read_text(), (media / "isi").read_text())
        assert now in {("lama", "lama"), ("baru", "baru")}
        if now[0] == "baru":
            kept = media.parent
            assert (kept / "balai.sqlite3.before-restore").read_text() == "lama"
            assert (kept / "files.before-restore" / "isi").read_text() == "lama"
        assert not journal_of(media).exists()
        seen.add(now[0])
        if not killed:
            break
    assert not killed
    assert seen == {"lama", "baru"}


def killing_restore(archive: Path, office: Office, where: str, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """`where`: while rows go in, before the commit, after the commit, or not at all."""
    commit = BaseDatabaseWrapper._commit  # type: ignore[attr-defined]

    def die_around_commit(connection: BaseDatabaseWrapper) -> None:
        if where == "after" and journal_of(office.media).exists():
            commit(connection)
        if where == "before" or journal_of(office.media).exists():
            die()
        commit(connection)

    def progress(line: str) -> None:
        if where == "loading" and "notifications_message" in line:
            die()

    def act() -> None:
        if where in ("before", "after"):
            monkeypatch.setattr(BaseDatabaseWrapper, "_commit", die_around_commit)
        with office.opened() as target:
            restore(archive, key=backup_key(), target=target, media=office.media, replace=True, progress=progress)

    return act


def after_next_start(office: Office) -> Any:
    with office.opened() as connection:
        finish_interrupted_restore(office.media, connection=connection)
    return office.state()


@pytest.mark.data
@pytest.mark.parametrize("where", ["loading", "before"])
def test_a_restore_killed_before_its_end_leaves_the_old_office(
    archive: Path, occupied: Office, second: Office, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    assert killed_during(killing_restore(archive, occupied, where, monkeypatch))
    assert after_next_start(occupied) == second.state()


@pytest.mark.data
@pytest.mark.postgres_only
def test_a_restore_killed_after_its_commit_is_completed_at_the_next_start(
    archive: Path, occupied: Office, first: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert killed_during(killing_restore(archive, occupied, "after", monkeypatch))
    assert digests(occupied.media) != digests(first.media)
    assert after_next_start(occupied) == first.state()


@pytest.mark.data
def test_a_restore_may_be_repeated_after_a_kill(
    archive: Path, occupied: Office, first: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert killed_during(killing_restore(archive, occupied, "loading", monkeypatch))
    with occupied.opened() as target:
        restore(archive, key=backup_key(), target=target, media=occupied.media, replace=True, progress=quiet)
    assert occupied.state() == first.state()
