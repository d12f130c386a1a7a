from balai.admissions.models.application import Application, PhoneCheck
from balai.admissions.models.selection import Selection, SelectionScore

__all__ = ["Application", "PhoneCheck", "Selection", "SelectionScore"]
