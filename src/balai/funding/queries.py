"""Reading who bears a duty."""

from dataclasses import dataclass

from balai.funding.chain import DEFAULT_CHAIN
from balai.funding.enums import Bearer, Duty, FundSource
from balai.funding.models import ResponsibilityChain


@dataclass(frozen=True, slots=True)
class Link:
    """One duty under one source. legal_basis: empty for a default nobody has stated otherwise."""

    source: FundSource
    duty: Duty
    bearer: Bearer
    legal_basis: str
    is_default: bool


def bearer_of(source: str, duty: Duty) -> Bearer:
    """The row somebody wrote, else the default of the source."""
    row = ResponsibilityChain.objects.filter(source=source, duty=duty).values_list("bearer", flat=True).first()
    return Bearer(row) if row else DEFAULT_CHAIN[FundSource(source)][duty]


def whole_chain() -> list[tuple[FundSource, list[Link]]]:
    """Every source with its duties in order."""
    written = {(row.source, row.duty): row for row in ResponsibilityChain.objects.all()}
    return [(source, [_link(source, duty, written.get((source, duty))) for duty in Duty]) for source in FundSource]


def _link(source: FundSource, duty: Duty, row: ResponsibilityChain | None) -> Link:
    if row is not None:
        return Link(source, duty, Bearer(row.bearer), row.legal_basis, False)
    return Link(source, duty, DEFAULT_CHAIN[source][duty], "", True)
