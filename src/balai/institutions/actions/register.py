"""A body enters the register, and what is written about it is kept right."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from balai.access.actor import Actor
from balai.accounts.models import User
from balai.audit.record import record
from balai.institutions.enums import NameKind, Standing
from balai.institutions.models import Institution, InstitutionFunction, InstitutionName, Membership
from balai.institutions.rules.authority import check_may_correct_register, is_operator, may_place_in_register
from balai.institutions.rules.roles import SELF_REGISTERED, principal_role
from balai.kernel.refusal import Refused
from balai.regions.models import Region


@dataclass(frozen=True, slots=True)
class Particulars:
    """What is known about a body apart from its names, functions and standing."""

    kind: str
    sector: str
    region: Region | None = None
    parent: Institution | None = None
    tier: str = ""
    licence: str = ""
    tax_number: str = ""
    street: str = ""
    phones: tuple[str, ...] = ()
    email: str = ""
    founding_instrument: str = ""
    host_kind: str = ""
    cohort_year: int | None = None
    vocational_field: str = ""
    region_as_reported: str = ""
    note: str = ""


def register_institution(
    *,
    by: Actor,
    name: str,
    particulars: Particulars,
    today: date,
    functions: Iterable[str] = (),
    source: str = "",
    claim_desk: bool = False,
) -> Institution:
    """Unverified until an office of its area verifies it.

    claim_desk: the one who registers speaks for the body and sits down there. Raises Refused.
    """
    _check_may_register(by, particulars, claim_desk)
    if not name.strip():
        raise Refused("name_missing", _("Nama lembaga belum diisi."), "name")
    with transaction.atomic():
        institution = Institution(name=name.strip(), source=source, standing=Standing.UNVERIFIED)
        _apply(institution, particulars)
        institution.save()
        InstitutionName.objects.create(
            institution=institution, name=institution.name, kind=NameKind.OFFICIAL, source=source
        )
        InstitutionFunction.objects.bulk_create(
            InstitutionFunction(institution=institution, function=f) for f in sorted(set(functions))
        )
        if claim_desk and by.user_id is not None:
            user = User.objects.get(pk=by.user_id)
            Membership.objects.create(
                institution=institution, user=user, role=principal_role(institution.kind), starts_on=today
            )
        record(by, "institutions.register", institution, kind=institution.kind, claimed=claim_desk)
    return institution


def edit_institution(
    *, by: Actor, institution_id: int, particulars: Particulars, functions: Iterable[str]
) -> Institution:
    """Everything but name and standing. Kind and sector of a verified body change only by whoever may verify it."""
    with transaction.atomic():
        institution = (
            Institution.objects.select_for_update(of=("self",)).select_related("region").get(pk=institution_id)
        )
        check_may_correct_register(by, institution)
        _check_parent(institution, particulars.parent)
        _check_still_itself(by, institution, particulars)
        changed = _apply(institution, particulars)
        institution.save()
        _set_functions(institution, set(functions))
        record(by, "institutions.edit", institution, fields=changed)
    return institution


def _check_may_register(by: Actor, particulars: Particulars, claim_desk: bool) -> None:
    if by.user_id is None and not by.system:
        raise Refused("sign_in_first", _("Masuk atau buat akun dulu, lalu daftarkan lembaga Anda."))
    if claim_desk and not is_operator(by) and particulars.kind not in SELF_REGISTERED:
        raise _not_by_you()
    _check_kind(by, particulars)


def _check_kind(by: Actor, particulars: Particulars) -> None:
    """An office of the state answers for an area, so nobody enters one from below or turns another body into one."""
    if particulars.kind not in SELF_REGISTERED and not may_place_in_register(by, particulars.kind, particulars.region):
        raise _not_by_you()


def _not_by_you() -> Refused:
    return Refused(
        "kind_not_self_registered",
        _(
            "Lembaga jenis ini didaftarkan oleh instansi di atasnya atau operator. Pilih jenis lain atau hubungi mereka."
        ),
        "kind",
    )


def _check_parent(institution: Institution, parent: Institution | None) -> None:
    above, steps = parent, 0
    while above is not None and steps < 20:
        if above.pk == institution.pk:
            raise Refused(
                "parent_is_below",
                _("Lembaga induk tidak boleh lembaga ini sendiri atau bagian di bawahnya."),
                "parent",
            )
        above, steps = above.parent, steps + 1


def _check_still_itself(by: Actor, institution: Institution, particulars: Particulars) -> None:
    """Kind and place decide what a verified body may do, so they were part of what was verified."""
    same = (
        particulars.kind == institution.kind and (particulars.region and particulars.region.pk) == institution.region_id
    )
    if institution.standing != Standing.UNVERIFIED and not same and not is_operator(by):
        raise Refused(
            "verified_kind_and_region",
            _("Jenis dan wilayah lembaga yang sudah diperiksa tidak bisa diubah di sini. Minta operator mengubahnya."),
            "kind",
        )
    if particulars.kind != institution.kind:
        _check_kind(by, particulars)


def _apply(institution: Institution, particulars: Particulars) -> list[str]:
    """Sets the fields; names of those that changed."""
    changed = []
    for field in fields(particulars):
        value = getattr(particulars, field.name)
        value = list(value) if field.name == "phones" else value
        if getattr(institution, field.name) != value:
            setattr(institution, field.name, value)
            changed.append(field.name)
    return changed


def _set_functions(institution: Institution, wanted: set[str]) -> None:
    held = set(institution.functions.values_list("function", flat=True))
    institution.functions.filter(function__in=held - wanted).delete()
    InstitutionFunction.objects.bulk_create(
        (InstitutionFunction(institution=institution, function=f) for f in sorted(wanted - held)), ignore_conflicts=True
    )
