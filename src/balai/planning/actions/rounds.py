"""The yearly planning of a funder: opened, filled with proposals, closed when every one has its answer."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.audit.record import record
from balai.institutions.models import Institution
from balai.kernel.refusal import Refused
from balai.planning.enums import RoundState
from balai.planning.models import PlanningRound
from balai.planning.rules import check_reason, check_year
from balai.planning.rules.rounds import check_all_answered, check_is_closed, check_is_open, check_may_plan


@dataclass(frozen=True, slots=True)
class NewRound:
    """closes_on: until when centres should send; the round closes when the funder closes it."""

    year: int
    closes_on: date | None = None
    note: str = ""


def open_round(*, by: Actor, funder: Institution, plan: NewRound, now: datetime) -> PlanningRound:
    """One a funder and year, by constraint."""
    check_may_plan(by, funder.pk)
    check_year(plan.year)
    made = PlanningRound(funder=funder, year=plan.year, closes_on=plan.closes_on, note=plan.note.strip(), opened_at=now)
    try:
        with transaction.atomic():
            made.save()
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
    record(by, "planning.close_round", row, year=row.year)
    return row


@transaction.atomic
def reopen_round(*, by: Actor, planning_round: PlanningRound, words: str) -> PlanningRound:
    row = _locked(planning_round)
    check_may_plan(by, row.funder_id)
    check_is_closed(row)
    row.state, row.note, row.closed_at, row.closed_by = RoundState.OPEN, check_reason(words, "words"), None, ""
    row.save()
    record(by, "planning.reopen_round", row, year=row.year)
    return row


def _locked(planning_round: PlanningRound) -> PlanningRound:
    return PlanningRound.objects.select_for_update(of=("self",)).select_related("funder").get(pk=planning_round.pk)
