"""Which tests run on which database, and what counts as a failure where nothing may be left out."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.utils import translation

from tests.support import prepared

LEFT_OUT = ("skipped", "xfailed", "xpassed")
EMPTYING = {"transactional_db", "live_server", "django_db_reset_sequences", "django_db_serialized_rollback"}


@pytest.fixture(autouse=True)
def audit_trail_may_be_emptied(request: pytest.FixtureRequest) -> Iterator[None]:
    """Tests with real commits end by emptying every table, which the triggers of the audit trail, fixed plans and closed minutes refuse."""
    marker = request.node.get_closest_marker("django_db")
    if not EMPTYING & set(request.fixturenames) and not (marker and marker.kwargs.get("transaction")):
        yield
        return
    from balai.admissions import triggers as plans
    from balai.audit import triggers
    from balai.collaboration import triggers as minutes

    request.getfixturevalue("transactional_db")  # so that this ends before the tables are emptied
    for guard in (triggers, plans, minutes):
        guard.install(connection)
    yield
    for guard in (triggers, plans, minutes):
        guard.remove(connection)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Take out what is about the other database: the other run has it, so nothing is skipped."""
    engine = str(settings.DATABASES["default"]["ENGINE"])
    other = "sqlite_only" if "postgresql" in engine else "postgres_only"
    foreign = [item for item in items if item.get_closest_marker(other)]
    if foreign:
        config.hook.pytest_deselected(items=foreign)
        items[:] = [item for item in items if not item.get_closest_marker(other)]


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
