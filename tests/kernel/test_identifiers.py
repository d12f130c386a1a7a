"""Time-ordered ids: growing, without doubles, whatever the clock does."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from balai.kernel.identifiers import uuid7


def test_ids_grow_without_doubles_in_every_thread_together() -> None:
    alone = [uuid7() for _ in range(20_000)]
    assert alone == sorted(set(alone))
    with ThreadPoolExecutor(4) as pool:
        together = [one for part in pool.map(lambda _: [uuid7() for _ in range(2_000)], range(4)) for one in part]
    assert len(set(together)) == 8_000
    assert {(one.version, one.variant) for one in together} == {(7, alone[0].variant)}
    assert min(together) > alone[-1]


def test_ids_grow_when_the_clock_goes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    before = uuid7()
    monkeypatch.setattr("time.time_ns", lambda: 1)
    assert uuid7() > before
