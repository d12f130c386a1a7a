"""Letting go after the term: small rows by themselves, people when an officer has looked at the list."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from balai.access.actor import WORKER, Actor
from balai.access.permissions import Permission
from balai.audit.record import record_batch
from balai.people.actions.rights import erase_everywhere
from balai.people.models import CallListItem, ClaimRequest
from balai.people.queries.retention import people_past_term, small_rows_past_term
from balai.people.rules.authority import check_may_on


@transaction.atomic
def expire(now: datetime) -> dict[str, int]:
    """The worker's daily round. Returns how many rows of which model went."""
    due = small_rows_past_term(now)
    gone: dict[str, int] = {}
    for model in (ClaimRequest, CallListItem):
        ids = due[model.__name__]
        if ids:
            model._default_manager.filter(pk__in=ids).delete()
            record_batch(WORKER, "people.expire", model._meta.label_lower, [str(pk) for pk in ids])
        gone[model.__name__] = len(ids)
    return gone


@transaction.atomic
def erase_past_term(*, by: Actor, person_ids: Sequence[UUID], now: datetime) -> int:
    """Of the chosen people those that really are past their term; returns how many. Somebody served in between stays."""
    due = people_past_term(timezone.localdate(now)).select_for_update().filter(pk__in=person_ids).order_by("pk")
    number = 0
    for person in due:
        check_may_on(by, Permission.RIGHTS_ANSWER, person)
        erase_everywhere(by, person, now)
        number += 1
    return number
