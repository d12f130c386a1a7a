"""A clock that stands at the hour of these tests."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from tests.admissions.rows import NOW


@pytest.fixture
def at_noon() -> Iterator[Any]:
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock
