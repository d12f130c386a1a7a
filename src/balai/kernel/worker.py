"""Whether a worker is there: it says so every few seconds."""

from datetime import datetime
from typing import Final

from django.core.cache import cache
from django.db import DatabaseError

WORKER_SEEN: Final = "balai:worker:seen"
SILENT_AFTER: Final = 120  # seconds


def say_worker_lives(now: datetime) -> None:
    cache.set(WORKER_SEEN, now, SILENT_AFTER * 5)


def is_worker_alive(now: datetime) -> bool:
    try:
        seen = cache.get(WORKER_SEEN)
    except DatabaseError:
        return False
    return seen is not None and (now - seen).total_seconds() < SILENT_AFTER
