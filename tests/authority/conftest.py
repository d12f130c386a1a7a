"""The two regencies, built once for all tests of authority in one transaction that is never committed.

The tests are marked django_db, whose own transaction lies inside this one: what a test changes is gone after it.
One process of a run takes them all (`--dist loadgroup`): building the regencies costs as much as thousands of questions.
"""

import gc
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction

from tests.authority.world import Both, build


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("authority"))


@pytest.fixture(scope="package")
def both(django_db_setup: None, django_db_blocker: "pytest_django.DjangoDbBlocker") -> Iterator[Both]:  # type: ignore[name-defined]  # noqa: F821
    logging.disable(logging.CRITICAL)  # thousands of refusals, each with its trace
    with django_db_blocker.unblock(), transaction.atomic():
        made = build()
        gc.collect()
        gc.freeze()  # what was built stays; it need not be looked through after every request
        yield made
        gc.unfreeze()
        transaction.set_rollback(True)
    logging.disable(logging.NOTSET)
