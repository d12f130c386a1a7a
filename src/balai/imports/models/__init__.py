from balai.imports.models.row import ImportRow
from balai.imports.models.run import ImportRun

__all__ = ["ImportRow", "ImportRun"]
