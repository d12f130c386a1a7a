"""When answers of a pulse may be shown: which tickets fall together, and which cells may stand side by side."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from balai.collaboration.assessment.said import FEWEST
from balai.collaboration.enums import PulseLevel
from balai.kernel.refusal import Refused

ALIKE = 10
"""All the same answer tells everybody's answer: below this many it is not shown either."""
MOST_TICKETS, MOST_A_PARTY = 2000, 300
LONGEST = timedelta(days=60)
Counts = tuple[int, ...]
NOTHING: Counts = (0, 0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Group:
    """Who is told apart. sector: of a party too."""

    level: str
    sector: str = ""
    member: int | None = None


ALL = Group(PulseLevel.ALL)


def groups_for(asked: Iterable[tuple[int, str, int]]) -> dict[int, Group]:
    """Party -> the group its tickets say. asked: party, sector, tickets. Every group has five tickets or more as long as there are
    five at all: a small party falls to its sector, a small sector to everybody, and who would be left alone draws others to it."""
    rows = [(member, sector, n) for member, sector, n in asked if n > 0]
    found = {m: Group(PulseLevel.PARTY, s, m) if n >= FEWEST else Group(PulseLevel.SECTOR, s) for m, s, n in rows}
    size = _sizes(rows, found)
    for member, sector, _n in rows:
        if found[member].level == PulseLevel.SECTOR and (not sector or size[found[member]] < FEWEST):
            found[member] = ALL
    size = _sizes(rows, found)
    while 0 < size.get(ALL, 0) < FEWEST and len(size) > 1:
        least = min((g for g in size if g != ALL), key=lambda g: (size[g], g.sector, g.member or 0))
        found = {m: ALL if g == least else g for m, g in found.items()}
        size = _sizes(rows, found)
    return found


def _sizes(rows: Sequence[tuple[int, str, int]], found: dict[int, Group]) -> dict[Group, int]:
    size: dict[Group, int] = {}
    for member, _sector, n in rows:
        size[found[member]] = size.get(found[member], 0) + n
    return size


@dataclass(frozen=True, slots=True)
class Box:
    """sheets: people who handed one in; counts: those of them who did not leave the item open."""

    group: Group
    sheets: int
    counts: Counts


@dataclass(frozen=True, slots=True)
class Cell:
    """May be shown. rest: the part of it that no smaller shown cell holds, which may be worked out and is itself safe, or empty."""

    group: Group
    counts: Counts
    rest: Counts


def is_safe(counts: Sequence[int]) -> bool:
    """Could these answers stand alone?"""
    n = sum(counts)
    return n >= FEWEST and (n >= ALIKE or max(counts) < n)


@dataclass(slots=True)
class _Node:
    group: Group
    sheets: int = 0
    counts: Counts = NOTHING
    under: list["_Node"] = field(default_factory=list)

    def add(self, box: Box) -> None:
        self.sheets += box.sheets
        self.counts = tuple(a + b for a, b in zip(self.counts, box.counts, strict=True))

    @property
    def rest(self) -> Box:
        """What subtraction leaves of it."""
        sheets = self.sheets - sum(one.sheets for one in self.under)
        return Box(
            self.group, sheets, tuple(n - sum(one.counts[at] for one in self.under) for at, n in enumerate(self.counts))
        )

    @property
    def may_stand(self) -> bool:
        rest = self.rest
        return is_safe(self.counts) and (rest.sheets == 0 or is_safe(rest.counts))

    def settle(self, parts: Iterable["_Node"]) -> list["_Node"]:
        """The outermost cells shown at or below this group. A part whose neighbours could be worked out from it is withheld."""
        self.under = [top for part in parts for top in part.shown()]
        while self.under and not self.may_stand:
            least = min(
                self.under, key=lambda one: (sum(one.counts), one.group.level, one.group.sector, one.group.member or 0)
            )
            self.under.remove(least)
            self.under.extend(least.under)
        return [self] if self.may_stand else []

    def shown(self) -> list["_Node"]:
        return self.settle(self.under)

    def walk(self) -> Iterable["_Node"]:
        yield self
        for one in self.under:
            yield from one.walk()


def cells_shown(boxes: Sequence[Box], *, by_party: bool = True) -> list[Cell]:
    """Of one item. No cell, and nothing that additions and subtractions of cells yield, holds fewer than five answers. by_party
    False: nobody is told apart below the sector."""
    whole, sectors = _Node(ALL), dict[str, _Node]()
    for box in boxes:
        whole.add(box)
        group = box.group
        if group.sector:
            sector = sectors.setdefault(group.sector, _Node(Group(PulseLevel.SECTOR, group.sector)))
            sector.add(box)
        if by_party and group.level == PulseLevel.PARTY:
            (sector if group.sector else whole).under.append(_Node(group, box.sheets, box.counts))
    whole.under.extend(node for _name, node in sorted(sectors.items()))
    top = whole.shown()
    return [Cell(node.group, node.counts, node.rest.counts) for one in top for node in one.walk()]


def check_tickets(asked: Iterable[int]) -> None:
    rows = list(asked)
    if any(n < 0 or n > MOST_A_PARTY for n in rows):
        raise Refused("too_many_tickets", _("Lembar untuk satu pihak paling banyak %(most)s.") % {"most": MOST_A_PARTY})
    if sum(rows) < FEWEST:
        raise Refused(
            "too_few_tickets",
            _(
                "Bagikan paling sedikit %(fewest)s lembar seluruhnya. Di bawah itu jawaban orang bisa dikenali dan tidak ditampilkan."
            )
            % {"fewest": FEWEST},
        )
    if sum(rows) > MOST_TICKETS:
        raise Refused("too_many_tickets", _("Lembar seluruhnya paling banyak %(most)s.") % {"most": MOST_TICKETS})


def check_days(opens_on: date, closes_on: date, today: date) -> None:
    if closes_on < opens_on or closes_on < today:
        raise Refused(
            "closes_before",
            _("Hari terakhir harus hari ini atau sesudahnya, dan tidak sebelum hari pertama."),
            "closes_on",
        )
    if closes_on - opens_on > LONGEST:
        raise Refused(
            "too_long",
            _("Denyut paling lama berjalan %(days)s hari. Majukan hari terakhirnya.") % {"days": LONGEST.days},
            "closes_on",
        )
