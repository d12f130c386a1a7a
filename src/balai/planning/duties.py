"""Who announces, selects, trains and reports: the chain of the fund source, with the bodies it means for one package."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.funding.enums import Bearer, Duty, FundSource
from balai.funding.models import FundLine
from balai.funding.queries import Link, bearer_of, chain_of
from balai.institutions.enums import InstitutionKind
from balai.institutions.models import Institution
from balai.institutions.voice import has_own_voice
from balai.planning.models import Batch, Package

OF_THE_PROVINCE: Final = (FundSource.APBN_DECONCENTRATION, FundSource.APBD_PROVINCE)
"""Money in the hands of the governor: its labour office is the province's."""
PROVINCE_KINDS: Final = (InstitutionKind.PROVINCE_OFFICE, InstitutionKind.LABOUR_OFFICE)
NEEDED: Final = {
    Duty.SELECT: Permission.APPLICATION_DECIDE,
    Duty.DELIVER: Permission.ATTENDANCE_MARK,
    Duty.REPORT: Permission.BATCH_EDIT,
}


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
    """A class keeps the bodies it was opened with, whatever the chain says since."""
    kept = {
        Duty.RECRUIT: batch.recruiter,
        Duty.SELECT: batch.selector,
        Duty.DELIVER: batch.deliverer,
        Duty.REPORT: batch.reporter,
    }
    return [Borne(one.link, kept.get(one.link.duty, one.body)) for one in duties_of(batch.package)]


def bearer_body(package: Package, duty: Duty) -> Institution:
    """The body that bears the duty; the centre where the chain means a labour office that is not on file."""
    source = package.fund_line.source if package.fund_line else "own"
    return _body(bearer_of(source, duty, package.funder_id), package) or package.centre


def bearers_on(package: Package, today: date) -> dict[Duty, Institution]:
    """Who shall bear each duty of a class opened today. A body at which nobody sits who could do it leaves it to the
    centre, so that no class stands still; only announcing looks again on the day (rules.may_recruit)."""
    found = {Duty.RECRUIT: bearer_body(package, Duty.RECRUIT)}
    for duty, permission in NEEDED.items():
        body = bearer_body(package, duty)
        found[duty] = body if body == package.centre or has_own_voice(body.pk, permission, today) else package.centre
    return found


def may_open_class(actor: Actor, package: Package, today: date) -> bool:
    """Who could run the class of this package: the same bodies as rules.may_run asks of a class that stands."""
    if actor.may(Permission.BATCH_EDIT, package.centre_id):
        return True
    if not actor.has(Permission.BATCH_EDIT):
        return False
    borne = bearers_on(package, today)
    return any(actor.may(Permission.BATCH_EDIT, borne[d].pk) for d in (Duty.RECRUIT, Duty.SELECT, Duty.DELIVER))


def _body(bearer: Bearer, package: Package) -> Institution | None:
    if bearer == Bearer.FUNDER:
        return package.funder
    if bearer == Bearer.CENTRE:
        return package.centre
    region = package.centre.region
    if region is None:
        return None
    offices = Institution.objects.public().order_by("pk")
    if source_of(package) in OF_THE_PROVINCE:
        if region.province_id is None:
            return None
        return offices.filter(kind__in=PROVINCE_KINDS, region_id=region.province_id).first()
    offices = offices.filter(kind=InstitutionKind.LABOUR_OFFICE)
    return offices.filter(region__regency_id=region.regency_id).first() if region.regency_id else None
