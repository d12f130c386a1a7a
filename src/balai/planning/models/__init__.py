from balai.planning.models.batch import Batch
from balai.planning.models.package import Package, PackageEvidence

__all__ = ["Batch", "Package", "PackageEvidence"]
