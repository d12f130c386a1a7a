"""A run is saved once; its questions are asked once and decided once."""

import threading
from datetime import UTC, datetime

import pytest
from django.db import connection

from balai.access.actor import CLI, Actor
from balai.imports.actions.files import FileGone, drop_file, keep_file, kept_file
from balai.imports.actions.rows import NewRow, Reason, decide_row, forget_rows, reopen_row, save_rows
from balai.imports.actions.run import Counts, abandon_run, begin_run, finish_run
from balai.imports.enums import ImportKind, RowState
from balai.imports.models import ImportRow, ImportRun
from balai.kernel.crypto import CannotUnseal
from balai.kernel.refusal import Refused

pytestmark = [pytest.mark.data, pytest.mark.django_db]
NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)


def a_run(institution: int | None = 7) -> ImportRun:
    return begin_run(
        by=CLI,
        kind=ImportKind.INSTITUTIONS,
        file_name="lpk.xlsx",
        file_sha256="0" * 64,
        institution_id=institution,
        now=NOW,
    )


def a_question(n: int = 4, name: str = "LPK Melati") -> NewRow:
    reason = Reason("region_unclear", "Kecamatan ada di dua kabupaten.", "Kecamatan")
    return NewRow(n, RowState.ASKED, {"Nama": name}, (reason,), {"regions": [1, 2]})


def test_a_question_keeps_what_the_row_said_sealed() -> None:
    run = a_run()
    assert save_rows(run, [a_question()]) == 1
    row = ImportRow.objects.get()
    assert row.content() == {"Nama": "LPK Melati"}
    assert b"Melati" not in bytes(row.raw)
    assert row.reasons == [
        {"column": "Kecamatan", "code": "region_unclear", "reason": "Kecamatan ada di dua kabupaten."}
    ]


def test_a_sealed_row_copied_elsewhere_cannot_be_read() -> None:
    run = a_run()
    save_rows(run, [a_question(4), a_question(5, "LPK Mawar")])
    first, second = ImportRow.objects.order_by("n")
    ImportRow.objects.filter(pk=second.pk).update(raw=first.raw)
    second.refresh_from_db()
    with pytest.raises(CannotUnseal):
        second.content()


def test_the_same_file_again_asks_nothing_again_even_after_the_decision() -> None:
    save_rows(a_run(), [a_question(), a_question(5, "LPK Mawar")])
    decide_row(by=CLI, row_id=ImportRow.objects.get(n=5).pk, decision={"region": 1}, now=NOW)
    assert save_rows(a_run(), [a_question(), a_question(5, "LPK Mawar")]) == 0
    assert ImportRow.objects.count() == 2


def test_another_institution_is_asked_for_itself() -> None:
    save_rows(a_run(7), [a_question()])
    assert save_rows(a_run(8), [a_question()]) == 1


def test_a_row_is_decided_once() -> None:
    save_rows(a_run(), [a_question()])
    row = ImportRow.objects.get()
    decide_row(by=CLI, row_id=row.pk, decision={"region": 1}, now=NOW)
    with pytest.raises(Refused) as said:
        decide_row(by=CLI, row_id=row.pk, decision={"region": 2}, now=NOW)
    assert said.value.code == "already_decided"
    row.refresh_from_db()
    assert row.decision == {"region": 1}


def test_a_mistaken_decision_is_taken_back() -> None:
    save_rows(a_run(), [a_question()])
    row = ImportRow.objects.get()
    decide_row(by=CLI, row_id=row.pk, decision={"region": 1}, now=NOW)
    reopen_row(by=CLI, row_id=row.pk)
    assert ImportRow.objects.waiting().count() == 1


def test_a_run_is_saved_once_and_not_after_it_was_abandoned() -> None:
    run, other = a_run(), a_run()
    finish_run(by=CLI, run_id=run.pk, counts=Counts(accepted=3, refused=1, asked=1, changed=3), now=NOW)
    with pytest.raises(Refused):
        finish_run(by=CLI, run_id=run.pk, counts=Counts(), now=NOW)
    abandon_run(by=CLI, run_id=other.pk)
    with pytest.raises(Refused):
        finish_run(by=CLI, run_id=other.pk, counts=Counts(), now=NOW)
    run.refresh_from_db()
    assert run.total == 5


def test_runs_are_seen_by_those_who_may_import_there() -> None:
    from balai.access.actor import Desk
    from balai.access.roles import Role

    mine, other = a_run(7), a_run(8)
    officer = Actor("user:1", 1, (Desk(7, Role.LABOUR_OFFICER),))
    employer = Actor("user:2", 2, (Desk(7, Role.EMPLOYER),))
    assert list(ImportRun.objects.visible_to(officer)) == [mine]
    assert not ImportRun.objects.visible_to(employer).exists()
    assert other.pk != mine.pk


def test_rows_are_forgotten_after_their_term_but_questions_wait() -> None:
    run = a_run()
    save_rows(run, [a_question(), NewRow(5, RowState.REFUSED, {"Nama": ""}, (Reason("name", "Isi nama."),))])
    assert forget_rows(datetime(2026, 12, 1, tzinfo=UTC)) == 0
    assert forget_rows(datetime(2027, 4, 1, tzinfo=UTC)) == 1
    assert ImportRow.objects.get(n=5).content() == {}
    assert ImportRow.objects.get(n=4).content() == {"Nama": "LPK Melati"}


def test_the_file_of_an_open_run_is_sealed_on_disk(tmp_path, settings) -> None:
    settings.BALAI_FILES = tmp_path
    run = a_run()
    keep_file(run, b"nama;alamat")
    written = next(tmp_path.rglob("*.sealed")).read_bytes()
    assert b"alamat" not in written
    assert kept_file(run) == b"nama;alamat"
    drop_file(run)
    with pytest.raises(FileGone):
        kept_file(run)


@pytest.mark.django_db(transaction=True)
def test_two_deciders_at_once_one_is_told() -> None:
    save_rows(a_run(), [a_question()])
    row, answers = ImportRow.objects.get(), []
    start = threading.Barrier(2)

    def decide(region: int) -> None:
        start.wait()
        try:
            decide_row(by=CLI, row_id=row.pk, decision={"region": region}, now=NOW)
            answers.append("done")
        except Refused as said:
            answers.append(said.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=decide, args=(n,)) for n in (1, 2)]
    [t.start() for t in threads]
    [t.join() for t in threads]
    assert sorted(answers) == ["already_decided", "done"]
