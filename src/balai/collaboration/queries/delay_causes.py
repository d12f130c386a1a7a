"""Which causes of delay recur, without names: over all forums, and only where no single body can be guessed."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef
from django.db.models.functions import ExtractYear

from balai.collaboration.enums import SPOKEN_OF, DelayCause
from balai.collaboration.models import Promise, PromiseReply

FEWEST_BODIES = 3


@dataclass(frozen=True, slots=True)
class CauseLine:
    """cause: empty for promises whose owner has not replied."""

    cause: str
    label: str
    promises: int
    bodies: int


@dataclass(slots=True)
class Causes:
    """withheld: some causes were named by fewer than FEWEST_BODIES bodies; how many, and which, is not said."""

    year: int
    lines: list[CauseLine]
    withheld: bool


def years_of_causes() -> list[int]:
    rows = Promise.objects.filter(state__in=SPOKEN_OF).annotate(year=ExtractYear("due"))
    return sorted(set(rows.values_list("year", flat=True)), reverse=True)


def causes_of(year: int) -> Causes:
    """Of the promises due that year that were late or broken."""
    late = Promise.objects.filter(state__in=SPOKEN_OF, due__year=year)
    told = PromiseReply.objects.filter(promise__in=late).exclude(cause="")
    found = list(
        told.values("cause").annotate(
            n=Count("promise", distinct=True), bodies=Count("member__institution", distinct=True)
        )
    )
    replied = PromiseReply.objects.filter(promise=OuterRef("pk"), member=OuterRef("promiser")).exclude(cause="")
    silent = late.exclude(Exists(replied)).aggregate(
        n=Count("pk"), bodies=Count("promiser__institution", distinct=True)
    )
    rows = [CauseLine(row["cause"], str(DelayCause(row["cause"]).label), row["n"], row["bodies"]) for row in found]
    if silent["n"]:
        rows.append(CauseLine("", "", silent["n"], silent["bodies"]))
    seen = [row for row in rows if row.bodies >= FEWEST_BODIES]
    return Causes(year, sorted(seen, key=lambda row: (-row.promises, row.cause)), len(seen) < len(rows))
