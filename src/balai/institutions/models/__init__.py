from balai.institutions.models.agreement import Agreement, AgreementParty, Mandate
from balai.institutions.models.day_off import DayOff
from balai.institutions.models.facility import Equipment, Room
from balai.institutions.models.institution import Institution, InstitutionFunction, InstitutionName
from balai.institutions.models.instructor import Instructor, InstructorCertificate
from balai.institutions.models.invitation import Handover, Invitation
from balai.institutions.models.listed import ListedAs
from balai.institutions.models.membership import Membership
from balai.institutions.models.proxy import Proxy
from balai.institutions.models.standing import StandingChange

__all__ = [
    "Agreement",
    "AgreementParty",
    "DayOff",
    "Equipment",
    "Handover",
    "Institution",
    "InstitutionFunction",
    "InstitutionName",
    "Instructor",
    "InstructorCertificate",
    "Invitation",
    "ListedAs",
    "Mandate",
    "Membership",
    "Proxy",
    "Room",
    "StandingChange",
]
