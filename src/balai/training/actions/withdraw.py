"""Meetings that are deleted, or given to another instructor: calendars that read them are told until some time after their
class."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

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


@dataclass(frozen=True, slots=True)
class Before:
    """Who taught a meeting, and when, before it was changed."""

    instructor: int | None
    held_on: date
    starts_at: time | None
    ends_at: time | None


def before(session: TrainingSession) -> Before:
    return Before(session.instructor_id, session.held_on, session.starts_at, session.ends_at)


def hand_over(session: TrainingSession, was: Before) -> None:
    """After saving, inside the verb's transaction: cancelled in the calendar of who taught it, no longer in that of who does."""
    if session.instructor_id == was.instructor:
        return
    mine = WithdrawnMeeting.objects.filter(uid=session.uid, handed_over=True)
    mine.filter(instructor_id__in=[one for one in (session.instructor_id, was.instructor) if one]).delete()
    if was.instructor and was.starts_at:
        WithdrawnMeeting.objects.create(
            uid=session.uid, batch_id=session.batch_id, instructor_id=was.instructor, held_on=was.held_on,
            starts_at=was.starts_at, ends_at=was.ends_at, revision=session.revision, handed_over=True,
        )  # fmt: skip


@transaction.atomic
def forget_withdrawn(now: datetime) -> int:
    """Rows removed. No audit row: the deletion itself has one."""
    return WithdrawnMeeting.objects.filter(batch__ends_on__lt=timezone.localdate(now) - KEPT).delete()[0]
