"""Which tests run on which database, and what counts as a failure where nothing may be left out."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import TransactionTestCase
from django.utils import translation

from tests.support import emptied, prepared

LEFT_OUT = ("skipped", "xfailed", "xpassed")


@pytest.fixture(scope="session", autouse=True)
def only_filled_tables_are_emptied() -> Iterator[None]:
    """Tests with real commits end by emptying the tables."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", emptied.instead_of_flush)
        yield


@pytest.hookimpl(trylast=True)  # after pytest-django has put real commits behind the others
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Take out what is about the other database: the other run has it, so nothing is skipped. What takes long begins first."""
    engine = str(settings.DATABASES["default"]["ENGINE"])
    other = "sqlite_only" if "postgresql" in engine else "postgres_only"
    foreign = [item for item in items if item.get_closest_marker(other)]
    if foreign:
        config.hook.pytest_deselected(items=foreign)
        items[:] = [item for item in items if not item.get_closest_marker(other)]
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """With CI=true a test that was skipped or expected to fail has failed."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") != "true" or reporter is None or hasattr(session.config, "workerinput"):
        return
    left_out = [report for kind in LEFT_OUT for report in reporter.stats.get(kind, [])]
    if left_out and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
        reporter.write_line(f"\nCI=true: {len(left_out)} left out, which counts as failure", red=True)


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """The database is there before pytest-django looks: a copy of one that is migrated already."""
    return True


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    name = connection.creation._get_test_db_name()  # with the worker's suffix
    if connection.vendor == "sqlite":
        prepared.copy_sqlite(Path(name))
    else:
        prepared.copy_postgres(os.environ["BALAI_DATABASE_URL"], name)


@pytest.fixture(autouse=True)
def indonesian() -> Iterator[None]:
    """Each test starts in the source language, whatever the page before it activated."""
    with translation.override("id"):
        yield


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """A long value is not part of a test's name: it may be a key, and a random one would differ between workers."""
    return argname if isinstance(val, str | bytes) and len(val) > 60 else None
