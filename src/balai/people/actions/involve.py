"""An institution begins or ends working with a person. Called inside the action of the room that causes it."""

from datetime import date
from uuid import UUID

from balai.people.models import Involvement


def involve(person_ids: list[UUID], institution_id: int, reason: str, today: date) -> None:
    """From today the institution sees these people; doing it twice changes nothing (decided by constraint)."""
    Involvement.objects.bulk_create(
        [Involvement(person_id=p, institution_id=institution_id, reason=reason, started_on=today) for p in person_ids],
        ignore_conflicts=True,
    )


def end_involvement(person_ids: list[UUID], institution_id: int, reason: str, today: date) -> None:
    Involvement.objects.current().filter(person_id__in=person_ids, institution_id=institution_id, reason=reason).update(
        ended_on=today
    )
