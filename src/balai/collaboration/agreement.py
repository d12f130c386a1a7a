"""How far two coders agree: how often they said the same, and Cohen's kappa, which takes off what chance alone would give.

Cohen (1960): kappa = (p_o - p_e) / (1 - p_e), p_e from how often each coder used each category. Where both used one and the same
category for everything p_e is 1 and kappa says nothing: it is undefined, not 1.
"""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

Codes = Mapping[str, str]
"""Subject -> leaning, of one coder for one quotation; empty where no subject fits."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """units: quotations both coded; same: those they coded alike. kappa: None where it is undefined."""

    units: int
    same: int
    kappa: Fraction | None

    @property
    def share(self) -> Fraction | None:
        """Raw agreement, None without units."""
        return Fraction(self.same, self.units) if self.units else None

    @property
    def percentage(self) -> float | None:
        return None if self.share is None else float(100 * self.share)

    @property
    def figure(self) -> float | None:
        """Kappa, to be shown."""
        return None if self.kappa is None else float(self.kappa)


def agreement(first: Sequence[Hashable], second: Sequence[Hashable]) -> Agreement:
    """Of two coders' categories, unit by unit in the same order. ValueError: not the same units."""
    units = len(first)
    if units != len(second):
        raise ValueError("the two coders have different units")
    same = sum(a == b for a, b in zip(first, second, strict=True))
    ones, others = Counter(first), Counter(second)
    by_chance = sum(n * others[category] for category, n in ones.items())  # times units squared
    if by_chance == units * units:  # also where there are no units
        return Agreement(units, same, None)
    return Agreement(units, same, Fraction(units * same - by_chance, units * units - by_chance))


def in_all(first: Sequence[Codes], second: Sequence[Codes]) -> Agreement:
    """The category of a quotation is everything it was given: alike only where subjects and leanings are the same."""
    return agreement([frozenset(one.items()) for one in first], [frozenset(one.items()) for one in second])


def by_subject(first: Sequence[Codes], second: Sequence[Codes]) -> dict[str, Agreement]:
    """For each subject somebody used: every quotation is a unit; its category the leaning, or that it was not given."""
    used = dict.fromkeys(subject for codes in (*first, *second) for subject in codes)
    return {
        subject: agreement([one.get(subject, "") for one in first], [one.get(subject, "") for one in second])
        for subject in used
    }
