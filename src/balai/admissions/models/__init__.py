from balai.admissions.models.appeal import Appeal
from balai.admissions.models.application import Application, PhoneCheck, PhoneQuota
from balai.admissions.models.draw import Draw
from balai.admissions.models.plan import SelectionPlan
from balai.admissions.models.reach import ReachPlan
from balai.admissions.models.selection import Selection, SelectionScore

__all__ = [
    "Appeal", "Application", "Draw", "PhoneCheck", "PhoneQuota", "ReachPlan", "Selection", "SelectionPlan", "SelectionScore",
]  # fmt: skip
