"""Who may do what to a body: its own desks, the offices of its area, the body above it, the operator."""

from typing import TypedDict

from django.utils.translation import gettext as _

from balai.access.actor import Actor, Area
from balai.access.permissions import Permission as P
from balai.access.roles import ROLES
from balai.institutions.enums import OFFICES, OFFICES_OF_NATION, OFFICES_OF_REGENCY
from balai.institutions.models import Institution, Membership
from balai.institutions.rules.roles import manages_desks
from balai.kernel.refusal import Refused
from balai.regions.models import Region


class Seat(TypedDict):
    regency: int | None
    province: int | None


def seat_of(institution: Institution) -> Seat:
    """The regency and province a body lies in."""
    region = institution.region
    if region is None:
        return {"regency": None, "province": None}
    return {"regency": region.regency_id, "province": region.province_id}


def is_operator(by: Actor) -> bool:
    return by.may_for_all(P.SYSTEM_OPERATE)


def may_edit(by: Actor, institution: Institution) -> bool:
    """Its own desks, and who acts on its behalf with its letter. An office above looks and decides about its standing;
    what the body says of itself is the body's (decision 6)."""
    return by.may(P.INSTITUTION_EDIT, institution.pk)


def may_correct_register(by: Actor, institution: Institution) -> bool:
    """What the register says of a body (names, kind, place, address): the body itself; while nobody speaks for it there,
    the office that may verify it and keeps the list; the operator, who alone changes what was verified."""
    if may_edit(by, institution) or is_operator(by):
        return True
    return may_verify(by, institution) and not has_manager(institution.pk)


def may_verify(by: Actor, institution: Institution) -> bool:
    """Nobody vouches for the body they sit at; an office that answers for an area is vouched for from above."""
    if is_operator(by):
        return True
    if any(desk.institution == institution.pk for desk in by.desks):
        return False
    areas = [a for a in by.areas_with(P.INSTITUTION_VERIFY) if a.contains(**seat_of(institution))]
    return any(_is_above(area, institution) for area in areas)


def _is_above(area: Area, institution: Institution) -> bool:
    if institution.kind not in OFFICES:
        return True
    if institution.kind in OFFICES_OF_REGENCY:
        return area.level in ("province", "nation")
    return institution.kind not in OFFICES_OF_NATION and area.level == "nation"


def may_manage_desks(by: Actor, institution: Institution) -> bool:
    """Whoever manages its desks, the desks of the body above it; and where nobody there can seat others, the office
    that may vouch for it."""
    return (
        is_operator(by)
        or by.may(P.DESK_MANAGE, institution.pk)
        or by.may(P.DESK_MANAGE, institution.parent_id)
        or (may_verify(by, institution) and not has_manager(institution.pk))
    )


def has_manager(institution_id: int) -> bool:
    """Does somebody there, without a known end, manage the desks?"""
    open_desks = Membership.objects.filter(institution_id=institution_id, ends_on__isnull=True)
    return any(manages_desks(role) for role in open_desks.values_list("role", flat=True))


def may_act_for(by: Actor, institution: Institution, acting_institution_id: int) -> bool:
    """An office with the permission in whose area the body lies, or the body above it."""
    for desk in by.desks:
        if desk.institution != acting_institution_id or desk.area is None:
            continue
        alone = Actor(by.name, by.user_id, (desk,))
        if alone.may_in(P.INSTITUTION_PROXY, **seat_of(institution)):
            return True
    return institution.parent_id == acting_institution_id and by.may(P.INSTITUTION_EDIT, acting_institution_id)


def may_seat_as(by: Actor, role: str) -> bool:
    """A desk that reaches the whole network wherever it stands is given only by those who hold such a one."""
    return not ROLES[role].network or is_operator(by)


def check_may_seat_as(by: Actor, role: str) -> None:
    if not may_seat_as(by, role):
        raise Refused(
            "may_not_seat", _("Meja operator hanya dibuka oleh operator lain atau dari komputer server."), "role"
        )


def may_place_in_register(by: Actor, kind: str, region: Region | None) -> bool:
    """May this kind of body be entered by this actor's office? An office of the state answers for an area, so it is
    entered by one that answers for more; other kinds by an office of their area or one that brings lists."""
    if is_operator(by):
        return True
    if kind not in OFFICES:
        return by.has(P.INSTITUTION_VERIFY) or by.has(P.INSTITUTION_IMPORT)
    lies = Institution(kind=kind, region=region)
    areas = [a for a in by.areas_with(P.INSTITUTION_VERIFY) if a.contains(**seat_of(lies))]
    return any(_is_above(area, lies) for area in areas)


def check_may_edit(by: Actor, institution: Institution) -> None:
    if not may_edit(by, institution):
        raise Refused(
            "may_not_edit",
            _(
                "Data ini ditulis petugas lembaga itu sendiri. Bila lembaganya belum punya akun, bertindaklah atas "
                "namanya dengan surat kuasa."
            ),
        )


def check_may_correct_register(by: Actor, institution: Institution) -> None:
    if not may_correct_register(by, institution):
        raise Refused(
            "may_not_edit",
            _("Anda tidak berwenang mengubah data lembaga ini. Mintalah kepada petugas lembaga atau dinas setempat."),
        )


def check_may_verify(by: Actor, institution: Institution) -> None:
    if not may_verify(by, institution):
        raise Refused(
            "may_not_verify",
            _("Lembaga ini diperiksa oleh dinas wilayahnya atau instansi di atasnya, bukan oleh meja Anda sekarang."),
        )


def check_may_manage_desks(by: Actor, institution: Institution) -> None:
    if not may_manage_desks(by, institution):
        raise Refused(
            "may_not_manage_desks",
            _(
                "Anda tidak berwenang mengatur meja di lembaga ini. Mintalah kepada pimpinan lembaga atau dinas setempat."
            ),
        )
