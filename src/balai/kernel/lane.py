"""The database works while the next rows are read: a thread beside, on this thread's own connection."""

import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import Self, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper

T = TypeVar("T")
HANDOVER = 0.0005  # seconds: each piece sent to the database waits that long for the reading thread, 5 ms by default


class Lane:
    """Pieces of work in the order they were given, inside the transaction that is open here.

    While it is open the connection belongs to the lane: ask the database through `do` only. On SQLite, where the
    database works in our own process, each piece is done at once.
    """

    _pool: ThreadPoolExecutor | None = None

    def __enter__(self) -> Self:
        if connection.vendor == "postgresql":
            self._lent: BaseDatabaseWrapper = connections[DEFAULT_DB_ALIAS]
            self._lent.inc_thread_sharing()
            self._interval = sys.getswitchinterval()
            sys.setswitchinterval(HANDOVER)
            self._pool = ThreadPoolExecutor(1, "lane", initializer=_borrow, initargs=(self._lent,))
        return self

    def do(self, work: Callable[[], T]) -> Callable[[], T]:
        """Asking the answer for its result waits, and raises what the work raised."""
        if self._pool is None:
            done = work()
            return lambda: done
        return self._pool.submit(work).result

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _at: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._lent.dec_thread_sharing()
            sys.setswitchinterval(self._interval)


def _borrow(lent: BaseDatabaseWrapper) -> None:
    connections[DEFAULT_DB_ALIAS] = lent
