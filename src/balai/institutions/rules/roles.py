"""Which roles exist at which kind of body: a desk at a training centre is never an office's desk."""

from django.utils.translation import gettext as _

from balai.access.permissions import Permission
from balai.access.roles import ROLES, Role
from balai.institutions.enums import OFFICES
from balai.institutions.enums import InstitutionKind as K
from balai.institutions.models import Institution
from balai.kernel.refusal import Refused

_CENTRE = (Role.CENTRE_ADMIN, Role.INSTRUCTOR)
_OF_KIND: dict[str, tuple[Role, ...]] = {
    K.MINISTRY: (Role.MINISTRY_OFFICER, Role.OPERATOR),
    K.CENTRAL_TRAINING_UNIT: (Role.CENTRAL_UNIT_OFFICER, Role.CENTRE_ADMIN, Role.INSTRUCTOR),
    K.PROVINCE_OFFICE: (Role.PROVINCE_OFFICER, Role.COUNSELLOR),
    K.LABOUR_OFFICE: (Role.LABOUR_OFFICER, Role.COUNSELLOR, Role.MENTOR, Role.VOLUNTEER),
    K.REGIONAL_GOVERNMENT: (Role.LABOUR_OFFICER,),
    K.TRAINING_CENTRE: (*_CENTRE, Role.ASSESSOR),
    K.PRIVATE_TRAINING_PROVIDER: _CENTRE,
    K.SCHOOL: _CENTRE,
    K.UNIVERSITY: (*_CENTRE, Role.RESEARCHER),
    K.COMMUNITY_TRAINING_CENTRE: (Role.COMMUNITY_CENTRE_MANAGER, Role.INSTRUCTOR),
    K.RELIGIOUS_INSTITUTION: (Role.COMMUNITY_CENTRE_MANAGER,),
    K.TRADE_UNION: (Role.PARTNER, Role.COMMUNITY_CENTRE_MANAGER),
    K.CERTIFICATION_BODY: (Role.CERTIFIER_HEAD, Role.ASSESSOR),
    K.CERTIFICATION_AUTHORITY: (Role.CERTIFIER_HEAD,),
    K.COMPANY: (Role.EMPLOYER, Role.PARTNER),
    K.SMALL_BUSINESSES: (Role.EMPLOYER,),
    K.FORUM: (Role.FORUM_SECRETARY,),
    K.EVALUATOR: (Role.RESEARCHER,),
    K.STATISTICS_AGENCY: (Role.RESEARCHER,),
    K.VOLUNTEER_WORKERS: (Role.VOLUNTEER, Role.MENTOR),
    K.SELF_EMPLOYMENT_GROUPS: (Role.MENTOR,),
}
_OTHERWISE = (Role.PARTNER,)

INSPECTING = OFFICES | {
    K.CENTRAL_TRAINING_UNIT, K.COMPANY, K.DONOR, K.EVALUATOR, K.INTERNATIONAL_ORGANISATION, K.LEGISLATURE, K.OTHER,
}  # fmt: skip
"""Kinds that send inspectors: offices and their inspectorates, auditors, and bodies that pay."""

SELF_REGISTERED = frozenset(
    {
        K.PRIVATE_TRAINING_PROVIDER, K.COMMUNITY_TRAINING_CENTRE, K.SCHOOL, K.UNIVERSITY, K.RELIGIOUS_INSTITUTION,
        K.TRADE_UNION, K.CERTIFICATION_BODY, K.COMPANY, K.SMALL_BUSINESSES, K.EMPLOYERS_ASSOCIATION, K.DONOR,
        K.INTERNATIONAL_ORGANISATION, K.EVALUATOR, K.TRAINING_CENTRE,
    }
)  # fmt: skip
"""Kinds whose people may register their own body. Offices are registered by an office or the operator."""


def roles_at(kind: str) -> tuple[Role, ...]:
    """The first is the one who speaks for the body. Offices of the state also seat the forum's secretary."""
    roles = _OF_KIND.get(kind, _OTHERWISE)
    roles = (*roles, Role.FORUM_SECRETARY) if kind in OFFICES else roles
    return (*roles, Role.INSPECTOR) if kind in INSPECTING else roles


def principal_role(kind: str) -> Role:
    return roles_at(kind)[0]


def manages_desks(role: str) -> bool:
    return Permission.DESK_MANAGE in ROLES[role].own


def check_role_fits(institution: Institution, role: str) -> None:
    if role not in roles_at(institution.kind):
        raise Refused(
            "role_does_not_fit",
            _("Peran ini tidak ada di lembaga jenis tersebut. Pilih peran dari daftar."),
            "role",
        )
