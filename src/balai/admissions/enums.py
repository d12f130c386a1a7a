from django.db import models
from django.utils.translation import gettext_lazy as _

from balai.kernel.workflow import Workflow


class ApplicationState(models.TextChoices):
    CLAIMED = "claimed", _("menunggu pemeriksaan nomor telepon")
    VERIFIED = "verified", _("terdaftar")
    SELECTED = "selected", _("diterima")
    RESERVE = "reserve", _("cadangan")
    CONFIRMED = "confirmed", _("sudah daftar ulang")
    DECLINED = "declined", _("tidak diterima")
    FORFEITED = "forfeited", _("gugur")
    WITHDRAWN = "withdrawn", _("mengundurkan diri")
    EXPIRED = "expired", _("kedaluwarsa")


S = ApplicationState
APPLICATION_FLOW = Workflow(
    {
        "verify": ((S.CLAIMED,), S.VERIFIED),
        "expire": ((S.CLAIMED,), S.EXPIRED),
        "select": ((S.VERIFIED, S.RESERVE, S.DECLINED, S.SELECTED), S.SELECTED),
        "reserve": ((S.VERIFIED, S.SELECTED, S.DECLINED, S.RESERVE), S.RESERVE),
        "dismiss": ((S.CLAIMED,), S.EXPIRED),
        "renew": ((S.EXPIRED,), S.CLAIMED),
        "decline": ((S.VERIFIED, S.SELECTED, S.RESERVE, S.DECLINED, S.FORFEITED), S.DECLINED),
        "confirm": ((S.SELECTED,), S.CONFIRMED),
        "forfeit": ((S.VERIFIED, S.SELECTED, S.RESERVE, S.CONFIRMED), S.FORFEITED),
        "withdraw": ((S.CLAIMED, S.VERIFIED, S.SELECTED, S.RESERVE, S.CONFIRMED), S.WITHDRAWN),
        "unconfirm": ((S.CONFIRMED,), S.SELECTED),
        "reinstate": ((S.WITHDRAWN,), S.VERIFIED),
        "uphold": ((S.DECLINED, S.FORFEITED), S.RESERVE),
        "undo": ((S.SELECTED, S.RESERVE, S.DECLINED, S.FORFEITED), S.VERIFIED),
    }
)
COUNTED = (S.VERIFIED, S.SELECTED, S.RESERVE, S.CONFIRMED, S.DECLINED, S.FORFEITED)
"""States of a verified application: one of these per person and batch."""


class VerifiedBy(models.TextChoices):
    PHONE = "phone", _("kode telepon")
    CLERK = "clerk", _("petugas")
    ACCOUNT = "account", _("akun sendiri")


class Stage(models.TextChoices):
    DOCUMENTS = "documents", _("seleksi administrasi")
    TEST = "test", _("tes tertulis")
    INTERVIEW = "interview", _("wawancara")


class Outcome(models.TextChoices):
    """What the panel decides for one applicant; the values are steps of APPLICATION_FLOW."""

    SELECT = "select", _("diterima")
    RESERVE = "reserve", _("cadangan")
    DECLINE = "decline", _("tidak diterima")
    FORFEIT = "forfeit", _("gugur")


class DecisionRule(models.TextChoices):
    """The rule a refusal rests on: the applicant reads it."""

    RANKED_BELOW = "ranked_below", _("nilai di bawah batas kursi dan cadangan")
    ABSENT = "absent", _("tidak hadir pada tahap seleksi")
    DOCUMENTS = "documents", _("berkas belum memenuhi syarat")
    REQUIREMENTS = "requirements", _("belum memenuhi syarat kelas")
    TRAINED_THIS_YEAR = "trained_this_year", _("sudah mengikuti pelatihan tahun ini")
    IN_SCHOOL_OR_WORK = "in_school_or_work", _("masih bersekolah atau bekerja")
    NO_ROUTE = "no_route", _("belum ada rekomendasi jalur pelatihan")
    BELOW_PASS = "below_pass", _("nilai satu tahap di bawah batas lulus")
    NOT_DRAWN = "not_drawn", _("tidak terundi")
    NOT_CONFIRMED = "not_confirmed", _("tidak daftar ulang sampai batas waktu")
    NOT_COME = "not_come", _("tidak datang saat kelas mulai")
    DUPLICATE = "duplicate", _("pendaftaran ini dobel")
    OTHER = "other", _("alasan lain")


class Conflict(models.TextChoices):
    """Why a clerk must look at a claim."""

    OTHER_NAME = "other_name", _("NIK ini tercatat dengan nama lain")
    OTHER_BIRTH_DATE = "other_birth_date", _("NIK ini tercatat dengan tanggal lahir lain")
    ALREADY_APPLIED = "already_applied", _("orang ini sudah punya pendaftaran di kelas yang sama")
    RESTRICTED = "restricted", _("pemilik data meminta pemrosesannya dihentikan")


class PlanState(models.TextChoices):
    DRAFT = "draft", _("masih bisa diubah")
    FIXED = "fixed", _("dikunci")


PLAN_FLOW = Workflow({"fix": ((PlanState.DRAFT,), PlanState.FIXED)})
"""No step leads back: weights that applicants read do not change under them."""


class DrawState(models.TextChoices):
    COMMITTED = "committed", _("benih dikunci")
    LISTED = "listed", _("daftar undian diumumkan")
    DRAWN = "drawn", _("sudah diundi")
    VOID = "void", _("dibatalkan")


D = DrawState
DRAW_FLOW = Workflow(
    {
        "list": ((D.COMMITTED,), D.LISTED),
        "draw": ((D.LISTED,), D.DRAWN),
        "void": ((D.LISTED, D.DRAWN), D.VOID),
    }
)
LIVE_DRAW = (D.COMMITTED, D.LISTED, D.DRAWN)


class AppealState(models.TextChoices):
    OPEN = "open", _("menunggu jawaban")
    ACCEPTED = "accepted", _("diterima")
    REJECTED = "rejected", _("ditolak dengan alasan")
    WITHDRAWN = "withdrawn", _("ditarik")


A = AppealState
APPEAL_FLOW = Workflow(
    {
        "accept": ((A.OPEN,), A.ACCEPTED),
        "reject": ((A.OPEN,), A.REJECTED),
        "withdraw": ((A.OPEN,), A.WITHDRAWN),
    }
)
