"""A question is put with its rule, the parties answer once each, and what comes of it is written once."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.audit.record import record
from balai.collaboration.actions.deliberation import locked_period
from balai.collaboration.deliberation_messages import tell_question, tell_result
from balai.collaboration.enums import BallotState, ConveningState, Outcome, Voice, VoteRule
from balai.collaboration.models import (
    Ballot,
    BallotParty,
    Convening,
    Decision,
    DecisionParty,
    Matter,
    Meeting,
    Member,
    Option,
    Vote,
)
from balai.collaboration.queries.determination import BallotView, still_asked, view_of
from balai.collaboration.rules.authority import check_may_keep, day_of
from balai.collaboration.rules.deliberation import check_words
from balai.collaboration.rules.determination import (
    check_closes,
    check_decides,
    check_may_close,
    check_meeting,
    check_open_question,
    check_quorum,
    check_rule,
    check_time_left,
    check_voice,
    mandate_of,
    outcome_of,
)
from balai.institutions.enums import Standing
from balai.kernel.once import saved_once
from balai.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class QuestionPlan:
    """quorum: parties that must have answered. closes_at: aware."""

    question: str
    kind: str
    quorum: int
    closes_at: datetime
    rule: str = VoteRule.CONSENSUS
    option: Option | None = None
    meeting: Meeting | None = None


@transaction.atomic
def put_question(
    *, by: Actor, matter: Matter, plan: QuestionPlan, now: datetime, client_id: UUID | None = None
) -> Ballot:
    """Before all parties of the period that stand on this day; who joins later does not answer this one."""
    period = locked_period(matter.period_id)
    check_may_keep(by, period.collaboration)
    if client_id and (first := Ballot.objects.filter(client_id=client_id).first()):
        return first  # under the lock of the period
    if matter.ballots.filter(state=BallotState.OPEN).exists():
        raise Refused("question_open", _("Pokok ini masih punya pertanyaan yang belum diputus. Tutup itu dahulu."))
    parties = list(Member.objects.filter(period=period).exclude(institution__standing=Standing.CLOSED).order_by("pk"))
    _check_plan(plan, matter, len(parties), now)
    made = Ballot(
        matter=matter, option=plan.option, meeting=plan.meeting, kind=plan.kind, rule=plan.rule, quorum=plan.quorum,
        question=check_words(plan.question, "question", _("“Pertanyaan” belum diisi.")), closes_at=plan.closes_at,
        opened_at=now, opened_by=by.name, client_id=client_id,
    )  # fmt: skip
    kept = saved_once(made)
    if kept is not made:
        return kept
    BallotParty.objects.bulk_create(BallotParty(ballot=made, member=one) for one in parties)
    record(by, "collaboration.put_question", made, rule=plan.rule, quorum=plan.quorum, parties=len(parties))
    for one in made.parties.select_related("member__institution").order_by("pk"):
        tell_question(made, one.member)
    return made


def _check_plan(plan: QuestionPlan, matter: Matter, parties: int, now: datetime) -> None:
    check_rule(plan.rule, matter)
    check_decides(plan.kind)
    check_quorum(plan.quorum, parties)
    check_closes(plan.closes_at, now)
    check_meeting(plan.meeting, matter.period_id)
    if plan.option is not None and plan.option.matter_id != matter.pk:
        raise Refused("other_option", _("“Pilihan”: pilih usulan dari pokok ini."), "option")


def locked_ballot(pk: int) -> Ballot:
    """Inside a transaction: whoever votes, steps aside or closes decides here one after the other."""
    rows = Ballot.objects.select_for_update(of=("self",)).select_related(
        "matter__period__collaboration__owner__region", "meeting"
    )
    return rows.get(pk=pk)


def _seat(ballot: Ballot, member: Member) -> BallotParty:
    seat = BallotParty.objects.filter(ballot=ballot, member=member).select_related("member__institution").first()
    if seat is None:
        raise Refused(
            "no_party_then",
            _("%(name)s belum menjadi pihak saat pertanyaan ini diajukan, jadi tidak ikut menjawabnya.")
            % {"name": member.name},
            "member",
        )
    return seat


@transaction.atomic
def vote(*, by: Actor, ballot: Ballot, member: Member, voice: str, reason: str, now: datetime) -> Vote:
    """Once, and it stands. The same word sent again answers the first. With the last word the question is closed."""
    ballot = locked_ballot(ballot.pk)
    seat = _seat(ballot, member)
    desk, office = mandate_of(by, seat.member, day_of(ballot.matter.period, now))
    before = Vote.objects.filter(ballot=ballot, member=member).first()
    if before is not None and before.voice == voice:
        return before
    if before is not None:
        raise Refused(
            "voted", _("%(name)s sudah memberi suara; satu pihak satu suara.") % {"name": member.name}, "voice"
        )
    check_open_question(ballot)
    check_time_left(ballot, now)
    if seat.conflict_at:
        raise Refused(
            "conflicted",
            _("%(name)s menyatakan benturan kepentingan: boleh bicara, tidak ikut memutus.") % {"name": member.name},
            "member",
        )
    reason = check_voice(voice, reason)
    row = Vote.objects.create(
        ballot=ballot,
        member=member,
        voice=voice,
        reason=reason,
        membership=desk,
        noted_by_id=office,
        at=now,
        by=by.name,
    )
    record(by, "collaboration.vote", row, party=member.code, ballot=ballot.pk)
    _close_when_all_answered(by, ballot, now)
    return row


@transaction.atomic
def declare_conflict(*, by: Actor, ballot: Ballot, member: Member, reason: str, now: datetime) -> BallotParty:
    """Before it votes. It stands on the page and is not taken back."""
    ballot = locked_ballot(ballot.pk)
    seat = _seat(ballot, member)
    mandate_of(by, seat.member, day_of(ballot.matter.period, now))
    if seat.conflict_at:
        return seat
    check_open_question(ballot)
    if Vote.objects.filter(ballot=ballot, member=member).exists():
        raise Refused(
            "voted", _("%(name)s sudah memberi suara; satu pihak satu suara.") % {"name": member.name}, "member"
        )
    seat.conflict = check_words(reason, "reason", _("“Benturan kepentingan” belum dijelaskan. Tulis satu kalimat."))
    seat.conflict_at, seat.conflict_by = now, by.name
    seat.save(update_fields=["conflict", "conflict_at", "conflict_by"])
    record(by, "collaboration.declare_conflict", seat, party=member.code, ballot=ballot.pk)
    _close_when_all_answered(by, ballot, now)
    return seat


@transaction.atomic
def close_question(*, by: Actor, ballot: Ballot, now: datetime) -> Ballot:
    """By the secretariat when its time is over. Closed already: as it stands."""
    ballot = locked_ballot(ballot.pk)
    check_may_keep(by, ballot.matter.period.collaboration)
    if ballot.state == BallotState.CLOSED:
        return ballot
    view = _read(ballot)
    check_may_close(ballot, still_asked(view), now)
    return _close(by, view, now)


def _read(ballot: Ballot) -> BallotView:
    """What stands under the lock."""
    prefetch_related_objects([ballot], "votes__member__institution", "parties__member__institution")
    return view_of(ballot)


def _close_when_all_answered(by: Actor, ballot: Ballot, now: datetime) -> None:
    view = _read(ballot)
    if not still_asked(view):
        _close(by, view, now)


def _close(by: Actor, view: BallotView, now: datetime) -> Ballot:
    ballot = view.ballot
    ballot.state, ballot.closed_at, ballot.closed_by = BallotState.CLOSED, now, by.name
    ballot.outcome = outcome_of(ballot.rule, ballot.quorum, view.tally)
    if ballot.outcome == Outcome.PASSED:
        ballot.decision = _write_decision(ballot, view)
    ballot.save(update_fields=["state", "closed_at", "closed_by", "outcome", "decision"])
    record(by, "collaboration.close_question", ballot, outcome=ballot.outcome, silent=len(view.silent))
    sentence = view_of(ballot).sentence
    for member in (*(one.member for one in view.votes), *view.silent, *(one.member for one in view.conflicted)):
        tell_result(ballot, member, sentence)
    return ballot


def _write_decision(ballot: Ballot, view: BallotView) -> Decision:
    """The evidence: agreed by those who said so. A meeting whose minutes were closed meanwhile takes nothing."""
    period = ballot.matter.period
    held = (
        Convening.objects.select_for_update().filter(meeting=ballot.meeting_id).first() if ballot.meeting_id else None
    )
    meeting = None if held is not None and held.state == ConveningState.CLOSED else ballot.meeting
    made = Decision.objects.create(
        period=period, code=f"q{ballot.pk}", meeting=meeting, kind=ballot.kind, text=ballot.question
    )
    agreed = [one.member for one in view.votes if one.voice == Voice.FOR]
    DecisionParty.objects.bulk_create(DecisionParty(row=made, member=one) for one in agreed)
    return made
