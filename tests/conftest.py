"""Which tests run on which database, and what counts as a failure where nothing may be left out."""

import os
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.utils import translation

LEFT_OUT = ("skipped", "xfailed", "xpassed")


def _on_postgres() -> bool:
    return "postgresql" in settings.DATABASES["default"]["ENGINE"]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Take out what is about the other database: the other run has it, so nothing is skipped."""
    other = "sqlite_only" if _on_postgres() else "postgres_only"
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


@pytest.fixture(autouse=True)
def indonesian() -> Iterator[None]:
    """Each test starts in the source language, whatever the page before it activated."""
    with translation.override("id"):
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    tmp_path_factory: pytest.TempPathFactory, django_db_modify_db_settings_parallel_suffix: None
) -> None:
    """The embedded database as a file, as in life: live servers and threads get connections of their own.

    Only waiting for the disk is left out.
    """
    if _on_postgres():
        return
    database = settings.DATABASES["default"]
    database.setdefault("TEST", {})["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")
    options = database["OPTIONS"]
    options["init_command"] = options.get("init_command", "").replace("synchronous=FULL", "synchronous=OFF")
