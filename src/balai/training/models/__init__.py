from balai.training.models.certificate import TrainingCertificate
from balai.training.models.enrolment import Enrolment
from balai.training.models.result import UnitResult
from balai.training.models.session import AttendanceMark, AttendanceSheet, TrainingSession

__all__ = ["AttendanceMark", "AttendanceSheet", "Enrolment", "TrainingCertificate", "TrainingSession", "UnitResult"]
