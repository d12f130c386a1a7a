"""A way of selecting that is fixed stands in the database itself, on either of them."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, transaction

from balai.access.actor import WORKER
from balai.admissions.actions.plan import fix_due_plans, set_plan
from balai.admissions.enums import PlanState
from balai.admissions.models import SelectionPlan
from balai.planning.models import Batch
from tests.admissions.rows import NOW, admin_of, open_class
from tests.admissions.test_trust import HALVES

pytestmark = [pytest.mark.data, pytest.mark.django_db]
CHANGES: dict[str, Callable[[], object]] = {
    "update": lambda: SelectionPlan.objects.update(weight_test=0, weight_interview=100),
    "back to a draft": lambda: SelectionPlan.objects.update(state=PlanState.DRAFT, fixed_at=None),
    "delete": lambda: SelectionPlan.objects.all().delete(),
    "raw update": lambda: connection.cursor().execute("UPDATE admissions_selectionplan SET pass_test = 1"),
    "raw delete": lambda: connection.cursor().execute("DELETE FROM admissions_selectionplan"),
}


@pytest.mark.parametrize("how", CHANGES)
def test_the_database_itself_keeps_a_fixed_method_and_lets_a_draft_change(how: str) -> None:
    batch = open_class(state="draft")
    set_plan(by=admin_of(batch), batch=batch, facts=HALVES, now=NOW)
    SelectionPlan.objects.update(pass_test=55)
    Batch.objects.filter(pk=batch.pk).update(state="announced")
    fix_due_plans(by=WORKER, now=NOW)
    before = SelectionPlan.objects.values().get()
    with pytest.raises(DatabaseError, match="does not change"), transaction.atomic():
        CHANGES[how]()
    assert SelectionPlan.objects.values().get() == before


@pytest.mark.sqlite_only
def test_sqlite_does_not_replace_a_fixed_method() -> None:
    batch = open_class()
    fix_due_plans(by=WORKER, now=NOW)
    before = SelectionPlan.objects.values().get(batch=batch)
    columns = [column.column for column in SelectionPlan._meta.concrete_fields]
    for pk in ("id", "id + 1"):
        chosen = ", ".join({"id": pk, "weight_test": "41"}.get(name, name) for name in columns)
        connection.cursor().execute(
            f"INSERT OR REPLACE INTO admissions_selectionplan ({', '.join(columns)}) SELECT {chosen} FROM admissions_selectionplan"
        )
    assert SelectionPlan.objects.values().get() == before


@pytest.mark.postgres_only
def test_postgresql_does_not_empty_fixed_methods() -> None:
    open_class()
    connection.cursor().execute("TRUNCATE admissions_selectionplan")
    fix_due_plans(by=WORKER, now=NOW)
    connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(DatabaseError, match="does not change"), transaction.atomic():
        connection.cursor().execute("TRUNCATE admissions_selectionplan")
