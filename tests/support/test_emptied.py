"""What a test with real commits leaves behind is gone after it, and the database still refuses what it refused."""

import pytest
from django.db import DatabaseError, connection, transaction

from balai.access.actor import WORKER
from balai.admissions.actions.plan import fix_due_plans
from balai.admissions.models import SelectionPlan
from balai.audit.models import Entry
from balai.audit.record import record
from balai.audit.seal import seal_checkpoint
from tests.admissions.rows import NOW, open_class
from tests.support.emptied import KEPT, empty, filled_tables
from tests.support.office import rows_of

pytestmark = [pytest.mark.data, pytest.mark.django_db(transaction=True)]


def kept() -> dict[str, list[object]]:
    with connection.cursor() as cursor:
        return {table: rows_of(cursor, table, connection) for table in KEPT}


def written() -> None:
    """Rows that lean on one another, and of those that the database itself keeps."""
    with transaction.atomic():
        open_class()
        fix_due_plans(by=WORKER, now=NOW)
        record("cli", "test.written", None)
    seal_checkpoint(by="cli")


def test_every_row_is_gone_also_what_may_not_be_deleted() -> None:
    before = kept()
    written()
    assert {"audit_entry", "audit_checkpoint", "admissions_selectionplan", "planning_batch"} <= set(
        filled_tables(connection)
    )
    empty(connection)
    assert filled_tables(connection) == []
    assert kept() == before and all(before.values())


@pytest.mark.parametrize("model", [Entry, SelectionPlan])
def test_the_guards_stand_in_the_next_test(model: type[Entry] | type[SelectionPlan]) -> None:
    written()
    empty(connection)
    written()
    with pytest.raises(DatabaseError, match="append-only|does not change"), transaction.atomic():
        connection.cursor().execute(f"DELETE FROM {model._meta.db_table}")
    assert model._default_manager.exists()


def test_keys_are_watched_again_afterwards() -> None:
    """On either database emptying puts them aside for a moment."""
    written()
    empty(connection)
    with pytest.raises(DatabaseError, match=r"(?i)foreign key"), transaction.atomic():
        SelectionPlan.objects.create(batch_id=1, weight_documents=100, weight_test=0, weight_interview=0)
        connection.check_constraints()
