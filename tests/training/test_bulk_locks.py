"""What stands is read under the lock of the verb that writes: nobody's word is overwritten between reading and writing."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from balai.training.actions.bulk import go_on, start_bulk
from balai.training.actions.certify import issue_training_certificates
from balai.training.enums import BulkItemState, BulkKind, EnrolmentState
from balai.training.models import Enrolment
from tests.training.rows import NOW, TODAY, a_class, admin_of, trainees
from tests.training.test_work import first_meeting

pytestmark = [pytest.mark.data, pytest.mark.django_db, pytest.mark.postgres_only]


def locked_before_read(asked: CaptureQueriesContext, locked: str, read: str) -> bool:
    """The first time the table `read` is read comes after `locked` was locked."""
    told = [one["sql"] for one in asked.captured_queries]
    reads = [place for place, sql in enumerate(told) if sql.startswith("SELECT") and f'FROM "{read}"' in sql]
    locks = [place for place, sql in enumerate(told) if "FOR UPDATE" in sql and f'FROM "{locked}"' in sql]
    return bool(reads) and bool(locks) and locks[0] <= reads[0]


@pytest.mark.parametrize(
    ("kind", "locked", "read"),
    [
        (BulkKind.ATTEND, "training_trainingsession", "training_attendancemark"),
        (BulkKind.RESULT, "planning_batch", "training_unitresult"),
        (BulkKind.COMPLETE, "planning_batch", "training_unitresult"),
    ],
)
def test_one_act_over_many_reads_what_stands_under_the_lock(kind: BulkKind, locked: str, read: str) -> None:
    batch = a_class()
    trainees(batch)
    meeting = first_meeting(batch)
    options = {"day": meeting.held_on.isoformat(), "unmarked_reason": "daftar hadir di kertas hilang"}
    run = start_bulk(by=admin_of(batch), institution=batch.centre, kind=kind, batches=[batch], options=options, now=NOW)
    with CaptureQueriesContext(connection) as asked:
        assert go_on(run=run, now=NOW)
    item = run.items.get()
    assert item.state == BulkItemState.DONE or item.problem.startswith("Belum ada peserta")
    assert locked_before_read(asked, locked, read)


def test_who_gets_a_certificate_is_locked_so_a_completion_taken_back_meanwhile_counts() -> None:
    batch = a_class()
    trainees(batch)
    Enrolment.objects.update(state=EnrolmentState.COMPLETED)
    with CaptureQueriesContext(connection) as asked:
        issue_training_certificates(by=admin_of(batch), batch=batch, signatory="Kepala", issued_on=TODAY)
    assert locked_before_read(asked, "training_enrolment", "training_enrolment")
