from django.db import models
from django.utils.translation import gettext_lazy as _

from balai.admissions.enums import ApplicationState
from balai.kernel.workflow import Workflow
from balai.planning.enums import BatchState


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


class LeaveKind(models.TextChoices):
    WORK = "work", _("mendapat pekerjaan")
    STUDY = "study", _("melanjutkan sekolah atau kuliah")
    HEALTH = "health", _("sakit atau hamil")
    FAMILY = "family", _("mengurus keluarga")
    MOVED = "moved", _("pindah tempat tinggal")
    COST = "cost", _("terkendala biaya atau jarak")
    UNSUITED = "unsuited", _("pelatihannya tidak cocok")
    DISCIPLINE = "discipline", _("diberhentikan karena tata tertib")
    SILENT = "silent", _("tidak datang lagi tanpa kabar")
    OTHER = "other", _("alasan lain")


class SessionState(models.TextChoices):
    PLANNED = "planned", _("direncanakan")
    HELD = "held", _("terlaksana")
    CANCELLED = "cancelled", _("dibatalkan")


OPEN_FOR_SEATS = (BatchState.SELECTING, BatchState.RUNNING)
"""States of a class in which seats are given."""
PLANNABLE = (BatchState.DRAFT, BatchState.ANNOUNCED, BatchState.SELECTING, BatchState.RUNNING)
"""States of a class for which a timetable is made."""
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


class NotBack(models.TextChoices):
    """Why a meeting that a timetable took away is not brought back when it is undone."""

    OVER = "over", _("harinya sudah lewat")
    CANCELLED = "cancelled", _("kelasnya sudah dibatalkan")
    FINISHED = "finished", _("kelasnya sudah selesai")
    ELSEWHERE = "elsewhere", _("kelasnya sekarang di balai lain")
    OUTSIDE = "outside", _("harinya di luar masa kelas yang sekarang")
    MADE_UP = "made_up", _("sudah ada pengganti yang lain")
    ROOM_TAKEN = "room_taken", _("ruangnya sudah dipakai pertemuan lain pada jam itu")
    INSTRUCTOR_TAKEN = "instructor_taken", _("instrukturnya sudah mengajar pertemuan lain pada jam itu")
    CLASS_TAKEN = "class_taken", _("kelasnya sudah bertemu untuk hal lain pada jam itu")


class Mark(models.TextChoices):
    PRESENT = "present", _("hadir")
    LATE = "late", _("terlambat")
    ONLINE = "online", _("hadir daring")
    SICK = "sick", _("sakit")
    EXCUSED = "excused", _("izin")
    ABSENT = "absent", _("tidak hadir")


SHORT_MARKS = {
    Mark.PRESENT: _("Hadir"),
    Mark.LATE: _("Terlambat"),
    Mark.ONLINE: _("Daring"),
    Mark.SICK: _("Sakit"),
    Mark.EXCUSED: _("Izin"),
    Mark.ABSENT: _("Tidak hadir"),
}
"""As they stand on the buttons of the attendance sheet."""
ATTENDED = (Mark.PRESENT, Mark.LATE, Mark.ONLINE)


class MarkSource(models.TextChoices):
    PHONE = "phone", _("ponsel")
    PAPER = "paper", _("lembar tercetak")
    PAGE = "page", _("halaman daftar hadir")


class StatementState(models.TextChoices):
    APPLIED = "applied", _("tercatat")
    DIFFERS = "differs", _("berbeda, menunggu keputusan")
    TAKEN = "taken", _("dipakai")
    SET_ASIDE = "set_aside", _("tidak dipakai")


S = StatementState
STATEMENT_FLOW = Workflow({"take": ((S.DIFFERS,), S.TAKEN), "set_aside": ((S.DIFFERS,), S.SET_ASIDE)})


class MaterialKind(models.TextChoices):
    LINK = "link", _("tautan")
    FILE = "file", _("berkas")
    LEARNING_SYSTEM = "learning_system", _("ruang belajar daring")


class BulkKind(models.TextChoices):
    RANK = "rank", _("putuskan menurut peringkat")
    DECIDE = "decide", _("umumkan hasil seleksi")
    ENROL = "enrol", _("beri kursi")
    ATTEND = "attend", _("tandai hadir pertemuan yang belum dicatat")
    RESULT = "result", _("catat kompeten pada hasil yang masih kosong")
    COMPLETE = "complete", _("luluskan peserta yang memenuhi syarat")
    CERTIFY = "certify", _("terbitkan sertifikat pelatihan")


class BulkState(models.TextChoices):
    RUNNING = "running", _("berjalan")
    DONE = "done", _("selesai")


class BulkItemState(models.TextChoices):
    WAITING = "waiting", _("menunggu")
    DONE = "done", _("selesai")
    REFUSED = "refused", _("tidak bisa")


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
