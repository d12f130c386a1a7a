"""How far a long verb is, told to whoever started it without passing a listener through every function between."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

T = TypeVar("T")
Listener = Callable[[str, int], None]
"""(name of the step, rows of it that are done)."""

_listener: ContextVar[Listener | None] = ContextVar("listener", default=None)
EVERY = 1_000


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)


def told(step: str, rows: int) -> None:
    listener = _listener.get()
    if listener is not None:
        listener(step, rows)


def counted(step: str, rows: Iterable[T]) -> Iterable[T]:
    """The rows themselves where nobody listens."""
    listener = _listener.get()
    return rows if listener is None else _counted(listener, step, rows)


def _counted(listener: Listener, step: str, rows: Iterable[T]) -> Iterator[T]:
    number = 0
    for number, row in enumerate(rows, start=1):
        yield row
        if number % EVERY == 0:
            listener(step, number)
    listener(step, number)
