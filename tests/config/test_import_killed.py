"""Kill -9 in the middle of an import: all of it or nothing, the audit trail whole, the same file again finishes it once."""

import hashlib
import io
import json
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone

from balai.audit.models import Entry
from balai.audit.verify import verify
from balai.config.import_work import import_next
from balai.config.importing import main
from balai.imports.actions.files import drop_leftovers, keep_file
from balai.imports.actions.queue import LEASE, queue_run
from balai.imports.actions.run import begin_run, match_columns_of
from balai.imports.enums import ImportKind, RunState
from balai.imports.models import ImportRun
from balai.institutions.desks import actor_for
from balai.people.models import Person
from tests import factories
from tests.collaboration.workbooks import small, xlsx_bytes
from tests.support.office import Office, killed_during

pytestmark = [pytest.mark.data, pytest.mark.long]
OF_EVERY_RUN = ("imports_", "audit_", "django_", "sqlite_")
PEOPLE = "NIK;Nama;Tanggal Lahir;No HP\n" + "".join(
    f"{'' if n % 3 else f'99010105069{n:05}'};Orang {'abcdefghij'[n % 10]}{'klmnopqrst'[n // 10 % 10]}{'uvwxyz'[n // 100]};"
    f"05-06-199{n % 10};08123456{n:04}\n"
    for n in range(300)
)
BODIES = "Nama LPK;Jenis;Alamat;Kab/Kota\n" + "".join(
    f"LPK {'ABCDEFGH'[n % 8] * 4} {n};LPK;Jl. {n};Kab. Contoh\n" for n in range(60)
)


class Steps:
    """Counts what is asked of the database; kills the process before the step of that number. 0: only counts."""

    def __init__(self, connection: BaseDatabaseWrapper, kill_at: int = 0) -> None:
        self.taken, self.kill_at = 0, kill_at
        commit = connection._commit

        def committed() -> None:
            self.take()
            commit()
            self.take()

        connection._commit = committed  # type: ignore[method-assign]
        connection.execute_wrappers.append(self)

    def __call__(self, execute: Callable[..., Any], *said: Any) -> Any:
        self.take()
        return execute(*said)

    def take(self) -> None:
        self.taken += 1
        if self.taken == self.kill_at:
            os.kill(os.getpid(), signal.SIGKILL)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("daftar")
    found = {"people": folder / "orang.csv", "institutions": folder / "lembaga.csv", "case": folder / "kasus.xlsx"}
    found["people"].write_text(PEOPLE)
    found["institutions"].write_text(BODIES)
    found["case"].write_bytes(xlsx_bytes(small()))
    return found


