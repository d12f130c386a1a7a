"""A visit: done with what was found; every advice becomes an action with an owner and a day, and closes with a result."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.audit.record import record
from balai.institutions.models import Institution
from balai.kernel.reasons import check_reason
from balai.kernel.refusal import Refused
from balai.ventures import messages
from balai.ventures.actions.groups import locked, set_state
from balai.ventures.enums import AdviceState, VisitState
from balai.ventures.models import Advice, BusinessGroup, MonitoringVisit
from balai.ventures.rules import (
    check_advice_open,
    check_found,
    check_may_close_advice,
    check_may_visit,
    check_planned,
    check_result,
    check_state,
    check_visit_day,
)


@dataclass(frozen=True, slots=True)
class NewAdvice:
    text: str
    owner: Institution
    due_on: date


@dataclass(frozen=True, slots=True)
class Found:
    """group_state: empty leaves the group's state as it is. reason: for stalled or stopped."""

    visited_on: date
    progress: str = ""
    problems: str = ""
    group_state: str = ""
    reason: str = ""
    advice: Sequence[NewAdvice] = field(default=())


@transaction.atomic
def record_visit(
    *, by: Actor, group: BusinessGroup, found: Found, now: datetime, visit: MonitoringVisit | None = None
) -> MonitoringVisit:
    """visit: the planned one that was made; without it a visit that nobody had planned. The planned day stays."""
    group = locked(group)
    check_may_visit(by, group)
    check_visit_day(found.visited_on, timezone.localdate(now), group)
    check_found(found.progress, found.problems)
    reason = check_state(found.group_state, found.reason)
    done = _planned(visit, group) if visit else MonitoringVisit(group=group)
    done.state, done.visited_on, done.group_state = VisitState.DONE, found.visited_on, found.group_state
    done.progress, done.problems = found.progress.strip(), found.problems.strip()
    done.visitor_id, done.recorded_by, done.recorded_at = by.user_id or done.visitor_id, by.name, now
    done.save()
    for one in found.advice:
        _advise(done, one)
    if found.group_state and found.group_state != group.state:
        set_state(group, found.group_state, reason, found.visited_on)
    record(by, "ventures.record_visit", done, group=group.pk, advice=len(found.advice), state=found.group_state or "-")
    return done


@transaction.atomic
def plan_visit(*, by: Actor, group: BusinessGroup, planned_on: date, now: datetime) -> MonitoringVisit:
    group = locked(group)
    check_may_visit(by, group)
    if planned_on < timezone.localdate(now):
        raise Refused("day_past", _("“Tanggal rencana” sudah lewat. Pilih hari ini atau sesudahnya."), "planned_on")
    try:
        with transaction.atomic():
            visit = MonitoringVisit.objects.create(
                group=group, planned_on=planned_on, visitor_id=by.user_id, recorded_by=by.name, recorded_at=now
            )
    except IntegrityError as error:
        raise Refused("already_planned", _("Kunjungan pada hari itu sudah direncanakan."), "planned_on") from error
    record(by, "ventures.plan_visit", visit, group=group.pk)
    return visit


@transaction.atomic
def cancel_visit(*, by: Actor, visit: MonitoringVisit, reason: str, now: datetime) -> MonitoringVisit:
    visit = _locked(visit)
    check_may_visit(by, visit.group)
    check_planned(visit)
    visit.state, visit.cancel_reason = VisitState.CANCELLED, check_reason(reason)
    visit.recorded_by, visit.recorded_at = by.name, now
    visit.save(update_fields=["state", "cancel_reason", "recorded_by", "recorded_at"])
    record(by, "ventures.cancel_visit", visit)
    return visit


@transaction.atomic
def undo_visit(*, by: Actor, visit: MonitoringVisit, reason: str, now: datetime) -> MonitoringVisit:
    """Recorded by mistake: planned again, or cancelled when nobody had planned it; its open advice is dropped with the reason."""
    visit = _locked(visit)
    check_may_visit(by, visit.group)
    reason = check_reason(reason)
    if visit.state == VisitState.PLANNED:
        raise Refused("visit_not_done", _("Kunjungan ini belum dicatat. Tidak ada yang perlu dibatalkan."))
    visit.state = VisitState.PLANNED if visit.planned_on else VisitState.CANCELLED
    visited_on, visit.visited_on, visit.cancel_reason = visit.visited_on, None, reason
    try:
        with transaction.atomic():
            visit.save(update_fields=["state", "cancel_reason", "visited_on"])
    except IntegrityError as error:
        raise Refused("already_planned", _("Kunjungan lain pada hari itu sudah direncanakan.")) from error
    dropped = (
        Advice.objects.open()
        .filter(visit=visit)
        .update(state=AdviceState.DROPPED, result=reason, closed_on=timezone.localdate(now))
    )
    record(by, "ventures.undo_visit", visit, dropped=dropped, visited_on=visited_on)
    return visit


@transaction.atomic
def close_advice(*, by: Actor, advice: Advice, result: str, today: date, dropped: bool = False) -> Advice:
    """Done with what was done, or dropped with why. "Advice only" does not close it."""
    advice = _locked_advice(advice)
    check_may_close_advice(by, advice)
    check_advice_open(advice)
    advice.state = AdviceState.DROPPED if dropped else AdviceState.DONE
    advice.result, advice.closed_on = check_result(result), today
    advice.save(update_fields=["state", "result", "closed_on"])
    record(by, "ventures.close_advice", advice, state=advice.state)
    return advice


@transaction.atomic
def reopen_advice(*, by: Actor, advice: Advice) -> Advice:
    """The result stays readable until the next one takes its place."""
    advice = _locked_advice(advice)
    check_may_close_advice(by, advice)
    advice.state, advice.closed_on = AdviceState.OPEN, None
    advice.save(update_fields=["state", "closed_on"])
    record(by, "ventures.reopen_advice", advice)
    return advice


def _planned(visit: MonitoringVisit, group: BusinessGroup) -> MonitoringVisit:
    found = MonitoringVisit.objects.select_for_update(of=("self",)).get(pk=visit.pk, group=group)
    check_planned(found)
    return found


def _advise(visit: MonitoringVisit, new: NewAdvice) -> None:
    made = Advice.objects.create(visit=visit, text=new.text.strip(), owner=new.owner, due_on=new.due_on)
    messages.tell_owner(made)


def _locked(visit: MonitoringVisit) -> MonitoringVisit:
    rows = MonitoringVisit.objects.select_for_update(of=("self",))
    return rows.select_related("group__office__region").get(pk=visit.pk)


def _locked_advice(advice: Advice) -> Advice:
    rows = Advice.objects.select_for_update(of=("self",))
    return rows.select_related("visit__group__office__region", "owner").get(pk=advice.pk)
