from balai.training.models.booking import Booking
from balai.training.models.bulk import BulkItem, BulkRun
from balai.training.models.certificate import TrainingCertificate
from balai.training.models.enrolment import Enrolment
from balai.training.models.feed import CalendarFeed
from balai.training.models.levy import LevyReport
from balai.training.models.material import Material
from balai.training.models.proposal import TimetableProposal
from balai.training.models.result import UnitResult
from balai.training.models.session import AttendanceMark, AttendanceSheet, TrainingSession
from balai.training.models.statement import MarkStatement
from balai.training.models.withdrawn import WithdrawnMeeting

__all__ = [
    "AttendanceMark", "AttendanceSheet", "Booking", "BulkItem", "BulkRun", "CalendarFeed", "Enrolment", "LevyReport",
    "MarkStatement", "Material", "TimetableProposal", "TrainingCertificate", "TrainingSession", "UnitResult",
    "WithdrawnMeeting",
]  # fmt: skip
