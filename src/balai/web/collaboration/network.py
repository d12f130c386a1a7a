"""The network of a forum as a drawing: parties on a circle, numbered; the thicker a line the more they did together."""

from dataclasses import dataclass
from math import cos, pi, sin

from balai.collaboration.models import Member
from balai.collaboration.queries.network import Network

MIDDLE, RADIUS, MOST = 160, 128, 40


@dataclass(frozen=True, slots=True)
class Dot:
    number: int
    member: Member
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Line:
    one: Dot
    other: Dot
    width: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """left_out: parties beyond MOST, which stand in the table alone."""

    dots: list[Dot]
    lines: list[Line]
    left_out: int


def drawing_of(network: Network) -> Drawing | None:
    """None where nobody is tied to anybody. Those with the heaviest ties are drawn first."""
    if not network.ties:
        return None
    weight: dict[int, int] = {}
    for tie in network.ties:
        for member in (tie.one, tie.other):
            weight[member.pk] = weight.get(member.pk, 0) + tie.weight
    chosen = sorted(network.members, key=lambda one: (-weight.get(one.pk, 0), one.name))[:MOST]
    dots = {
        one.pk: _dot(number, one, len(chosen)) for number, one in enumerate(sorted(chosen, key=lambda m: m.name), 1)
    }
    heaviest = network.ties[0].weight
    lines = [
        Line(dots[tie.one.pk], dots[tie.other.pk], 1 + round(7 * tie.weight / heaviest))
        for tie in network.ties
        if tie.one.pk in dots and tie.other.pk in dots
    ]
    return Drawing(list(dots.values()), lines, len(network.members) - len(chosen))


def _dot(number: int, member: Member, of: int) -> Dot:
    angle = 2 * pi * (number - 1) / of - pi / 2
    return Dot(number, member, round(MIDDLE + RADIUS * cos(angle)), round(MIDDLE + RADIUS * sin(angle)))
