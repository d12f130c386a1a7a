"""A body's page and the list of bodies, each with a bounded number of queries."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from balai.access.actor import Actor
from balai.institutions.enums import NameKind
from balai.institutions.models import (
    Agreement,
    AgreementParty,
    Equipment,
    Institution,
    InstitutionFunction,
    InstitutionName,
    Instructor,
    InstructorCertificate,
    Mandate,
    Membership,
    Proxy,
    Room,
    StandingChange,
)
from balai.institutions.models.institution import name_key
from balai.regions.models import Region

SHOWN = 30


@dataclass(slots=True)
class Profile:
    names: list[InstitutionName]
    functions: list[InstitutionFunction]
    mandates: list[Mandate]
    children: list[Institution]
    rooms: list[Room]
    equipment: list[Equipment]
    instructors: list[Instructor]
    agreements: list[Agreement]
    scans: set[int]
    desks: list[Membership]
    proxies: list[Proxy]
    decisions: list[StandingChange]


def profile_of(institution: Institution, actor: Actor, today: date) -> Profile:
    certificates = InstructorCertificate.objects.filter(replaced_by__isnull=True).order_by("kind", "valid_until")
    parties = AgreementParty.objects.select_related("institution")
    scans = Agreement.objects.scan_visible_to(actor).filter(scan__isnull=False)
    return Profile(
        names=list(institution.names.exclude(kind=NameKind.OFFICIAL).order_by("-valid_to", "name")),
        functions=list(institution.functions.order_by("function")),
        mandates=list(institution.mandates.order_by("pk")[:SHOWN]),
        children=list(Institution.objects.visible_to(actor).filter(parent=institution).order_by("name_key")[:SHOWN]),
        rooms=list(institution.rooms.filter(gone_on__isnull=True).order_by("kind", "name")),
        equipment=list(
            institution.equipment.filter(gone_on__isnull=True).select_related("room").order_by("name", "pk")[:200]
        ),
        instructors=list(
            institution.instructors.active_on(today)
            .order_by("full_name")
            .prefetch_related(Prefetch("certificates", certificates))[:200]
        ),
        agreements=list(
            Agreement.objects.visible_to(actor)
            .filter(Q(parties__institution=institution) | Q(kept_by=institution))
            .distinct()
            .order_by("kind", "valid_from", "pk")
            .prefetch_related(Prefetch("parties", parties))[:SHOWN]
        ),
        scans=set(
            scans.filter(Q(parties__institution=institution) | Q(kept_by=institution)).values_list("pk", flat=True)
        ),
        desks=list(institution.memberships.held_on(today).select_related("user").order_by("role", "pk")[:200]),
        proxies=list(institution.proxies.valid_on(today).select_related("acting_institution")),
        decisions=list(StandingChange.objects.visible_to(actor).filter(institution=institution).order_by("-pk")[:10]),
    )


def listed(
    seen: QuerySet[Institution], *, text: str = "", kind: str = "", standing: str = "", region: Region | None = None
) -> QuerySet[Institution]:
    """Narrowed by what a visitor asked; text is looked for in every name a body has or had."""
    rows = seen.select_related("region__parent")
    if key := name_key(text):
        named = InstitutionName.objects.filter(institution=OuterRef("pk"), name_key__contains=key)
        rows = rows.filter(Q(name_key__contains=key) | Exists(named))
    if kind:
        rows = rows.filter(kind=kind)
    if standing:
        rows = rows.filter(standing=standing)
    if region is not None:
        rows = rows.filter(region__in=Region.objects.all().within(region))
    return rows
