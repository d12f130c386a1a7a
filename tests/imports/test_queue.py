"""Large files in the queue: once, whatever clicks, dies or comes back; a failed one says why and can be started again."""

import threading
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from balai.access.actor import CLI, WORKER
from balai.access.roles import Role
from balai.audit.models import Entry
from balai.config import import_work
from balai.config.import_work import import_next
from balai.imports.actions import files, queue
from balai.imports.actions.files import drop_file, drop_leftovers, keep_file
from balai.imports.actions.queue import LEASE, MOST_ATTEMPTS, fail_run, queue_run, show_life, take_run
from balai.imports.actions.run import Counts, abandon_run, begin_run, finish_run
from balai.imports.enums import ImportKind, RunState
from balai.imports.models import ImportRow, ImportRun
from balai.institutions.models import Institution, Membership
from balai.kernel.progress import listening
from balai.kernel.refusal import Refused
from balai.kernel.worker import say_worker_lives
from balai.people.actions.import_people import import_people
from balai.people.models import Person
from balai.web import import_runs
from tests import factories
from tests.institutions.test_import_list import a_list, row, village  # noqa: F401 a fixture
from tests.people.test_pages import LIST, Office, upload

pytestmark = [pytest.mark.data, pytest.mark.django_db]


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Any) -> datetime:
    """Files of two rows are large, and a worker is there."""
    settings.BALAI_SECOND_FACTOR, settings.BALAI_FILES = False, tmp_path
    monkeypatch.setattr(import_runs, "LARGE", 1)
    cache.clear()
    say_worker_lives(timezone.now())
    return timezone.now()


def queued(now: datetime) -> ImportRun:
    run = begin_run(by=CLI, kind=ImportKind.PEOPLE, file_name="a.csv", file_sha256="0", institution_id=None, now=now)
    return queue_run(by=CLI, run_id=run.pk, now=now)


def again(run: ImportRun) -> ImportRun:
    run.refresh_from_db()
    return run


def test_a_run_is_taken_once_and_again_when_its_worker_is_silent(now: datetime) -> None:
    queued(now)
    first = take_run(now=now)
    assert first is not None and take_run(now=now + LEASE / 2) is None
    assert show_life(first, read=5, written=0, now=now + LEASE)
    assert take_run(now=now + LEASE * 1.5) is None
    second = take_run(now=now + LEASE * 3)
    assert second is not None and second.pk == first.pk and second.attempts == 2
    assert not show_life(first, read=9, written=9, now=now)
    fail_run(by=WORKER, run=first, sentence="late")
    assert again(first).state == RunState.RUNNING


def test_of_two_workers_with_the_same_run_one_saves(now: datetime) -> None:
    run = queued(now)
    take_run(now=now), take_run(now=now + LEASE * 2)
    finish_run(by=WORKER, run_id=run.pk, counts=Counts(), now=now)
    with pytest.raises(Refused):
        finish_run(by=WORKER, run_id=run.pk, counts=Counts(), now=now)
    assert Entry.objects.filter(verb="imports.save").count() == 1


def test_a_run_that_ends_every_worker_fails_at_last_with_a_sentence(now: datetime) -> None:
    run = queued(now)
    for turn in range(MOST_ATTEMPTS):
        assert take_run(now=now + LEASE * 2 * turn) is not None
    assert take_run(now=now + LEASE * 20) is None
    assert again(run).state == RunState.FAILED and "Bagi berkasnya" in run.problem
    assert queue_run(by=CLI, run_id=run.pk, now=now).attempts == 0


def test_a_second_click_queues_nothing_and_a_waiting_run_can_be_abandoned(now: datetime) -> None:
    run = queued(now)
    with pytest.raises(Refused):
        queue_run(by=CLI, run_id=run.pk, now=now)
    abandon_run(by=CLI, run_id=run.pk)
    assert take_run(now=now) is None


