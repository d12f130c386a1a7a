"""What the pages of the pulse show: how many came, and of a closed round the spread of the answers with how far people agree."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Sum
from django.utils.translation import gettext as _

from balai.collaboration.enums import (
    PULSE_CONSTRUCTS,
    REVERSED,
    SCORES,
    PulseItem,
    PulseLevel,
    PulseState,
    framework_of,
    items_of,
)
from balai.collaboration.models import Member, Period, PulseAsked, PulseBox, PulseCell, PulseRound, PulseTicket
from balai.collaboration.pulse_codes import code_of, digest_of
from balai.institutions.enums import Sector

SPREAD_OF_CHANCE = 2.0
"""Variance of five equally likely answers, (5² - 1) / 12: against it agreement is measured (James, Demaree and Wolf 1984)."""
AGREED, DIVIDED = 0.7, 0.5
MOST_ROUNDS = 24


@dataclass(frozen=True, slots=True)
class Spread:
    """counts: how often 1 to 5 was said, as said. agreement: r_wg, 0 to 1."""

    label: str
    counts: tuple[int, ...]
    is_reversed: bool

    @property
    def people(self) -> int:
        return sum(self.counts)

    @property
    def turned(self) -> tuple[int, ...]:
        """With 5 for what speaks for the collaboration."""
        return self.counts[::-1] if self.is_reversed else self.counts

    @property
    def mean(self) -> float:
        return sum(n * score for n, score in zip(self.turned, SCORES, strict=True)) / self.people

    @property
    def agreement(self) -> float:
        squares = sum(n * (score - self.mean) ** 2 for n, score in zip(self.turned, SCORES, strict=True))
        return max(0.0, 1 - squares / (self.people - 1) / SPREAD_OF_CHANCE)

    @property
    def agree_words(self) -> str:
        if self.agreement >= AGREED:
            return _("jawabannya berdekatan")
        return _("jawabannya agak berbeda") if self.agreement >= DIVIDED else _("jawabannya terbelah")


@dataclass(slots=True)
class ItemResult:
    """whole: None where even all answers together may not be shown. groups: in the order of their names, never of their answers."""

    item: PulseItem
    whole: Spread | None = None
    groups: list[Spread] = field(default_factory=list)

    @property
    def construct(self) -> str:
        return str(PULSE_CONSTRUCTS[self.item])

    @property
    def is_reversed(self) -> bool:
        return self.item in REVERSED


def rounds_of(period: Period) -> list[PulseRound]:
    """The newest first."""
    return list(PulseRound.objects.filter(period=period).order_by("-opens_on", "-pk")[:MOST_ROUNDS])


def results_of(row: PulseRound) -> list[tuple[Any, list[ItemResult]]]:
    """By framework: shared understanding of the one and mutual understanding of the other stay two things."""
    found = {item: ItemResult(item) for item in items_of(row.scope)}
    for cell in PulseCell.objects.filter(round=row).select_related("member"):
        result = found[PulseItem(cell.item)]
        spread = Spread(group_words(cell), tuple(cell.counts), result.is_reversed)
        if cell.level == PulseLevel.ALL:
            result.whole = spread
        else:
            result.groups.append(spread)
    parts: dict[Any, list[ItemResult]] = {}
    for item, result in found.items():
        result.groups.sort(key=lambda one: one.label)
        parts.setdefault(framework_of(item).label, []).append(result)
    return list(parts.items())


def group_words(of: PulseCell | PulseBox) -> str:
    if of.member is not None:
        return of.member.name
    sectors: dict[str, Any] = dict(Sector.choices)
    return _("Sektor %(sector)s") % {"sector": sectors.get(of.sector, of.sector)} if of.sector else _("Semua pihak")


def asked_in(row: PulseRound) -> list[PulseAsked]:
    """Whom tickets were given to. How many of a party came back is told nowhere: only of all together."""
    return list(PulseAsked.objects.filter(round=row).select_related("member").order_by("member__name", "pk")[:500])


def came_back(row: PulseRound) -> int:
    if row.state == PulseState.CLOSED:
        return row.sheets or 0
    return PulseBox.objects.filter(round=row).aggregate(n=Sum("sheets"))["n"] or 0


def codes_for(row: PulseRound, asked: PulseAsked) -> list[str]:
    """Every sheet of the party, used or not: a second print tells nothing about who answered. Empty where the installation's key is
    another than when the round began; sheets handed out before are still good then."""
    codes = [code_of(row, asked.member_id, n) for n in range(asked.tickets)]
    known = PulseTicket.objects.filter(box__round=row, digest__in=[digest_of(code) for code in codes]).count()
    return codes if known == len(codes) else []


def ticket_for(code: str) -> PulseTicket | None:
    """Whoever knows the code holds the sheet."""
    rows = PulseTicket.objects.select_related("box__round__period__collaboration__owner__region", "box__member")
    return rows.filter(digest=digest_of(code)).first()


def parties(period: Period) -> list[Member]:
    return list(Member.objects.filter(period=period).order_by("name", "pk")[:500])


def fresh_results(period_id: int, since: date) -> list[PulseRound]:
    """Closed since a day: for the agenda of the next meeting."""
    rows = PulseRound.objects.filter(period=period_id, state=PulseState.CLOSED, closed_on__gte=since, sheets__gt=0)
    return list(rows.order_by("-closed_on", "-pk")[:3])
