"""Who announces, selects, trains and reports: the chain of the fund source, with the bodies it means for one package."""

from dataclasses import dataclass

from balai.funding.enums import Bearer, Duty
from balai.funding.models import FundLine
from balai.funding.queries import Link, bearer_of, chain_of
from balai.institutions.enums import InstitutionKind
from balai.institutions.models import Institution
from balai.planning.models import Batch, Package


@dataclass(frozen=True, slots=True)
class Borne:
    """link: what the chain says and on what basis. body: None where the chain means an office that is not on file."""

    link: Link
    body: Institution | None


def source_of(package: Package) -> str:
    """Of its line; before it has one, of the funder's money of that year when there is one kind only; else empty."""
    if package.fund_line is not None:
        return package.fund_line.source
    if package.funder_id == package.centre_id:
        return "own"
    lines = FundLine.objects.filter(funder_id=package.funder_id, year=package.year).order_by()
    kinds = set(lines.values_list("source", flat=True))
    return kinds.pop() if len(kinds) == 1 else ""


def duties_of(package: Package) -> list[Borne]:
    """In order of the road; empty while nobody knows from which money it will be paid."""
    source = source_of(package)
    return [Borne(link, _body(link.bearer, package)) for link in chain_of(source, package.funder_id)] if source else []


def duties_of_class(batch: Batch) -> list[Borne]:
    """A class keeps the recruiter it was opened with, whatever the chain says since."""
    kept = {Duty.RECRUIT: batch.recruiter}
    return [Borne(one.link, kept.get(one.link.duty, one.body)) for one in duties_of(batch.package)]


def bearer_body(package: Package, duty: Duty) -> Institution:
    """The body that bears the duty; the centre where the chain means a labour office that is not on file."""
    source = package.fund_line.source if package.fund_line else "own"
    return _body(bearer_of(source, duty, package.funder_id), package) or package.centre


def _body(bearer: Bearer, package: Package) -> Institution | None:
    if bearer == Bearer.FUNDER:
        return package.funder
    if bearer == Bearer.CENTRE:
        return package.centre
    regency = package.centre.region.regency_id if package.centre.region else None
    offices = Institution.objects.public().filter(kind=InstitutionKind.LABOUR_OFFICE, region__regency_id=regency)
    return offices.order_by("pk").first() if regency else None
