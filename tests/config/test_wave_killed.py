"""Kill -9 while a group of applications is written: nothing that was told is lost, and the count finds whoever tells too early."""

import asyncio
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from balai.admissions.models import Application
from balai.admissions.rules.claims import Claim
from balai.api.wave import Said, Wave
from balai.audit.verify import verify
from balai.config.bench.wave_ground import count
from balai.planning.models import Batch
from tests.admissions.rows import claim, open_class
from tests.config.test_import_killed import Steps
from tests.support.office import Office, killed_during

pytestmark = [pytest.mark.data, pytest.mark.long]
NIKS = [f"99010145069000{n:02}" for n in range(1, 6)]


def a_class() -> Batch:
    now = timezone.now()
    return open_class(opens_at=now - timedelta(days=1), closes_at=now + timedelta(days=1))


class Writing(Wave):
    """Tells into a file, at once: what stands there is what a client has read."""

    def __init__(self, file: Path) -> None:
        super().__init__(asyncio.new_event_loop())
        self.file = file

    def tell(self, group: Any, said: Sequence[Said]) -> None:
        with self.file.open("a") as told:
            told.writelines(
                f"{claim_.key} {getattr(one, 'code', '-')}\n" for (claim_, _done), one in zip(group, said, strict=True)
            )
            told.flush()
            os.fsync(told.fileno())


class Hasty(Writing):
    """The planted fault: told before the commit."""

    def serve(self, group: Any) -> None:
        with transaction.atomic():
            super().serve(group)


class Silent(Writing):
    """Dies between the commit and the answer."""

    def tell(self, group: Any, said: Sequence[Said]) -> None:
        os.kill(os.getpid(), signal.SIGKILL)


@pytest.fixture
def office(unfilled: Office, tmp_path: Path) -> Iterator[Office]:
    copy = unfilled.copied_to(tmp_path)
    yield copy
    copy.drop()


def _group(batch: int) -> list[tuple[Claim, Callable[[Said], None]]]:
    return [(claim(Batch(pk=batch), key=f"k{n}", nik=NIKS[n], phone=""), lambda _said: None) for n in range(5)]


def _serve_and_die(office: Office, made: Writing, batch: int, at: int) -> None:
    with office.opened() as db:
        if at:
            Steps(db, kill_at=at)
        made.serve(_group(batch))


def _steps(office: Office, tmp_path: Path, made: Writing, batch: int) -> int:
    tried = office.copied_to(_fresh(tmp_path / f"tried-{type(made).__name__}"))
    with tried.opened() as db:
        steps = Steps(db)
        made.serve(_group(batch))
    tried.drop()
    made.file.unlink()
    return steps.taken


def _fresh(folder: Path) -> Path:
    folder.mkdir()
    return folder


@pytest.mark.parametrize(("kind", "lost"), [(Writing, 0), (Hasty, 5)])
def test_killed_before_the_commit_nothing_told_is_lost_and_the_drill_sees_who_tells_too_early(
    kind: type[Writing], lost: int, office: Office, tmp_path: Path
) -> None:
    made = kind(tmp_path / "told")
    with office.opened():
        batch = a_class().pk
    before_commit = (
        _steps(office, tmp_path, kind(tmp_path / "told"), batch) - 1
    )  # a wave of its own: one that served keeps classes
    assert killed_during(lambda: _serve_and_die(office, made, batch, before_commit))
    made.file.touch()
    with office.opened():
        found = count(str(made.file))
        assert (found["rows"], found["lost"], found["doubled"]) == (0, lost, 0)
        again = Writing(tmp_path / "again")
        again.serve(_group(batch))
        found = count(str(again.file))
        assert (found["rows"], found["lost"], found["without_audit"]) == (5, 0, 0) and verify().ok


def test_killed_between_the_commit_and_the_answer_the_same_key_answers_the_stored_code(
    office: Office, tmp_path: Path
) -> None:
    with office.opened():
        batch = a_class().pk
    assert killed_during(lambda: _serve_and_die(office, Silent(tmp_path / "told"), batch, 0))
    with office.opened():
        stored = set(Application.objects.values_list("code", flat=True))
        again = Writing(tmp_path / "again")
        again.serve(_group(batch))
        told = {line.split()[1] for line in again.file.read_text().splitlines()}
        assert told == stored and len(stored) == 5
        found = count(str(again.file))
        assert (found["rows"], found["lost"], found["audited_twice"]) == (5, 0, 0)
