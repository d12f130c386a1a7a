"""balai worker: sends the outbox and runs what is due, every few seconds, until it is stopped."""

import argparse
import signal
import threading


def main(argv: list[str]) -> int:
    words = argparse.ArgumentParser(prog="balai worker")
    words.add_argument("--once", action="store_true", help="satu putaran saja")
    asked = words.parse_args(argv)
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    signal.signal(signal.SIGINT, lambda *_: stop.set())
    while not stop.is_set():
        round_once()
        if asked.once:
            break
        stop.wait(5)
    return 0


def round_once() -> None:
    """One round: say that the worker lives, send messages, run the tasks that are due."""
    from django.core.cache import cache
    from django.db import close_old_connections
    from django.utils import timezone

    from balai.config.health import WORKER_SEEN
    from balai.config.schedule import due_tasks
    from balai.notifications.send import send_waiting

    now = timezone.now()
    cache.set(WORKER_SEEN, now, 600)
    send_waiting(now)
    for task in due_tasks():
        if cache.add(f"balai:task:{task.name}", now.isoformat(), task.every.total_seconds()):
            task.run(now)
    close_old_connections()
