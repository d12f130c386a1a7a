"""Try to reach an alumnus, climb the ladder, and say at its end that it is not known."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from balai.access.actor import Actor
from balai.audit.record import record
from balai.kernel.reasons import check_reason
from balai.kernel.refusal import Refused
from balai.outcomes import messages
from balai.outcomes.enums import ContactChannel, ContactResult, FollowUpState
from balai.outcomes.models import OPEN_STATES, ContactAttempt, FollowUp
from balai.outcomes.queries import has_live_statement
from balai.outcomes.rules.authority import check_channel, check_may_follow_up, check_open
from balai.outcomes.rules.ladder import is_possible
from balai.outcomes.rules.steps import check_exhausted, days_after, ladder_on, reach_now
from balai.people.actions.register import touch

_WITH_PEOPLE = ("enrolment__person", "enrolment__batch__centre", "owner")


@transaction.atomic
def record_attempt(
    *, by: Actor, follow_up: FollowUp, channel: str, result: str, now: datetime, note: str = ""
) -> ContactAttempt:
    """The next contact day follows from the ladder of today; the first who tries has the follow-up on their desk."""
    follow_up = locked(follow_up)
    today = timezone.localdate(now)
    check_may_follow_up(by, follow_up)
    check_open(follow_up, today)
    check_channel(channel, reach_now(follow_up.enrolment.person))
    attempt = ContactAttempt.objects.create(
        follow_up=follow_up, channel=channel, result=result, note=" ".join(note.split())[:300], tried_by=by.name,
        tried_at=now,
    )  # fmt: skip
    follow_up.state = FollowUpState.DUE
    follow_up.assigned_to_id = follow_up.assigned_to_id or by.user_id
    wait = 0 if result == ContactResult.WRONG_NUMBER else days_after(channel, ladder_on(today))
    follow_up.next_contact_on = today + timedelta(days=wait)
    follow_up.save(update_fields=["state", "assigned_to", "next_contact_on"])
    touch([follow_up.enrolment.person_id], today)
    record(by, "outcomes.record_attempt", attempt, follow_up=follow_up.pk, channel=channel, result=result)
    return attempt


@transaction.atomic
def send_question(*, by: Actor, follow_up: FollowUp, link: str, now: datetime) -> ContactAttempt:
    """The first rung: a message with the link to answer. Refused("cannot_message") without number or consent."""
    person = follow_up.enrolment.person
    if not is_possible(ContactChannel.MESSAGE, reach_now(person)):
        raise Refused("cannot_message", messages.cannot_message(), "channel")
    attempt = record_attempt(
        by=by, follow_up=follow_up, channel=ContactChannel.MESSAGE, result=ContactResult.NO_ANSWER, now=now
    )
    messages.ask(follow_up, person.phone or person.other_phone, link, key=f"outcomes.ask:{attempt.pk}")
    return attempt


@transaction.atomic
def withdraw_attempt(*, by: Actor, attempt: ContactAttempt, reason: str, now: datetime) -> ContactAttempt:
    """It was recorded by mistake: it stays readable and no longer counts."""
    follow_up = locked(attempt.follow_up)
    check_may_follow_up(by, follow_up)
    attempt = ContactAttempt.objects.select_for_update().get(pk=attempt.pk)
    attempt.withdrawn_reason = check_reason(reason)[:300]
    attempt.save(update_fields=["withdrawn_reason"])
    if follow_up.state in OPEN_STATES:
        follow_up.next_contact_on = max(follow_up.due_on, timezone.localdate(now))
        follow_up.save(update_fields=["next_contact_on"])
    record(by, "outcomes.withdraw_attempt", attempt, follow_up=follow_up.pk)
    return attempt


@transaction.atomic
def close_as_unknown(*, by: Actor, follow_up: FollowUp, reason: str, now: datetime) -> FollowUp:
    """At the end of the ladder. Not known stays not known; it never becomes "not working"."""
    follow_up = locked(follow_up)
    today = timezone.localdate(now)
    check_may_follow_up(by, follow_up)
    check_open(follow_up, today)
    reason = check_reason(reason)
    check_exhausted(follow_up.enrolment.person, follow_up.attempts.all(), today)
    follow_up.state, follow_up.closed_on, follow_up.unknown_reason = FollowUpState.UNKNOWN, today, reason
    follow_up.save(update_fields=["state", "closed_on", "unknown_reason"])
    record(by, "outcomes.close_as_unknown", follow_up, wave=follow_up.wave)
    return follow_up


@transaction.atomic
def reopen_follow_up(*, by: Actor, follow_up: FollowUp, reason: str, now: datetime) -> FollowUp:
    """Closed by mistake, or there is a new number to try."""
    follow_up = locked(follow_up)
    check_may_follow_up(by, follow_up)
    check_reason(reason)
    if follow_up.state != FollowUpState.UNKNOWN:
        raise Refused("not_closed", messages.not_closed())
    put_back(follow_up, now)
    record(by, "outcomes.reopen_follow_up", follow_up, wave=follow_up.wave)
    return follow_up


def locked(follow_up: FollowUp) -> FollowUp:
    return FollowUp.objects.select_for_update(of=("self",)).select_related(*_WITH_PEOPLE).get(pk=follow_up.pk)


def put_back(follow_up: FollowUp, now: datetime) -> None:
    """On the call list again, or answered when a word about it still stands."""
    known = has_live_statement(follow_up)
    today = timezone.localdate(now)
    follow_up.state = FollowUpState.ANSWERED if known else FollowUpState.DUE
    follow_up.closed_on, follow_up.unknown_reason = (follow_up.closed_on if known else None), ""
    follow_up.next_contact_on = max(follow_up.due_on, today)
    follow_up.save(update_fields=["state", "closed_on", "unknown_reason", "next_contact_on"])
