"""What is past its term. Terms are those the models state (PRIVACY); for a person an office may set its own parameter."""

from datetime import date, datetime

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.kernel.clock import add_months
from balai.parameters.queries import value_on
from balai.people.enums import ClaimState, RequestState
from balai.people.models import CallListItem, ClaimRequest, Person, PersonQuerySet, RightsRequest
from balai.people.parameters import RETENTION_MONTHS


def people_past_term(today: date) -> PersonQuerySet:
    """Not served for longer than the term, and nothing of theirs waits for an answer."""
    before = add_months(today, -value_on(RETENTION_MONTHS, today))
    found: PersonQuerySet = Person.objects.filter(last_active_on__lt=before, erased_at__isnull=True, merged_into=None)
    waiting = RightsRequest.objects.filter(state=RequestState.OPEN).values("person_id")
    return found.exclude(pk__in=waiting)


def past_term_for(actor: Actor, today: date) -> PersonQuerySet:
    found: PersonQuerySet = people_past_term(today).visible_to(actor, Permission.RIGHTS_ANSWER)
    return found if actor.user_id is None else found.exclude(user_id=actor.user_id)


def small_rows_past_term(now: datetime) -> dict[str, list[object]]:
    """Model -> ids of rows that end without anybody deciding: answered claims, finished calls."""
    claims = add_months(now.date(), -ClaimRequest.PRIVACY.personal["stated_name"].months)
    calls = add_months(now.date(), -CallListItem.PRIVACY.personal["note"].months)
    closed = [ClaimState.CONFIRMED, ClaimState.DECLINED, ClaimState.EXPIRED]
    return {
        "ClaimRequest": list(
            ClaimRequest.objects.filter(state__in=closed, asked_at__date__lt=claims).values_list("pk", flat=True)
        ),
        "CallListItem": list(
            CallListItem.objects.filter(called_at__date__lt=calls)
            .exclude(pk__in=CallListItem.objects.waiting().values("pk"))
            .values_list("pk", flat=True)
        ),
    }
