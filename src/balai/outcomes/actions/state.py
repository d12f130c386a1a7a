"""What somebody says of an alumnus. Nothing is overwritten: a correction is a new statement that supersedes, with a reason."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from balai.access.actor import Actor
from balai.audit.record import record
from balai.kernel.reasons import check_reason
from balai.kernel.refusal import Refused
from balai.outcomes import links, messages
from balai.outcomes.actions.contact import locked, put_back
from balai.outcomes.enums import FollowUpState, StatementSource
from balai.outcomes.models import FollowUp, OutcomeStatement
from balai.outcomes.parameters import LINK_DAYS
from balai.outcomes.queries import current_follow_up
from balai.outcomes.rules.authority import check_day, check_may_state
from balai.parameters.queries import value_on
from balai.people.actions.register import touch
from balai.people.models import Person


@dataclass(frozen=True, slots=True)
class Told:
    """What was said. status: outcomes.enums.Status. source: StatementSource. as_of: the day it is about."""

    status: str
    source: str
    as_of: date
    occupation: str = ""
    employer_name: str = ""
    related_to_training: bool | None = None
    note: str = ""


@transaction.atomic
def record_statement(
    *, by: Actor, person: Person, told: Told, now: datetime, follow_up: FollowUp | None = None
) -> OutcomeStatement:
    """Without follow_up it counts for the newest wave due on that day; before the first wave it stands on the road alone."""
    follow_up = follow_up or current_follow_up(person.pk, told.as_of)
    if follow_up is not None:
        follow_up = locked(follow_up)
        person = follow_up.enrolment.person
    check_may_state(by, person, told.source, follow_up)
    return _store(by, person, follow_up, told, now)


@transaction.atomic
def answer_by_link(*, by: Actor, token: str, told: Told, now: datetime) -> OutcomeStatement:
    """The alumnus answers without an account: the signed link stands for them. Refused("link_over") otherwise."""
    follow_up = locked(follow_up_of_link(token, timezone.localdate(now)))
    return _store(by, follow_up.enrolment.person, follow_up, told, now)


@transaction.atomic
def correct_statement(
    *, by: Actor, statement: OutcomeStatement, told: Told, reason: str, now: datetime
) -> OutcomeStatement:
    """The old one stays, marked with the reason and with what took its place."""
    old = _locked_live(statement)
    check_may_state(by, old.person, told.source, old.follow_up)
    reason = check_reason(reason)
    new = _store(by, old.person, old.follow_up, told, now)
    old.superseded_by, old.corrected_reason = new, reason
    old.save(update_fields=["superseded_by", "corrected_reason"])
    record(by, "outcomes.correct_statement", old, by_statement=new.pk)
    return new


@transaction.atomic
def withdraw_statement(*, by: Actor, statement: OutcomeStatement, reason: str, now: datetime) -> OutcomeStatement:
    """Said of the wrong person, say: it no longer counts, and the alumnus is on the call list again."""
    old = _locked_live(statement)
    check_may_state(by, old.person, old.source, old.follow_up)
    old.corrected_reason = check_reason(reason)
    old.save(update_fields=["corrected_reason"])
    if old.follow_up is not None:
        put_back(locked(old.follow_up), now)
    record(by, "outcomes.withdraw_statement", old)
    return old


def follow_up_of_link(token: str, today: date) -> FollowUp:
    pk = links.read(token, int(value_on(LINK_DAYS, today)))
    rows = FollowUp.objects.select_related("enrolment__person", "enrolment__batch__centre", "owner")
    found = rows.filter(pk=pk or 0, enrolment__person__erased_at__isnull=True).first()
    if found is None:
        raise Refused("link_over", messages.link_over())
    return found


def _store(by: Actor, person: Person, follow_up: FollowUp | None, told: Told, now: datetime) -> OutcomeStatement:
    today = timezone.localdate(now)
    check_day(told.as_of, today, follow_up.enrolment.ended_on if follow_up else None)
    statement = OutcomeStatement.objects.create(
        person=person, follow_up=follow_up, status=told.status, source=told.source, as_of=told.as_of,
        occupation=" ".join(told.occupation.split())[:200], employer_name=" ".join(told.employer_name.split())[:300],
        related_to_training=told.related_to_training, note=told.note.strip(), said_by=by.name, said_at=now,
    )  # fmt: skip
    if follow_up is not None:
        follow_up.state, follow_up.closed_on, follow_up.unknown_reason = FollowUpState.ANSWERED, today, ""
        follow_up.save(update_fields=["state", "closed_on", "unknown_reason"])
    touch([person.pk], today)
    record(
        by, "outcomes.record_statement", statement, source=told.source, follow_up=follow_up.pk if follow_up else None
    )
    if told.source == StatementSource.SELF and follow_up is not None:
        messages.thank(follow_up, statement)
    return statement


def _locked_live(statement: OutcomeStatement) -> OutcomeStatement:
    rows = OutcomeStatement.objects.select_for_update(of=("self",)).select_related(
        "person", "follow_up__enrolment__person", "follow_up__enrolment__batch"
    )
    old = rows.get(pk=statement.pk)
    if old.corrected_reason or old.superseded_by_id:
        raise Refused("already_corrected", messages.already_corrected())
    return old
