"""Rows of an office that ran before: its tables are led back, its rows made old, and migrated again."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, connections, transaction
from django.db.migrations import AlterField, Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ProjectState, StateApps

from balai.certification.models import CertificationScheme, CompetencyAssessment
from balai.planning.models import Batch
from tests import factories as make
from tests.certification.test_certification import registered
from tests.support import prepared
from tests.support.office import embedded_default
from tests.training.rows import a_class

pytestmark = [pytest.mark.sqlite_only, pytest.mark.long]
Older = Callable[[StateApps], None]


@pytest.fixture
def office(django_db_blocker: Any, tmp_path: Path) -> Iterator[None]:
    """Embedded; its tables are of this test alone."""
    prepared.copy_sqlite(tmp_path / "dulu.sqlite3")
    with django_db_blocker.unblock(), embedded_default(tmp_path / "dulu.sqlite3") as computer:
        computer.cursor().execute("PRAGMA synchronous=OFF")
        yield


def migrated_again(app: str, name: str, make_older: Older) -> None:
    """Back to migration `name` of one room, the rows as they were then, and on to today."""
    back = MigrationExecutor(connections["default"])
    today = back.loader.graph.leaf_nodes()
    then = back.migrate([(app, name)])
    with transaction.atomic():
        make_older(then.apps)
    MigrationExecutor(connections["default"]).migrate(today)


def applied(migration: Migration, state: ProjectState) -> ProjectState:
    with connections["default"].schema_editor() as editor:
        return migration.apply(state, editor)


@pytest.mark.usefixtures("office")
def test_each_name_under_which_a_certifier_assessed_becomes_one_scheme_of_it() -> None:
    with transaction.atomic():
        here, there = registered(number=3), registered()
    names = dict(zip([row.pk for row in (*here, *there)], ("Menjahit", "Menjahit", "Memola", "Menjahit"), strict=True))

    def before_schemes(apps: StateApps) -> None:
        rows: Any = apps.get_model("certification", "CompetencyAssessment").objects
        for pk, name in names.items():
            rows.filter(pk=pk).update(scheme=name, certification_scheme=None)
        apps.get_model("certification", "CertificationScheme").objects.all().delete()

    migrated_again("certification", "0006_schemes", before_schemes)
    first, other = here[0].certifier_id, there[0].certifier_id
    made = CertificationScheme.objects.values_list("certifier_id", "title", "recorded_by")
    assert sorted(made) == sorted(
        [(first, "Memola", "migration"), (first, "Menjahit", "migration"), (other, "Menjahit", "migration")]
    )
    for row in CompetencyAssessment.objects.select_related("certification_scheme"):
        scheme = row.certification_scheme
        assert (scheme.certifier_id, scheme.title, row.scheme) == (row.certifier_id, names[row.pk], names[row.pk])


@pytest.mark.usefixtures("office")
def test_classes_from_before_keep_who_selected_delivered_and_reported() -> None:
    """On today's tables with the columns as they were added: all rooms stand on the classes, leading them back takes long."""
    bearers = ("selector", "deliverer", "reporter")
    with transaction.atomic():
        lent, own = a_class(recruiter=make.institution()), a_class()
    loader = MigrationExecutor(connections["default"]).loader
    added, filled, known = (loader.get_migration_by_prefix("planning", number) for number in ("0008", "0009", "0010"))
    emptied = Migration("emptied", "planning")
    emptied.operations = [AlterField("batch", one.name, one.field) for one in added.operations]
    state = applied(emptied, loader.project_state())
    with transaction.atomic():
        state.apps.get_model("planning", "Batch").objects.update(**dict.fromkeys(bearers))
    assert set(Batch.objects.values_list(*bearers)) == {(None, None, None)}
    applied(known, applied(filled, state))
    assert set(Batch.objects.values_list("pk", *bearers)) == {
        (lent.pk, lent.recruiter_id, lent.centre_id, lent.centre_id),
        (own.pk, own.centre_id, own.centre_id, own.centre_id),
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        Batch.objects.update(selector=None)
