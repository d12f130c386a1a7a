from balai.papers.models.inspection import LineAnswer, LineOpening, Mandate, Sample, SampleLine
from balai.papers.models.paper import ClassPaper, ReportReading, classes_shared_with

__all__ = [
    "ClassPaper", "LineAnswer", "LineOpening", "Mandate", "ReportReading", "Sample", "SampleLine", "classes_shared_with",
]  # fmt: skip
