"""balai worker: sends the outbox, runs what is due and reads what was uploaded, until it is stopped."""

import argparse
import logging
import signal
import threading
from collections.abc import Callable

PAUSE = 5  # seconds
log = logging.getLogger(__name__)


def main(argv: list[str]) -> int:
    words = argparse.ArgumentParser(prog="balai worker")
    words.add_argument("--once", action="store_true", help="satu putaran saja")
    asked = words.parse_args(argv)
    if asked.once:
        round_once()
        import_waiting()
        return 0
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    signal.signal(signal.SIGINT, lambda *_: stop.set())
    # A hundred thousand rows take a while; messages do not wait for them. Killed with the process, taken up again later.
    threading.Thread(target=_keep_importing, args=(stop,), daemon=True).start()
    while not stop.is_set():
        _again_later(round_once)
        stop.wait(PAUSE)
    return 0


def round_once() -> None:
    """One round: say that the worker lives, send messages, run the tasks that are due."""
    from django.core.cache import cache
    from django.db import close_old_connections
    from django.utils import timezone

    from balai.config.schedule import due_tasks
    from balai.kernel.worker import say_worker_lives
    from balai.notifications.send import send_waiting

    now = timezone.now()
    say_worker_lives(now)
    send_waiting(now)
    for task in due_tasks():
        if cache.add(f"balai:task:{task.name}", now.isoformat(), task.every.total_seconds()):
            task.run(now)
    close_old_connections()


def import_waiting() -> None:
    from django.db import close_old_connections

    from balai.config.import_work import import_next

    while import_next():
        close_old_connections()
    close_old_connections()


def _keep_importing(stop: threading.Event) -> None:
    while not stop.wait(1):
        _again_later(import_waiting)


def _again_later(act: Callable[[], None]) -> None:
    """A database that is busy or away for a while does not end the worker."""
    from django.db import OperationalError, close_old_connections

    try:
        act()
    except OperationalError:
        log.exception("worker: tried again in a moment")
        close_old_connections()
