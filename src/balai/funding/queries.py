"""Reading who bears a duty."""

from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from balai.funding.chain import DEFAULT_CHAIN
from balai.funding.enums import Bearer, Duty, FundSource
from balai.funding.models import FundLine, OperatingGuide, ResponsibilityChain


@dataclass(frozen=True, slots=True)
class Link:
    """One duty under one source. legal_basis: empty for a default nobody has stated otherwise.

    own: said by the funder for its own money.
    """

    source: FundSource
    duty: Duty
    bearer: Bearer
    legal_basis: str
    is_default: bool
    own: bool = False


def bearer_of(source: str, duty: Duty, funder_id: int | None = None) -> Bearer:
    """The funder's own row, else the network's, else the default of the source."""
    said = _written(funder_id).filter(source=source, duty=duty).values_list("bearer", flat=True).last()
    return Bearer(said) if said else DEFAULT_CHAIN[FundSource(source)][duty]


def whole_chain(funder_id: int | None = None) -> list[tuple[FundSource, list[Link]]]:
    """Every source with its duties in order, as it holds for the money of the funder; None for the network."""
    written = {(row.source, row.duty): row for row in _written(funder_id)}
    return [(source, [_link(source, duty, written.get((source, duty))) for duty in Duty]) for source in FundSource]


def chain_of(source: str, funder_id: int) -> list[Link]:
    """The duties under one source as they hold for the money of the funder, in order; one query."""
    told = FundSource(source)
    written = {row.duty: row for row in _written(funder_id).filter(source=told)}
    return [_link(told, duty, written.get(duty)) for duty in Duty]


def guide_of(line: FundLine | None) -> OperatingGuide | None:
    """The version of the operating guide that holds for this money: the newest."""
    return line.guides.last() if line is not None else None


def _written(funder_id: int | None) -> QuerySet[ResponsibilityChain]:
    """The network's rows first, so that the funder's own come after them."""
    rows = ResponsibilityChain.objects.filter(Q(funder_id=None) | Q(funder_id=funder_id))
    return rows.order_by(F("funder_id").asc(nulls_first=True))


def _link(source: FundSource, duty: Duty, row: ResponsibilityChain | None) -> Link:
    if row is not None:
        return Link(source, duty, Bearer(row.bearer), row.legal_basis, False, row.funder_id is not None)
    return Link(source, duty, DEFAULT_CHAIN[source][duty], "", True)
