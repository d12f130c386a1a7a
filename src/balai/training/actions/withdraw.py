"""Meetings that are deleted: calendars that read them are told until some time after their class."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from balai.training.models import TrainingSession, WithdrawnMeeting

KEPT = timedelta(days=30)
"""After the last day of the class."""


def withdraw(rows: QuerySet[TrainingSession]) -> None:
    """Deletes them, inside the verb's transaction. One without hours was in no calendar."""
    gone = list(rows.select_for_update(of=("self",)))
    WithdrawnMeeting.objects.bulk_create(
        WithdrawnMeeting(
            uid=one.uid, batch_id=one.batch_id, instructor_id=one.instructor_id, held_on=one.held_on,
            starts_at=one.starts_at, ends_at=one.ends_at, revision=one.revision + 1,
        )
        for one in gone
        if one.starts_at
    )  # fmt: skip
    TrainingSession.objects.filter(pk__in=[one.pk for one in gone]).delete()


@transaction.atomic
def forget_withdrawn(now: datetime) -> int:
    """Rows removed. No audit row: the deletion itself has one."""
    return WithdrawnMeeting.objects.filter(batch__ends_on__lt=timezone.localdate(now) - KEPT).delete()[0]
