from balai.institutions.models.institution import Institution, InstitutionFunction, InstitutionName
from balai.institutions.models.membership import Membership

__all__ = ["Institution", "InstitutionFunction", "InstitutionName", "Membership"]
