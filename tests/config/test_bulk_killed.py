"""Kill -9 in the middle of an act over many classes of several centres: every class is done once, with its audit entries."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from balai.audit.verify import verify
from balai.training.actions.bulk import go_on_with_all
from balai.training.enums import BulkItemState, BulkState
from balai.training.models import BulkRun
from tests.config.test_import_killed import Steps, fresh
from tests.support.bulk_drill import ACTS, Scene, amounts, drill, expected, scene
from tests.support.office import Office, killed_during

pytestmark = [pytest.mark.data, pytest.mark.long]
PEOPLE = 50


@pytest.fixture(scope="module")
def filled(unfilled: Office, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Office, Scene]]:
    office = unfilled.copied_to(tmp_path_factory.mktemp("kelas"))
    with office.opened():
        made = scene(PEOPLE, size=5, centres=3)
    yield office, made
    office.drop()


def _work_and_die(office: Office, at: int) -> None:
    """In the middle of a class."""
    with office.opened() as connection:
        Steps(connection, kill_at=at)
        go_on_with_all(timezone.now())


def _work_and_die_after_commits(office: Office, number: int) -> None:
    """Between two classes; a tick that is not in the transaction of its class is lost here."""
    with office.opened() as connection:
        commit, done = connection._commit, []

        def committed() -> None:
            commit()
            done.append(1)
            if len(done) == number:
                os.kill(os.getpid(), signal.SIGKILL)

        connection._commit = committed  # type: ignore[method-assign]
        go_on_with_all(timezone.now())


def test_a_worker_killed_anywhere_in_any_act_leaves_each_class_done_once_or_waiting(
    filled: tuple[Office, Scene], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty, made = filled
    monkeypatch.setattr(settings, "BALAI_FILES", tmp_path)
    office = empty.copied_to(fresh(tmp_path / "semua"))
    halfway = 0
    for kind in ACTS:
        with office.opened():
            run = made.start(kind)
        tried = office.copied_to(fresh(tmp_path / f"coba-{kind.value}"))
        with tried.opened() as connection:
            steps = Steps(connection)
            go_on_with_all(timezone.now())
            undisturbed, taken = amounts(), steps.taken
        tried.drop()
        deaths = (
            lambda at=taken // 3: _work_and_die(office, at),
            lambda: _work_and_die_after_commits(office, 3),
            lambda: _work_and_die_after_commits(office, 2),
        )
        for death in deaths:  # each from where the last one stopped
            assert killed_during(death), kind  # type: ignore[arg-type]
            with office.opened():
                waiting = run.items.filter(state=BulkItemState.WAITING).count()
                halfway += 0 < waiting < len(made.classes)
                assert verify().ok
        with office.opened():
            go_on_with_all(timezone.now())
            assert BulkRun.objects.get(pk=run.pk).state == BulkState.DONE, kind
            assert not run.items.exclude(state=BulkItemState.DONE).exists(), kind
            assert amounts() == undisturbed, kind
    with office.opened():
        told, wanted = amounts(), expected(PEOPLE)
        assert {name: told[name] for name in wanted} == wanted and verify().ok
    assert halfway == 3 * len(ACTS)
    office.drop()


def test_a_real_worker_killed_twice_and_started_again_finishes_once(
    filled: tuple[Office, Scene], tmp_path: Path
) -> None:
    empty, made = filled
    office = empty.copied_to(fresh(tmp_path / "pekerja"))
    with office.opened():
        for kind in ACTS[:3]:
            run = made.start(kind)
            killed_at = drill(office, run, kills=2)
            assert len(killed_at) == 2 and killed_at[0] < len(made.classes), kind
            assert run.items.filter(state=BulkItemState.DONE).count() == len(made.classes), kind
        told = amounts()
        assert told["admissions.select"] == PEOPLE
        assert (told["training.bulk_decide"], told["training.enrol"], told["Enrolment"]) == (PEOPLE,) * 3
        assert verify().ok
    office.drop()
