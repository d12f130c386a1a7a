from balai.planning.models.agreement import PackageAgreement
from balai.planning.models.batch import Batch
from balai.planning.models.fit import FitOverride
from balai.planning.models.package import Package, PackageEvidence
from balai.planning.models.planning_round import PlanningRound, RoundVersion
from balai.planning.models.trail import PackageVersion, Spending

__all__ = [
    "Batch",
    "FitOverride",
    "Package",
    "PackageAgreement",
    "PackageEvidence",
    "PackageVersion",
    "PlanningRound",
    "RoundVersion",
    "Spending",
]
