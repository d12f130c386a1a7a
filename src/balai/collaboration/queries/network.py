"""Who works with whom: parties that met, decided, acted, gave or held a class together."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations

from django.db.models import Q

from balai.collaboration.enums import NOT_HELD, PartyPart
from balai.collaboration.models import ActivityParty, DecisionParty, MeetingParty, Member, Period, Pledge
from balai.planning.enums import BatchState
from balai.planning.models import Batch

KINDS = ("meetings", "decisions", "activities", "contributions", "classes")
MOST_ROWS, MOST_MEMBERS = 5000, 300
Pair = tuple[int, int]


@dataclass(slots=True)
class Tie:
    """counts: by kind, how often."""

    one: Member
    other: Member
    counts: Counter[str] = field(default_factory=Counter)

    @property
    def weight(self) -> int:
        return self.counts.total()


@dataclass(slots=True)
class Network:
    """alone: parties that nothing ties to another."""

    members: list[Member]
    ties: list[Tie]

    @property
    def alone(self) -> list[Member]:
        tied = {one.pk for tie in self.ties for one in (tie.one, tie.other)}
        return [one for one in self.members if one.pk not in tied]


def network_of(period: Period) -> Network:
    """Ties by weight, the heaviest first. Six queries."""
    members = list(Member.objects.filter(period=period).order_by("name", "pk")[:MOST_MEMBERS])
    by_pk = {one.pk: one for one in members}
    counts: dict[Pair, Counter[str]] = defaultdict(Counter)
    for kind, pairs in _all_pairs(period, members):
        for pair in pairs:
            if pair[0] in by_pk and pair[1] in by_pk:
                counts[pair][kind] += 1
    ties = [Tie(by_pk[one], by_pk[other], found) for (one, other), found in counts.items()]
    return Network(members, sorted(ties, key=lambda tie: (-tie.weight, tie.one.name, tie.other.name)))


def _all_pairs(period: Period, members: list[Member]) -> Iterator[tuple[str, Iterable[Pair]]]:
    met = MeetingParty.objects.filter(row__period=period, part=PartyPart.ATTENDED)
    met = met.exclude(row__convening__state__in=NOT_HELD)
    yield "meetings", _together(met.values_list("row_id", "member_id")[:MOST_ROWS])
    yield (
        "decisions",
        _together(DecisionParty.objects.filter(row__period=period).values_list("row_id", "member_id")[:MOST_ROWS]),
    )
    yield (
        "activities",
        _together(ActivityParty.objects.filter(row__period=period).values_list("row_id", "member_id")[:MOST_ROWS]),
    )
    given = Pledge.objects.filter(contribution__period=period).exclude(contribution__delivered_on="")
    yield "contributions", [_pair(*row) for row in given.values_list("giver_id", "receiver_id")[:MOST_ROWS]]
    yield "classes", _classes(period, members)


def _pair(one: int, other: int) -> Pair:
    return (one, other) if one < other else (other, one)


def _together(rows: Iterable[tuple[int, int]]) -> Iterator[Pair]:
    by_row: dict[int, set[int]] = defaultdict(set)
    for row, member in rows:
        by_row[row].add(member)
    for found in by_row.values():
        yield from combinations(sorted(found), 2)


def _classes(period: Period, members: list[Member]) -> Iterator[Pair]:
    """Classes of the period's days in which two of its bodies have a part: who pays, recruits, selects, delivers."""
    at = {one.institution_id: one.pk for one in reversed(members)}
    if period.period_start_from is None or period.period_end_to is None:
        return
    mine = Q(centre_id__in=at) | Q(package__funder_id__in=at)
    rows = Batch.objects.filter(mine, starts_on__lte=period.period_end_to, ends_on__gte=period.period_start_from)
    columns = ("centre_id", "package__funder_id", "recruiter_id", "selector_id", "deliverer_id")
    for bodies in rows.exclude(state=BatchState.CANCELLED).order_by("pk").values_list(*columns)[:MOST_ROWS]:
        yield from combinations(sorted({at[one] for one in bodies if one in at}), 2)
