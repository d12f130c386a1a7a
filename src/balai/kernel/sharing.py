"""Answers asked once for a page on which many rooms speak: each room asks as if it were alone."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

T = TypeVar("T")
_told: ContextVar[dict[Hashable, Any] | None] = ContextVar("told", default=None)


@contextmanager
def sharing() -> Iterator[None]:
    """Within it `shared` remembers; for reading only, and never longer than the building of one page."""
    if _told.get() is not None:
        yield
        return
    before = _told.set({})
    try:
        yield
    finally:
        _told.reset(before)


def is_sharing() -> bool:
    return _told.get() is not None


def shared(key: Hashable, ask: Callable[[], T]) -> T:
    """What `ask` answers; within `sharing` it is asked once for each key."""
    told = _told.get()
    if told is None:
        return ask()
    if key not in told:
        told[key] = ask()
    answer: T = told[key]
    return answer
