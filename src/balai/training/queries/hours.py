from collections.abc import Iterable

from balai.planning.models import Batch
from balai.training.enums import SessionState
from balai.training.models import TrainingSession


def hours_of(batch: Batch, sessions: Iterable[TrainingSession]) -> dict[str, int]:
    """planned: lesson hours of meetings that stand; lesson_hours: of the curriculum; over: how many more are planned."""
    planned = sum(one.lesson_hours for one in sessions if one.state != SessionState.CANCELLED)
    hours = batch.curriculum.lesson_hours()
    return {"planned": planned, "lesson_hours": hours, "over": planned - hours if hours else 0}
