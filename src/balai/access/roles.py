"""Which role may do what: at its own institution, and in the area its office answers for."""

from dataclasses import dataclass, field

from django.db import models
from django.utils.translation import gettext_lazy as _

from balai.access.permissions import Permission as P


class Role(models.TextChoices):
    COUNSELLOR = "counsellor", _("pengantar kerja (konselor)")
    CENTRE_ADMIN = "centre_admin", _("admin balai latihan kerja")
    INSTRUCTOR = "instructor", _("instruktur")
    ASSESSOR = "assessor", _("asesor")
    CERTIFIER_HEAD = "certifier_head", _("kepala lembaga sertifikasi profesi")
    LABOUR_OFFICER = "labour_officer", _("petugas dinas tenaga kerja kabupaten/kota")
    PROVINCE_OFFICER = "province_officer", _("petugas dinas provinsi")
    CENTRAL_UNIT_OFFICER = "central_unit_officer", _("petugas unit pelatihan kementerian")
    MINISTRY_OFFICER = "ministry_officer", _("petugas kementerian")
    EMPLOYER = "employer", _("wakil perusahaan")
    PARTNER = "partner", _("mitra atau donor")
    MENTOR = "mentor", _("pendamping")
    VOLUNTEER = "volunteer", _("tenaga kerja sukarela")
    COMMUNITY_CENTRE_MANAGER = "community_centre_manager", _("pengelola BLK Komunitas")
    FORUM_SECRETARY = "forum_secretary", _("sekretaris forum")
    RESEARCHER = "researcher", _("peneliti")
    INSPECTOR = "inspector", _("pemeriksa")
    OPERATOR = "operator", _("operator sistem")


@dataclass(frozen=True, slots=True)
class Grant:
    """own: at the desk's institution. area: at every institution, and for every person, in the office's area.
    network: for everybody at once, wherever the desk stands."""

    own: frozenset[P] = field(default_factory=frozenset)
    area: frozenset[P] = field(default_factory=frozenset)
    network: frozenset[P] = field(default_factory=frozenset)

    @property
    def all(self) -> frozenset[P]:
        return self.own | self.area | self.network


_CENTRE = frozenset({
    P.INSTITUTION_EDIT, P.DESK_MANAGE, P.AGREEMENT_EDIT, P.PERSON_READ, P.PERSON_EDIT, P.PERSON_IMPORT, P.CASE_FILE_READ,
    P.COLLABORATION_SPEAK,
    P.PROGRAMME_EDIT, P.PACKAGE_PROPOSE, P.PLANNING_READ, P.BATCH_EDIT, P.DEMAND_EDIT,
    P.APPLICATION_READ, P.APPLICATION_ASSIST, P.APPLICATION_DECIDE,
    P.TRAINING_READ, P.ATTENDANCE_MARK, P.RESULT_RECORD, P.TRAINING_CERTIFY,
    P.CERTIFICATE_READ, P.CERTIFICATE_RECORD, P.PLACEMENT_READ, P.REFER, P.OUTCOME_READ, P.OUTCOME_RECORD,
    P.COLLABORATION_READ, P.INDICATOR_READ, P.FUND_READ, P.RIGHTS_ANSWER, P.FUND_EDIT, P.PACKAGE_DECIDE,
    P.GROUP_READ, P.GROUP_EDIT, P.VISIT_RECORD, P.PARAMETER_EDIT,
})  # fmt: skip
_OFFICE_PEOPLE = frozenset({
    P.PERSON_READ, P.PERSON_EDIT, P.CASE_FILE_READ, P.COUNSEL, P.APPLICATION_ASSIST, P.REFER, P.PLACEMENT_READ,
    P.OUTCOME_READ, P.OUTCOME_RECORD, P.TRAINING_READ, P.APPLICATION_READ, P.CERTIFICATE_READ, P.GROUP_READ,
})  # fmt: skip