def test_a_large_list_of_people_waits_runs_and_is_done(now: datetime) -> None:
    office = Office()
    page = upload(office, LIST).content.decode()
    run = ImportRun.objects.get()
    assert "Berkas ini besar: 2 baris" in page and run.rows_total == 2
    waiting = office.post("import_save", run.pk).content.decode()
    assert "Menunggu giliran" in waiting and 'http-equiv="refresh"' in waiting and 'hx-trigger="every 3s"' in waiting
    office.post("import_save", run.pk)
    assert Entry.objects.filter(verb="imports.queue").count() == 1 and not Person.objects.exists()
    assert import_next() and not import_next()
    assert Person.objects.get().registered_by_id == office.institution.pk
    assert Entry.objects.get(verb="people.import").actor == f"user:{office.user.pk}"
    done = office.client.get(reverse("people:import_run", args=[run.pk]), headers={"HX-Request": "true"})
    assert done["HX-Refresh"] == "true" and "tersimpan" in done.content.decode()
    assert (again(run).accepted, run.refused, run.state) == (1, 1, RunState.SAVED)
    assert not list(files._folder().glob("*.sealed"))


def test_how_far_it_is_stands_on_the_page(now: datetime) -> None:
    office = Office()
    upload(office, LIST)
    run = queue_run(by=CLI, run_id=ImportRun.objects.get().pk, now=now)
    ImportRun.objects.filter(pk=run.pk).update(rows_total=100_000)
    taken = take_run(now=now)
    assert taken is not None and show_life(taken, read=34_000, written=12_000, now=now)
    page = office.get("import_run", run.pk)
    assert "34.000 dari 100.000 baris dibaca" in page and "12.000 baris baru ditulis" in page


def test_a_verb_tells_how_far_it_is(now: datetime) -> None:
    told: dict[str, int] = {}
    with listening(told.__setitem__):
        import_people(by=CLI, content=LIST.encode(), file_name="a.csv", institution=None, now=now)
    assert told == {"read": 2, "written": 1}


def test_without_a_worker_the_page_does_it_itself(now: datetime) -> None:
    cache.clear()
    office = Office()
    upload(office, LIST)
    office.post("import_save", ImportRun.objects.get().pk)
    assert ImportRun.objects.get().state == RunState.SAVED and Person.objects.exists()


def failed(office: Office) -> ImportRun:
    run = ImportRun.objects.get()
    office.post("import_save", run.pk)
    assert import_next()
    assert again(run).state == RunState.FAILED and not Person.objects.exists()
    return run