@pytest.fixture(scope="module")
def land(unfilled: Office, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office in whose regency the lists are at home."""
    office = unfilled.copied_to(tmp_path_factory.mktemp("land"))
    with office.opened():
        home = factories.regency("Contoh")
        factories.desk(factories.institution("Dinas Contoh", kind="labour_office", region=home), "labour_officer")
    yield office
    office.drop()


@pytest.fixture
def here(land: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    office = land.copied_to(tmp_path)
    monkeypatch.setattr(settings, "BALAI_FILES", office.media)
    yield office
    office.drop()


def fresh(folder: Path) -> Path:
    folder.mkdir()
    return folder


def brought(kind: str, path: Path) -> dict[str, Any]:
    told = io.StringIO()
    with redirect_stdout(told):
        assert main([kind, str(path), "--format", "json"]) == 0
    answer: dict[str, Any] = json.loads(told.getvalue())
    return answer


def amounts(connection: BaseDatabaseWrapper) -> dict[str, int]:
    with connection.cursor() as cursor:
        tables = [t for t in connection.introspection.table_names(cursor) if not t.startswith(OF_EVERY_RUN)]
        return {table: _amount(cursor, table) for table in sorted(tables)}


def _amount(cursor: Any, table: str) -> int:
    cursor.execute(f'SELECT count(*) FROM "{table}"')
    return int(cursor.fetchone()[0])


def places(steps: int) -> list[int]:
    """The beginning, the middle, just before the commit, just after it."""
    return sorted({1, steps // 3, steps * 2 // 3, steps - 2, steps - 1, steps})


@pytest.mark.parametrize("kind", ["people", "institutions", "case"])
def test_an_import_killed_anywhere_is_all_or_nothing_and_finishes_once(
    kind: str, land: Office, files: dict[str, Path], tmp_path: Path
) -> None:
    whole = land.copied_to(fresh(tmp_path / "whole"))
    with whole.opened() as connection:
        before = amounts(connection)
        steps = Steps(connection)
        answer = brought(kind, files[kind])
        taken, after = steps.taken, amounts(connection)
    whole.drop()
    assert before != after and sum(answer["accepted"].values()) and not answer["refused"]
    outcomes = set()
    for at in places(taken):
        office = land.copied_to(fresh(tmp_path / f"at{at}"))
        assert killed_during(lambda office=office, at=at: _bring_and_die(office, kind, files[kind], at)), at  # type: ignore[misc]
        with office.opened() as connection:
            found = amounts(connection)
            assert found in (before, after), at
            outcomes.add(found == after)
            assert verify().ok
            again = brought(kind, files[kind])
            assert (again["accepted"], again["refused"], again["asked"]) == (answer["accepted"], {}, {})
            assert amounts(connection) == after and verify().ok
            assert not brought(kind, files[kind])["changed"] and amounts(connection) == after
        office.drop()
    assert outcomes == {True, False}


def _bring_and_die(office: Office, kind: str, path: Path, at: int) -> None:
    with office.opened() as connection:
        Steps(connection, kill_at=at)
        brought(kind, path)


def queued() -> ImportRun:
    desk = factories.Membership.objects.select_related("user").get()
    by, now = actor_for(desk.user, timezone.localdate()), timezone.now()
    run = begin_run(
        by=by, kind=ImportKind.PEOPLE, file_name="orang.csv", file_sha256=hashlib.sha256(PEOPLE.encode()).hexdigest(),
        institution_id=desk.institution_id, now=now, rows_total=300,
    )  # fmt: skip
    keep_file(run, PEOPLE.encode())
    columns = {"nik": "NIK", "full_name": "Nama", "birth_date": "Tanggal Lahir", "phone": "No HP"}
    match_columns_of(by=by, run_id=run.pk, mapping=columns)
    return queue_run(by=by, run_id=run.pk, now=now)


def _work_and_die(office: Office, at: int) -> None:
    with office.opened() as connection:
        Steps(connection, kill_at=at)
        import_next()


@pytest.mark.parametrize("part", [0.1, 0.5, 0.8, 0.95, 1])
def test_a_killed_worker_s_import_is_taken_up_again_and_finishes_once(
    here: Office, part: float, tmp_path: Path
) -> None:
    with here.opened() as connection:
        run = queued()
    tried = here.copied_to(fresh(tmp_path / "tried"))
    with tried.opened() as connection:
        steps = Steps(connection)
        assert import_next()
    keep_file(run, PEOPLE.encode())
    tried.drop()
    assert killed_during(lambda: _work_and_die(here, max(2, int(steps.taken * part))))
    with here.opened() as connection:
        run.refresh_from_db()
        assert Person.objects.count() == (300 if run.state == RunState.SAVED else 0)
        assert run.state != RunState.RUNNING or not import_next(), "its lease is not over"
        ImportRun.objects.filter(state=RunState.RUNNING).update(beat_at=timezone.now() - LEASE * 2)
        assert import_next() is (run.state != RunState.SAVED)
        run.refresh_from_db()
        assert (run.state, run.accepted, run.changed, Person.objects.count()) == (RunState.SAVED, 300, 300, 300)
        assert Entry.objects.filter(verb="imports.save").count() == 1 and verify().ok
        drop_leftovers(timezone.now())
        assert not list((here.media / "imports").glob("*.sealed"))
