"""How unevenly the parties give: money and what is worth money, delivered."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, Sum

from balai.collaboration.models import Contribution, Period


@dataclass(frozen=True, slots=True)
class Concentration:
    """total: rupiah delivered. share: of the largest giver, 0 to 1. index: Herfindahl-Hirschman, the sum of the squared shares, from
    1 / givers (all alike) to 1 (one gives all). unpriced: delivered without an amount. Of fewer than two givers index is 1."""

    givers: int
    total: Decimal
    largest: str
    share: float
    index: float
    unpriced: int
    promised: int
    delivered: int

    @property
    def percent(self) -> float:
        return 100 * self.share

    @property
    def least(self) -> float:
        """The index if all gave alike."""
        return 1 / self.givers


def concentration_of(period: Period) -> Concentration | None:
    """None where nothing with an amount was delivered."""
    rows = Contribution.objects.filter(period=period)
    delivered = rows.exclude(delivered_on="")
    told = rows.aggregate(
        promised=Count("pk"), delivered=Count("pk", filter=~Q(delivered_on="")),
        unpriced=Count("pk", filter=~Q(delivered_on="") & Q(amount_number=None)),
    )  # fmt: skip
    by_giver = list(
        delivered.filter(amount_number__gt=0, institution__isnull=False)
        .values("institution__name").annotate(sum=Sum("amount_number")).order_by("-sum", "institution__name")
    )  # fmt: skip
    total = sum((row["sum"] for row in by_giver), Decimal(0))
    if not total:
        return None
    shares = [float(row["sum"] / total) for row in by_giver]
    return Concentration(
        len(by_giver), total, by_giver[0]["institution__name"], shares[0], sum(one * one for one in shares), **told
    )