def test_a_failed_run_says_why_and_can_be_started_again(now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    office = Office()
    upload(office, LIST)
    with monkeypatch.context() as broken:
        broken.setattr(import_work, "import_people", lambda **_said: 1 / 0)
        run = failed(office)
    page = office.get("import_run", run.pk)
    assert "tidak bisa menyelesaikan impor ini" in page and "Mulai lagi" in page
    office.post("import_save", run.pk)
    assert import_next() and again(run).state == RunState.SAVED


def test_authority_is_asked_when_it_runs_not_only_when_it_was_queued(now: datetime) -> None:
    office = Office()
    upload(office, LIST)
    run = ImportRun.objects.get()
    office.post("import_save", run.pk)
    Membership.objects.all().delete()
    assert import_next()
    assert again(run).state == RunState.FAILED and "belum bisa mengimpor" in run.problem


def test_a_large_list_of_bodies_goes_the_same_way(now: datetime, village: Any) -> None:  # noqa: F811
    office = factories.desk(factories.institution(region=village.regency, kind="labour_office"), Role.LABOUR_OFFICER)
    client = Client()
    client.force_login(office.user)
    file = SimpleUploadedFile("lembaga.xlsx", a_list(row(1, "LPK Satu"), row(2, "LPK Dua")))
    client.post("/impor/lembaga/", {"institution": office.institution_id, "file": file})
    run = ImportRun.objects.get()
    columns = client.get(f"/impor/lembaga/{run.pk}/kolom/").context["form"]
    client.post(f"/impor/lembaga/{run.pk}/kolom/", {n: f.initial or "" for n, f in columns.fields.items()})
    check = f"/impor/lembaga/{run.pk}/periksa/"
    assert "Berkas ini besar: 2 baris" in client.get(check).content.decode()
    page = client.post(check, follow=True).content.decode()
    assert "Menunggu giliran" in page and "Menunggu giliran" in client.post(check, follow=True).content.decode()
    assert import_next()
    assert Institution.objects.filter(name__startswith="LPK ").count() == 2 and again(run).state == RunState.SAVED
    assert "Hasil impor" in client.get(f"/impor/lembaga/{run.pk}/").content.decode()


@pytest.mark.parametrize("lost", ["gone", "cut"])
def test_a_lost_file_is_said_and_breaks_nothing(now: datetime, lost: str, village: Any) -> None:  # noqa: F811
    office = Office()
    upload(office, LIST)
    people = ImportRun.objects.get()
    bodies = begin_run(
        by=CLI, kind=ImportKind.INSTITUTIONS, file_name="l.csv", file_sha256="0", institution_id=office.institution.pk,
        now=now,
    )  # fmt: skip
    mapping = {"columns": {"name": 0}, "titles": {"name": "Nama"}, "default_kind": ""}
    ImportRun.objects.filter(pk=bodies.pk).update(state=RunState.DECIDED, mapping=mapping)
    keep_file(bodies, b"Nama;Jenis\nBLK Satu;BLK\n")
    for run in (people, bodies):
        drop_file(run) if lost == "gone" else files._place(run.pk).write_bytes(b"\x00" * 40)
    addresses = [
        reverse("people:import_run", args=[people.pk]),
        *(f"/impor/lembaga/{bodies.pk}/{page}/" for page in ("kolom", "periksa")),
    ]
    for address in addresses:
        for answer in (office.client.get(address), office.client.post(address)):
            assert answer.status_code == 410 and "sudah tidak disimpan" in answer.content.decode(), address
    office.post("import_save", people.pk)
    assert import_next() and "sudah tidak disimpan" in again(people).problem
    assert office.client.get(addresses[0]).status_code == 410


def test_refused_rows_whose_term_is_over_are_said_to_be_gone(now: datetime) -> None:
    cache.clear()
    office = Office()
    upload(office, LIST)
    run = ImportRun.objects.get()
    office.post("import_save", run.pk)
    ImportRow.objects.update(raw=b"")
    answer = office.client.get(reverse("people:import_refused", args=[run.pk]))
    assert answer.status_code == 410 and "Unggah berkasnya lagi" in answer.content.decode()


def test_files_of_closed_or_forgotten_runs_go(now: datetime) -> None:
    runs = [queued(now) for _number in range(3)]
    for run in runs:
        keep_file(run, b"a;b")
    abandon_run(by=CLI, run_id=runs[0].pk)
    ImportRun.objects.filter(pk=runs[1].pk).update(started_at=now - timedelta(days=40))
    assert drop_leftovers(now) == 2
    assert files.kept_file(runs[2]) == b"a;b"


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_import_once(now: datetime) -> None:
    office = Office()
    upload(office, LIST)
    office.post("import_save", ImportRun.objects.get().pk)
    together, taken = threading.Barrier(2), []

    def work() -> None:
        together.wait()
        taken.append(import_next())
        connection.close()

    workers = [threading.Thread(target=work) for _number in range(2)]
    [one.start() for one in workers]
    [one.join() for one in workers]
    assert sorted(taken) == [False, True]
    assert Person.objects.count() == 1 and Entry.objects.filter(verb="imports.save").count() == 1
    assert ImportRun.objects.get().attempts == 1 and queue.LARGE == 2_000
