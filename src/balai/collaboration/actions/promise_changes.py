"""Another target or another day, with the consent of every body it concerns."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.audit.record import record
from balai.collaboration.actions.promise_evidence import write_given
from balai.collaboration.enums import PROMISE_FLOW, ChangeState, PromiseState
from balai.collaboration.models import ChangeAnswer, Member, Promise, PromiseChange, PromiseReceiver
from balai.collaboration.promise_messages import tell_change, tell_change_ended
from balai.collaboration.queries.promises import asked_for_change, locked_promise, silent_on_change
from balai.collaboration.rules.authority import check_word_of, day_of
from balai.collaboration.rules.convening import check_open
from balai.collaboration.rules.promises import (
    check_other_side,
    check_own_desk,
    check_received,
    check_running,
    check_target,
)
from balai.kernel.reasons import check_reason
from balai.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class ChangePlan:
    target: int
    due: date
    reason: str


@transaction.atomic
def ask_for_change(*, by: Actor, promise: Promise, member: Member, plan: ChangePlan, now: datetime) -> PromiseChange:
    """By the promiser or one to whom it was made; who asks agrees. One change at a time: the same asked twice is one."""
    promise = locked_promise(promise)
    today, wrote = day_of(promise.period, now), _check_side(by, promise, member, now)
    check_running(promise)
    check_open(promise.period)
    check_target(plan.target)
    if plan.due < max(today, promise.since):
        raise Refused("due_is_past", _("Tenggat baru paling awal hari ini."), "due")
    if (plan.target, plan.due) == (promise.target, promise.due):
        raise Refused("nothing_changed", _("Sasaran dan tenggatnya masih sama. Ubah salah satunya."), "due")
    said = {"target": plan.target, "due": plan.due, "reason": check_reason(plan.reason)[:500]}
    try:
        with transaction.atomic():
            change = PromiseChange.objects.create(promise=promise, proposed_by=member, at=now, by=by.name, **said)
    except IntegrityError:
        return _the_open_one(promise, member, said)
    record(by, "collaboration.ask_for_change", change, target=plan.target)
    _answer(by, change, member, {"agrees": True, "text": "", "noted_by_id": wrote}, now)
    tell_change(change, [one for one in asked_for_change(change) if one.institution_id != member.institution_id])
    return _ended_if_all_agree(by, change, now)


def _the_open_one(promise: Promise, member: Member, said: dict[str, object]) -> PromiseChange:
    found = promise.changes.get(state=ChangeState.ASKED)
    if found.proposed_by_id != member.pk or any(getattr(found, name) != value for name, value in said.items()):
        raise Refused("change_is_open", _("Sudah ada usulan perubahan yang menunggu jawaban. Jawab yang itu dahulu."))
    return found


@transaction.atomic
def answer_change(
    *, by: Actor, change: PromiseChange, member: Member, agrees: bool, text: str, now: datetime
) -> PromiseChange:
    """A party's own word. One refusal ends it; the last consent makes it hold. Answers at the same moment wait for each other."""
    promise = locked_promise(change.promise)
    change = PromiseChange.objects.select_for_update(of=("self",)).select_related("proposed_by").get(pk=change.pk)
    change.promise = promise
    wrote = _check_side(by, promise, member, now)
    check_open(promise.period)
    if change.state != ChangeState.ASKED:
        return _as_it_ended(change, member, agrees)
    said = {"agrees": agrees, "text": " ".join(text.split())[:500], "noted_by_id": wrote}
    _answer(by, change, member, said, now)
    record(by, "collaboration.answer_change", change, agrees=agrees, party=member.code)
    if not agrees:
        return _end(change, ChangeState.REFUSED, now)
    return _ended_if_all_agree(by, change, now)


def _as_it_ended(change: PromiseChange, member: Member, agrees: bool) -> PromiseChange:
    if not change.answers.filter(member__institution_id=member.institution_id, agrees=agrees).exists():
        raise Refused("change_ended", _("Usulan perubahan ini sudah selesai dijawab. Muat ulang halaman."))
    return change


def _check_side(by: Actor, promise: Promise, member: Member, now: datetime) -> int | None:
    """Who wrote it down, as of check_own_word."""
    if member.pk == promise.promiser_id:
        check_own_desk(by, member)
        return check_word_of(by, member, promise.period, now)
    check_received(promise, member)
    return check_other_side(by, promise, member, now)


def _answer(by: Actor, change: PromiseChange, member: Member, said: dict[str, Any], now: datetime) -> None:
    ChangeAnswer.objects.update_or_create(change=change, member=member, defaults=said | {"at": now, "by": by.name})


def _end(change: PromiseChange, state: ChangeState, now: datetime) -> PromiseChange:
    change.state, change.ended_at = state, now
    change.save(update_fields=["state", "ended_at"])
    tell_change_ended(change, asked_for_change(change))
    return change


def _ended_if_all_agree(by: Actor, change: PromiseChange, now: datetime) -> PromiseChange:
    if silent_on_change(change):
        return change
    _replace(by, change, now)
    return _end(change, ChangeState.AGREED, now)


def _replace(by: Actor, change: PromiseChange, now: datetime) -> Promise:
    """The old one stays readable. Its evidence goes over to the new one as long as it was running; one that was late stays late."""
    old = change.promise
    row = None if old.state == PromiseState.LATE else old.commitment
    old.state, old.settled_on = PROMISE_FLOW.next_state(old.state, "renegotiate"), day_of(old.period, now)
    if row is not None:
        old.commitment = None
    old.save()
    new = Promise(
        period=old.period, commitment=row, decision=old.decision, promiser=old.promiser, attester=old.attester,
        counted_at_id=old.counted_at_id, text=old.text, measure=old.measure, unit=old.unit, target=change.target, since=old.since,
        due=change.due, state=PromiseState.GIVEN, proposed_by=change.by, proposed_at=change.at, given_at=now, given_by=by.name,
        replaces=old,
    )  # fmt: skip
    new.save()
    for one in old.receivers.all():
        PromiseReceiver.objects.create(promise=new, member_id=one.member_id)
    write_given(new)
    new.save()
    record(by, "collaboration.replace_promise", new, replaces=old.pk, target=change.target)
    return new