ROLES: dict[str, Grant] = {
    Role.COUNSELLOR: Grant(own=_OFFICE_PEOPLE | {P.PERSON_IMPORT}, area=_OFFICE_PEOPLE),
    Role.CENTRE_ADMIN: Grant(own=_CENTRE),
    Role.INSTRUCTOR: Grant(own=frozenset({P.TRAINING_READ, P.ATTENDANCE_MARK, P.RESULT_RECORD, P.PERSON_READ})),
    Role.ASSESSOR: Grant(own=frozenset({P.ASSESSMENT_RECORD, P.CERTIFICATE_READ})),
    Role.CERTIFIER_HEAD: Grant(
        own=frozenset(
            {
                P.ASSESSMENT_RECORD,
                P.CERTIFICATE_RECORD,
                P.CERTIFICATE_ISSUE,
                P.CERTIFICATE_READ,
                P.DESK_MANAGE,
                P.COLLABORATION_SPEAK,
                P.INSTITUTION_EDIT,
            }
        )
    ),
    Role.LABOUR_OFFICER: Grant(
        own=_OFFICE_PEOPLE
        | {
            P.INSTITUTION_EDIT,
            P.DESK_MANAGE,
            P.COLLABORATION_SPEAK,
            P.AGREEMENT_EDIT,
            P.FUND_EDIT,
            P.FUND_READ,
            P.PACKAGE_DECIDE,
            P.BATCH_EDIT,
            P.APPLICATION_DECIDE,
            P.PERSON_IMPORT,
            P.INSTITUTION_IMPORT,
            P.COLLABORATION_EDIT,
            P.COLLABORATION_READ,
            P.CASE_IMPORT,
            P.PARAMETER_EDIT,
            P.PLANNING_READ,
            P.RIGHTS_ANSWER,
            P.MANDATE_GIVE,
        },
        area=_OFFICE_PEOPLE
        | {
            P.PERSON_REVEAL,
            P.PERSON_MERGE,
            P.RIGHTS_ANSWER,
            P.INSTITUTION_VERIFY,
            P.INSTITUTION_PROXY,
            P.PLANNING_READ,
            P.FUND_READ,
            P.APPLICATION_DECIDE,
            P.GROUP_EDIT,
            P.VISIT_RECORD,
            P.DEMAND_EDIT,
            P.COLLABORATION_READ,
            P.INDICATOR_READ,
            P.PLACEMENT_CONFIRM,
            P.CERTIFICATE_RECORD,
            P.MANDATE_GIVE,
        },
    ),
    Role.PROVINCE_OFFICER: Grant(
        own=frozenset(
            {
                P.INSTITUTION_EDIT,
                P.DESK_MANAGE,
                P.COLLABORATION_SPEAK,
                P.FUND_EDIT,
                P.FUND_READ,
                P.PACKAGE_DECIDE,
                P.COLLABORATION_EDIT,
                P.COLLABORATION_READ,
                P.CASE_IMPORT,
                P.INSTITUTION_IMPORT,
                P.BATCH_EDIT,
                P.APPLICATION_READ,
                P.APPLICATION_ASSIST,
                P.APPLICATION_DECIDE,
                P.TRAINING_READ,
                P.PARAMETER_EDIT,
                P.MANDATE_GIVE,
            }
        ),
        area=frozenset(
            {P.PLANNING_READ, P.INDICATOR_READ, P.INSTITUTION_VERIFY, P.COLLABORATION_READ, P.FUND_READ, P.MANDATE_GIVE}
        ),
    ),
    Role.CENTRAL_UNIT_OFFICER: Grant(
        own=_CENTRE | {P.MANDATE_GIVE}, area=frozenset({P.PLANNING_READ, P.INDICATOR_READ})
    ),
    Role.MINISTRY_OFFICER: Grant(
        own=frozenset(
            {
                P.INSTITUTION_EDIT,
                P.DESK_MANAGE,
                P.COLLABORATION_SPEAK,
                P.FUND_EDIT,
                P.FUND_READ,
                P.PACKAGE_DECIDE,
                P.INSTITUTION_IMPORT,
                P.MANDATE_GIVE,
            }
        ),
        area=frozenset(
            {
                P.PLANNING_READ,
                P.INDICATOR_READ,
                P.FUND_READ,
                P.COLLABORATION_READ,
                P.INSTITUTION_VERIFY,
                P.PARAMETER_EDIT,
                P.MANDATE_GIVE,
            }
        ),
    ),
    Role.EMPLOYER: Grant(
        own=frozenset(
            {
                P.INSTITUTION_EDIT,
                P.DESK_MANAGE,
                P.COLLABORATION_SPEAK,
                P.DEMAND_EDIT,
                P.PLACEMENT_READ,
                P.PLACEMENT_CONFIRM,
                P.PACKAGE_DECIDE,
                P.FUND_READ,
                P.FUND_EDIT,
            }
        )
    ),
    Role.PARTNER: Grant(
        own=frozenset(
            {
                P.INSTITUTION_EDIT,
                P.DESK_MANAGE,
                P.COLLABORATION_SPEAK,
                P.FUND_EDIT,
                P.FUND_READ,
                P.PACKAGE_DECIDE,
                P.COLLABORATION_READ,
                P.MANDATE_GIVE,
            }
        )
    ),
    Role.MENTOR: Grant(own=frozenset({P.GROUP_READ, P.VISIT_RECORD})),
    Role.VOLUNTEER: Grant(own=frozenset({P.GROUP_READ, P.VISIT_RECORD})),
    Role.COMMUNITY_CENTRE_MANAGER: Grant(own=_CENTRE),
    Role.FORUM_SECRETARY: Grant(
        own=frozenset({P.COLLABORATION_READ, P.COLLABORATION_EDIT, P.COLLABORATION_SPEAK, P.CASE_IMPORT})
    ),
    Role.RESEARCHER: Grant(own=frozenset({P.COLLABORATION_READ, P.CASE_IMPORT, P.BENCH_EDIT, P.INDICATOR_READ})),
    Role.INSPECTOR: Grant(own=frozenset({P.INSPECT})),
    Role.OPERATOR: Grant(
        own=frozenset(
            {
                P.AUDIT_READ,
                P.INSTITUTION_IMPORT,
                P.CASE_IMPORT,
                P.INSTITUTION_EDIT,
                P.DESK_MANAGE,
            }
        ),
        network=frozenset({P.SYSTEM_OPERATE, P.PARAMETER_EDIT}),
    ),
}

SEES_OTHERS = frozenset(
    role
    for role, grant in ROLES.items()
    if P.PERSON_READ in grant.all
    or P.AUDIT_READ in grant.all
    or P.GROUP_READ in grant.all
    or P.CERTIFICATE_READ in grant.all
    or P.PLACEMENT_READ in grant.all
    or P.INSPECT in grant.all
    or P.PACKAGE_DECIDE in grant.all
)
"""Roles whose holders can see other people's data: a second factor is required of them."""
