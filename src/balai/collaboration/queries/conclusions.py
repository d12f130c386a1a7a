"""What researchers concluded of a period: the newest of each body, and the versions before it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Prefetch

from balai.collaboration.models import Conclusion, ConclusionQuotation, Period

SHOWN = 500


@dataclass(slots=True)
class Column:
    """earlier: newest first."""

    newest: Conclusion
    earlier: list[Conclusion] = field(default_factory=list)


def concluded(period: Period) -> dict[str, list[Column]]:
    """Subject -> one column a body, the body that concluded last first."""
    cited = ConclusionQuotation.objects.select_related("quotation__source").order_by("quotation_id")
    rows = Conclusion.objects.filter(period=period).select_related("institution")
    return columns(rows.prefetch_related(Prefetch("cited", cited)).order_by("-at", "-pk")[:SHOWN])


def columns(rows: Iterable[Conclusion]) -> dict[str, list[Column]]:
    """rows: newest first."""
    found: dict[str, dict[int, Column]] = {}
    for row in rows:
        bodies = found.setdefault(row.subject, {})
        if row.institution_id in bodies:
            bodies[row.institution_id].earlier.append(row)
        else:
            bodies[row.institution_id] = Column(row)
    return {subject: list(bodies.values()) for subject, bodies in found.items()}
