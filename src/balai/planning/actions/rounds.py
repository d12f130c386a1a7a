"""The yearly planning of a funder: opened, filled with proposals until its last day, closed when every one has its answer."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.audit.record import record
from balai.institutions.models import Institution
from balai.kernel.clock import today_in
from balai.kernel.refusal import Refused
from balai.planning.enums import RoundState, RoundStep
from balai.planning.models import PlanningRound, RoundVersion
from balai.planning.rules import check_reason, check_year
from balai.planning.rules.rounds import check_all_answered, check_is_open, check_last_day, check_may_plan, check_new_day


@dataclass(frozen=True, slots=True)
class NewRound:
    """closes_on: the last day on which centres can send; the round closes when the funder closes it."""

    year: int
    closes_on: date | None = None
    note: str = ""


def open_round(*, by: Actor, funder: Institution, plan: NewRound, now: datetime) -> PlanningRound:
    """One a funder and year, by constraint."""
    check_may_plan(by, funder.pk)
    check_year(plan.year)
    check_last_day(plan.closes_on, today_in(funder.zone, now))
    made = PlanningRound(funder=funder, year=plan.year, closes_on=plan.closes_on, note=plan.note.strip(), opened_at=now)
    try:
        with transaction.atomic():
            made.save()
            _keep(by, made, RoundStep.OPEN, made.note, now)
            record(by, "planning.open_round", made, year=made.year)
    except IntegrityError as twice:
        raise Refused(
            "round_exists", _("Perencanaan tahun itu sudah ada. Buka halamannya, atau tulis tahun lain."), "year"
        ) from twice
    return made


@transaction.atomic
def close_round(*, by: Actor, planning_round: PlanningRound, words: str, now: datetime) -> PlanningRound:
    """Every proposal has its answer; drafts that nobody sent stay drafts."""
    row = _locked(planning_round)
    check_may_plan(by, row.funder_id)
    check_is_open(row)
    check_all_answered(row)
    row.state, row.note, row.closed_at, row.closed_by = RoundState.CLOSED, check_reason(words, "words"), now, by.name
    row.save()
    _keep(by, row, RoundStep.CLOSE, row.note, now)
    record(by, "planning.close_round", row, year=row.year)
    return row


@transaction.atomic
def reopen_round(
    *, by: Actor, planning_round: PlanningRound, words: str, now: datetime, closes_on: date | None = None
) -> PlanningRound:
    """Takes proposals again, until a new last day: one that was closed, or one whose last day has passed. While it is open the
    last day is moved the same way. closes_on None leaves the day, which must not have passed then."""
    row = _locked(planning_round)
    check_may_plan(by, row.funder_id)
    today = today_in(row.funder.zone, now)
    check_new_day(row, closes_on, today)
    step = RoundStep.REOPEN if not row.takes_proposals(now) else RoundStep.MOVE_DAY
    before = row.closes_on
    row.state, row.note, row.closed_at, row.closed_by = RoundState.OPEN, check_reason(words, "words"), None, ""
    row.closes_on = closes_on or before
    row.save()
    _keep(by, row, step, row.note, now)
    days = {"before": before.isoformat() if before else "", "after": row.closes_on.isoformat() if row.closes_on else ""}
    record(by, f"planning.{step}_round", row, year=row.year, **days)
    return row


def _keep(by: Actor, row: PlanningRound, step: RoundStep, words: str, now: datetime) -> None:
    """Inside the transaction that holds the round."""
    last = row.versions.aggregate(n=Max("number"))["n"] or 0
    RoundVersion.objects.create(
        planning_round=row,
        number=last + 1,
        step=step,
        closes_on=row.closes_on,
        words=words,
        said_by=by.name,
        said_at=now,
    )


def _locked(planning_round: PlanningRound) -> PlanningRound:
    rows = PlanningRound.objects.select_for_update(of=("self",)).select_related("funder__region")
    return rows.get(pk=planning_round.pk)
