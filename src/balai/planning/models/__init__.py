from balai.planning.models.batch import Batch
from balai.planning.models.fit import FitOverride
from balai.planning.models.package import Package, PackageEvidence

__all__ = ["Batch", "FitOverride", "Package", "PackageEvidence"]
