from django.db import models
from django.utils.translation import gettext_lazy as _

from balai.admissions.enums import ApplicationState
from balai.kernel.workflow import Workflow


class EnrolmentState(models.TextChoices):
    ENROLLED = "enrolled", _("mengikuti pelatihan")
    COMPLETED = "completed", _("menyelesaikan pelatihan")
    NOT_COMPLETED = "not_completed", _("belum menyelesaikan")
    LEFT = "left", _("berhenti")


E = EnrolmentState
ENROLMENT_FLOW = Workflow(
    {
        "complete": ((E.ENROLLED,), E.COMPLETED),
        "end_incomplete": ((E.ENROLLED,), E.NOT_COMPLETED),
        "leave": ((E.ENROLLED,), E.LEFT),
        "reopen": ((E.COMPLETED, E.NOT_COMPLETED, E.LEFT), E.ENROLLED),
    }
)


class SessionState(models.TextChoices):
    PLANNED = "planned", _("direncanakan")
    HELD = "held", _("terlaksana")
    CANCELLED = "cancelled", _("dibatalkan")


MAY_SIT = (ApplicationState.CONFIRMED, ApplicationState.SELECTED, ApplicationState.RESERVE)
"""States of an application whose person may be given a seat."""


class ProposalState(models.TextChoices):
    """Of a timetable that was computed."""

    WAITING = "waiting", _("sedang dihitung")
    PROPOSED = "proposed", _("menunggu jawaban")
    ACCEPTED = "accepted", _("dipakai")
    REFUSED = "refused", _("tidak dipakai")
    UNDONE = "undone", _("dibatalkan lagi")
    FAILED = "failed", _("tidak bisa dihitung")


PR = ProposalState
PROPOSAL_FLOW = Workflow(
    {
        "solve": ((PR.WAITING,), PR.PROPOSED),
        "fail": ((PR.WAITING,), PR.FAILED),
        "accept": ((PR.PROPOSED,), PR.ACCEPTED),
        "refuse": ((PR.PROPOSED, PR.WAITING), PR.REFUSED),
        "undo": ((PR.ACCEPTED,), PR.UNDONE),
    }
)


class Mark(models.TextChoices):
    PRESENT = "present", _("hadir")
    LATE = "late", _("terlambat")
    SICK = "sick", _("sakit")
    EXCUSED = "excused", _("izin")
    ABSENT = "absent", _("tidak hadir")


SHORT_MARKS = {
    Mark.PRESENT: _("Hadir"),
    Mark.LATE: _("Terlambat"),
    Mark.SICK: _("Sakit"),
    Mark.EXCUSED: _("Izin"),
    Mark.ABSENT: _("Tidak hadir"),
}
"""As they stand on the buttons of the attendance sheet."""
ATTENDED = (Mark.PRESENT, Mark.LATE)


class UnitVerdict(models.TextChoices):
    COMPETENT = "competent", _("kompeten")
    NOT_YET_COMPETENT = "not_yet_competent", _("belum kompeten")
    ABSENT = "absent", _("tidak hadir saat penilaian")
    DEFERRED = "deferred", _("ditunda")


SHORT_VERDICTS = {
    UnitVerdict.COMPETENT: _("Kompeten"),
    UnitVerdict.NOT_YET_COMPETENT: _("Belum kompeten"),
    UnitVerdict.ABSENT: _("Tidak hadir"),
    UnitVerdict.DEFERRED: _("Ditunda"),
}


class CertificateState(models.TextChoices):
    ISSUED = "issued", _("berlaku")
    REPLACED = "replaced", _("diganti")
    REVOKED = "revoked", _("dicabut")
