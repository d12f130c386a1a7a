"""Every night: what the records say of the promises that run. What becomes a fact is frozen."""

import logging
from datetime import date, datetime, timedelta

from django.db import transaction

from balai.access.actor import Actor
from balai.audit.record import record
from balai.collaboration.actions.promise_evidence import write_settled
from balai.collaboration.enums import PROMISE_FLOW, RUNNING, PromiseState
from balai.collaboration.models import Promise
from balai.collaboration.parameters import REPLY_DAYS
from balai.collaboration.promise_messages import tell_asked, tell_settled
from balai.collaboration.queries.promises import Progress, locked_promise, progress_of, receivers_of
from balai.collaboration.rules.authority import day_of
from balai.parameters.queries import value_on

log = logging.getLogger(__name__)


def follow_promises(*, by: Actor, now: datetime) -> int:
    """All that run, each by itself: one whose records cannot be read does not hold up the others. How many changed their state."""
    changed = 0
    for pk in Promise.objects.filter(state__in=RUNNING).order_by("pk").values_list("pk", flat=True):
        try:
            changed += follow_promise(by=by, promise=Promise(pk=pk), now=now)
        except Exception:
            log.exception("promise %s could not be counted", pk)
    return changed


@transaction.atomic
def follow_promise(*, by: Actor, promise: Promise, now: datetime) -> bool:
    """Counts, and says whether the state changed."""
    promise = locked_promise(promise)
    if promise.state not in RUNNING:
        return False
    today, before = day_of(promise.period, now), promise.state
    progress = progress_of(promise, min(today, promise.due))
    _freeze(promise, progress)
    if progress.is_reached:
        _settle(by, promise, "keep", today)
    elif promise.state == PromiseState.GIVEN and today > promise.due:
        _ask(by, promise, today)
    elif promise.state == PromiseState.ASKED and promise.reply_until is not None and today > promise.reply_until:
        _settle(by, promise, "late", today)
    if promise.state == PromiseState.LATE:
        after = progress_of(promise, today)
        if after.is_reached:
            _freeze(promise, after)
            _settle(by, promise, "keep_late", today)
    promise.save()
    return promise.state != before


def _freeze(promise: Promise, progress: Progress) -> None:
    promise.counted, promise.unknown, promise.counted_on = progress.number, progress.unknown, progress.until


def _ask(by: Actor, promise: Promise, today: date) -> None:
    """Privately: who promised, and to whom. The time starts when they are asked."""
    promise.state = PROMISE_FLOW.next_state(promise.state, "ask")
    promise.asked_on, promise.reply_until = today, today + timedelta(days=int(value_on(REPLY_DAYS, today)))
    record(by, "collaboration.ask_promise", promise)
    tell_asked(promise, receivers_of(promise))


def _settle(by: Actor, promise: Promise, step: str, today: date) -> None:
    promise.state = PROMISE_FLOW.next_state(promise.state, step)
    promise.settled_on = today
    write_settled(promise, promise.counted)
    record(by, f"collaboration.{step}_promise", promise, counted=promise.counted)
    tell_settled(promise, receivers_of(promise))
