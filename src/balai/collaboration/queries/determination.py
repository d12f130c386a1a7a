"""A question and its answers: who may answer, who has not, and the sentence that says what came of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from balai.collaboration.enums import BallotState, Voice
from balai.collaboration.models import Argument, Ballot, BallotParty, Interest, Matter, Member, Option, Period, Vote
from balai.institutions.enums import Standing

MOST = 100


@dataclass(frozen=True, slots=True)
class Tally:
    """In parties. entitled: without those that declared a conflict of interest."""

    entitled: int
    in_favour: int
    against: int
    abstained: int

    @property
    def answered(self) -> int:
        return self.in_favour + self.against + self.abstained


def tally_of(entitled: int, said: Iterable[str]) -> Tally:
    heard = list(said)
    return Tally(entitled, heard.count(Voice.FOR), heard.count(Voice.AGAINST), heard.count(Voice.ABSTAIN))


@dataclass(slots=True)
class BallotView:
    """votes, conflicted, silent: all parties that may answer stand in one of the three."""

    ballot: Ballot
    votes: list[Vote]
    conflicted: list[BallotParty]
    silent: list[Member]
    tally: Tally
    sentence: str = ""
    doors: list[Any] = field(default_factory=list)

    @property
    def dissent(self) -> list[Vote]:
        return [one for one in self.votes if one.voice == Voice.AGAINST]

    @property
    def is_open(self) -> bool:
        return self.ballot.state == BallotState.OPEN


@dataclass(slots=True)
class OptionView:
    option: Option
    arguments: list[Argument] = field(default_factory=list)


def view_of(ballot: Ballot) -> BallotView:
    """Of prefetched rows where they are; else three questions."""
    votes = sorted(ballot.votes.all(), key=lambda one: one.member.name)
    parties = sorted(ballot.parties.all(), key=lambda one: one.member.name)
    heard = {one.member_id for one in votes}
    conflicted = [one for one in parties if one.conflict_at]
    out = heard | {one.member_id for one in conflicted}
    silent = [one.member for one in parties if one.member_id not in out]
    tally = tally_of(len(parties) - len(conflicted), (one.voice for one in votes))
    view = BallotView(ballot, votes, conflicted, silent, tally)
    view.sentence = _sentence(view)
    return view


def still_asked(view: BallotView) -> list[Member]:
    """Silent parties that can still answer: a body that was closed is not waited for."""
    return [one for one in view.silent if one.institution.standing != Standing.CLOSED]


def _sentence(view: BallotView) -> str:
    """Numbers, dissent and who did not answer, in one sentence."""
    counted = view.tally
    said = _("%(n)s setuju, %(against)s menolak, %(abstained)s tidak memihak") % {
        "n": counted.in_favour, "against": counted.against, "abstained": counted.abstained,
    }  # fmt: skip
    parts = [said]
    if view.silent:
        unheard = _("belum menjawab: %(names)s") if view.is_open else _("tidak menjawab: %(names)s")
        parts.append(unheard % {"names": _names(view.silent)})
    if view.conflicted:
        parts.append(_("tidak ikut memutus karena benturan kepentingan: %(names)s")
                     % {"names": _names([one.member for one in view.conflicted])})  # fmt: skip
    told = "; ".join(parts)
    quorum = _("kuorum %(n)s pihak") % {"n": view.ballot.quorum}
    head = str(view.ballot.get_outcome_display()).capitalize() if not view.is_open else _("Sejauh ini")
    return f"{head}: {told}; {quorum}."


def _names(members: list[Member]) -> str:
    shown = ", ".join(one.name for one in members[:8])
    more = _("dan %(n)s lagi") % {"n": len(members) - 8}
    return f"{shown}, {more}" if len(members) > 8 else shown


def with_answers(rows: QuerySet[Ballot]) -> QuerySet[Ballot]:
    return rows.select_related("decision", "meeting").prefetch_related(
        "votes__member__institution", "parties__member__institution"
    )


def ballots_of(matter: Matter) -> list[BallotView]:
    rows = with_answers(Ballot.objects.filter(matter=matter)).order_by("-opened_at", "-pk")
    return [view_of(row) for row in rows[:MOST]]


def results_of(period: Period) -> dict[int, BallotView]:
    """By id of the decision: how it was reached."""
    rows = with_answers(Ballot.objects.filter(decision__period=period)).order_by("-pk")
    return {row.decision_id: view_of(row) for row in rows[:MOST] if row.decision_id}


def interests_of(matter: Matter) -> list[Interest]:
    return list(Interest.objects.filter(matter=matter).select_related("member").order_by("member__name", "pk")[:500])


def options_of(matter: Matter) -> list[OptionView]:
    rows = Option.objects.filter(matter=matter).select_related("member").prefetch_related("arguments__member")
    return [OptionView(row, list(row.arguments.all())) for row in rows.order_by("pk")[:MOST]]


def matters_of(period: Period) -> list[tuple[Matter, Any]]:
    """The newest first, with the question that is open or was decided last."""
    rows = Matter.objects.filter(period=period).prefetch_related("ballots").order_by("-pk")
    return [(row, max(row.ballots.all(), key=lambda one: one.pk, default=None)) for row in rows[:MOST]]
