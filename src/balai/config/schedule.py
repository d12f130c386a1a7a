"""What the worker does from time to time. One line a task."""

from collections.abc import Iterable

from balai.config.worker import Task


def due_tasks() -> Iterable[Task]:
    return ()
