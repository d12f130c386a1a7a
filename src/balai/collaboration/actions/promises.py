"""A promise is proposed, given by the one who promises, or taken back before that; one that cannot be kept is said to be broken."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.audit.record import record
from balai.collaboration.actions.promise_evidence import write_given, write_settled
from balai.collaboration.enums import ATTESTED, PROMISE_FLOW, PromiseState
from balai.collaboration.models import Decision, Member, Period, Promise, PromiseReceiver
from balai.collaboration.parameters import BROKEN_DAYS
from balai.collaboration.promise_messages import tell_given, tell_proposed, tell_settled
from balai.collaboration.queries.promises import locked_promise, receivers_of
from balai.collaboration.rules.authority import day_of, may_keep
from balai.collaboration.rules.convening import check_open
from balai.collaboration.rules.promises import (
    check_days,
    check_may_propose,
    check_measure,
    check_own_desk,
    check_parties,
    check_still_there,
    check_target,
    check_words,
)
from balai.institutions.models import Institution
from balai.kernel.once import saved_once
from balai.kernel.reasons import check_reason
from balai.kernel.refusal import Refused
from balai.parameters.queries import value_on


@dataclass(frozen=True, slots=True)
class PromisePlan:
    """measure: code of the catalogue, or "attested" with its unit and attester. counted_at: whose records count, the promiser's where
    it is empty. target: a whole number in the measure's unit."""

    text: str
    measure: str
    target: int
    since: date
    due: date
    unit: str = ""
    attester: Member | None = None
    counted_at: Institution | None = None
    decision: Decision | None = None


@transaction.atomic
def propose_promise(
    *, by: Actor, period: Period, promiser: Member, receivers: Sequence[Member], plan: PromisePlan, now: datetime,
    client_id: UUID | None = None,
) -> Promise:  # fmt: skip
    """client_id: of the page it was written on; the same again answers the first."""
    period = (
        Period.objects.select_for_update(of=("self",)).select_related("collaboration__owner__region").get(pk=period.pk)
    )
    check_may_propose(by, period, promiser, *receivers)
    check_open(period)
    check_parties(period, promiser, receivers)
    text = check_words(plan.text)
    check_measure(plan.measure, plan.unit, promiser, receivers, plan.attester)
    check_target(plan.target)
    check_days(period, plan.since, plan.due)
    if plan.decision is not None and plan.decision.period_id != period.pk:
        raise Refused("other_decision", _("Keputusan ini dari masa lain. Pilih keputusan masa ini."), "decision")
    made = Promise(
        period=period, promiser=promiser, text=text, target=plan.target, since=plan.since, due=plan.due, proposed_by=by.name,
        proposed_at=now, decision=plan.decision, client_id=client_id, measure=plan.measure, **_counting(plan, promiser),
    )  # fmt: skip
    kept = saved_once(made)
    if kept is not made:
        return kept
    PromiseReceiver.objects.bulk_create(PromiseReceiver(promise=made, member=one) for one in dict.fromkeys(receivers))
    record(by, "collaboration.propose_promise", made, measure=plan.measure, target=plan.target)
    tell_proposed(made)
    return made


def _counting(plan: PromisePlan, promiser: Member) -> dict[str, object]:
    if plan.measure == ATTESTED:
        return {"unit": " ".join(plan.unit.split())[:60], "attester": plan.attester}
    return {"counted_at": plan.counted_at or promiser.institution}


@transaction.atomic
def give_promise(*, by: Actor, promise: Promise, now: datetime) -> Promise:
    """The promiser's own desk gives its word; from here on it is evidence. Given twice it is given once."""
    promise = locked_promise(promise)
    check_own_desk(by, promise.promiser)
    if promise.state == PromiseState.GIVEN:
        return promise
    check_open(promise.period)
    check_still_there(promise.promiser)
    promise.state = PROMISE_FLOW.next_state(promise.state, "give")
    promise.given_at, promise.given_by = now, by.name
    write_given(promise)
    promise.save()
    record(by, "collaboration.give_promise", promise)
    tell_given(promise, receivers_of(promise))
    return promise


@transaction.atomic
def withdraw_promise(*, by: Actor, promise: Promise, reason: str, now: datetime) -> Promise:
    """Before it was given: by who proposed it, by the secretary, or refused by the one who was to promise."""
    promise = locked_promise(promise)
    own = by.may(Permission.COLLABORATION_SPEAK, promise.promiser.institution_id)
    if not own and by.name != promise.proposed_by and not may_keep(by, promise.period.collaboration):
        raise Refused(
            "may_not_withdraw", _("Usulan ini ditarik oleh pengusulnya, sekretariat, atau yang diminta berjanji.")
        )
    promise.state = PROMISE_FLOW.next_state(promise.state, "withdraw")
    promise.said = check_reason(reason)[:500]
    promise.settled_on = day_of(promise.period, now)
    promise.save()
    record(by, "collaboration.withdraw_promise", promise)
    return promise


@transaction.atomic
def break_promise(*, by: Actor, promise: Promise, reason: str, now: datetime) -> Promise:
    """The promiser says that it will not be kept; those it was made to may say so once it is late for long (BROKEN_DAYS)."""
    promise = locked_promise(promise)
    today = day_of(promise.period, now)
    if not by.may(Permission.COLLABORATION_SPEAK, promise.promiser.institution_id):
        _check_may_call_broken(by, promise, today)
    promise.state = PROMISE_FLOW.next_state(promise.state, "break")
    promise.said = check_reason(reason)[:500]
    promise.settled_on = today
    write_settled(promise, promise.counted)
    promise.save()
    record(by, "collaboration.break_promise", promise)
    tell_settled(promise, receivers_of(promise))
    return promise


def _check_may_call_broken(by: Actor, promise: Promise, today: date) -> None:
    own = by.institutions_with(Permission.COLLABORATION_SPEAK)
    if not any(one.institution_id in own for one in receivers_of(promise)):
        raise Refused("may_not_break", _("Hanya yang berjanji atau yang dijanjikan yang bisa mengatakan ini."))
    days = int(value_on(BROKEN_DAYS, today))
    late_long = promise.state == PromiseState.LATE and promise.settled_on is not None
    if not late_long or promise.settled_on is None or today < promise.settled_on + timedelta(days=days):
        raise Refused(
            "too_early",
            _(
                "Anda bisa menyatakannya %(days)s hari sesudah janji disebut terlambat. Sampai saat itu, tulis pandangan Anda."
            )
            % {"days": days},
        )
