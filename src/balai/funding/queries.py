"""Reading who bears a duty."""

from balai.funding.chain import DEFAULT_CHAIN
from balai.funding.enums import Bearer, Duty, FundSource
from balai.funding.models import ResponsibilityChain


def bearer_of(source: str, duty: Duty) -> Bearer:
    """The row somebody wrote, else the default of the source."""
    row = ResponsibilityChain.objects.filter(source=source, duty=duty).values_list("bearer", flat=True).first()
    return Bearer(row) if row else DEFAULT_CHAIN[FundSource(source)][duty]
