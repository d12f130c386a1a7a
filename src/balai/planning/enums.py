from django.db import models
from django.utils.translation import gettext_lazy as _

from balai.kernel.workflow import Workflow


class PackageState(models.TextChoices):
    DRAFT = "draft", _("rancangan")
    PROPOSED = "proposed", _("diusulkan")
    ACCEPTED = "accepted", _("disetujui")
    CHANGED = "changed", _("disetujui dengan perubahan")
    REFUSED = "refused", _("ditolak")
    WITHDRAWN = "withdrawn", _("ditarik")


P = PackageState
PACKAGE_FLOW = Workflow(
    {
        "accept": ((P.PROPOSED,), P.ACCEPTED),
        "change": ((P.PROPOSED,), P.CHANGED),
        "refuse": ((P.PROPOSED,), P.REFUSED),
        "send": ((P.DRAFT,), P.PROPOSED),
        "revise": ((P.PROPOSED,), P.PROPOSED),
        "ask": ((P.PROPOSED,), P.PROPOSED),
        "withdraw": ((P.DRAFT, P.PROPOSED), P.WITHDRAWN),
        "reopen": ((P.ACCEPTED, P.CHANGED, P.REFUSED, P.WITHDRAWN), P.PROPOSED),
        "redraft": ((P.WITHDRAWN,), P.DRAFT),
    }
)


class PackageStep(models.TextChoices):
    """What made a version of a proposal."""

    PROPOSE = "propose", _("diusulkan")
    COPY = "copy", _("disalin dari rencana lama")
    READ_IN = "read_in", _("dibaca dari berkas rencana")
    REVISE = "revise", _("diperbaiki pengusul")
    SEND = "send", _("dikirim kepada pendana")
    ACCEPT = "accept", _("disetujui")
    CHANGE = "change", _("disetujui dengan perubahan")
    REFUSE = "refuse", _("ditolak")
    ASK = "ask", _("diminta diperbaiki")
    WITHDRAW = "withdraw", _("ditarik")
    REOPEN = "reopen", _("jawaban dibatalkan")
    AMEND = "amend", _("kursi atau biaya diubah pendana")
    AGREE = "agree", _("perjanjian ditautkan")
    LET_GO = "let_go", _("perjanjian dilepas")


class SpendingPost(models.TextChoices):
    """What money of a package is spent on, as offices add it up."""

    MATERIALS = "materials", _("bahan dan alat praktik")
    TEACHING = "teaching", _("honor instruktur")
    ALLOWANCES = "allowances", _("uang saku peserta")
    MEALS = "meals", _("konsumsi")
    TRAINEES = "trainees", _("perlengkapan dan asuransi peserta")
    SELECTION = "selection", _("pengumuman dan seleksi")
    ASSESSMENT = "assessment", _("uji kompetensi")
    TRAVEL = "travel", _("perjalanan")
    OFFICE = "office", _("alat tulis dan administrasi")
    OTHER = "other", _("lainnya")


class RoundState(models.TextChoices):
    OPEN = "open", _("dibuka")
    CLOSED = "closed", _("ditutup")


class RoundStep(models.TextChoices):
    """What made a line of the trail of a yearly planning."""

    OPEN = "open", _("dibuka")
    MOVE_DAY = "move_day", _("hari terakhir diubah")
    CLOSE = "close", _("ditutup")
    REOPEN = "reopen", _("dibuka lagi")


FUNDED = (PackageState.ACCEPTED, PackageState.CHANGED)


class BatchState(models.TextChoices):
    DRAFT = "draft", _("rancangan")
    ANNOUNCED = "announced", _("diumumkan")
    SELECTING = "selecting", _("seleksi")
    RUNNING = "running", _("berjalan")
    FINISHED = "finished", _("selesai")
    CANCELLED = "cancelled", _("dibatalkan")


B = BatchState
BATCH_FLOW = Workflow(
    {
        "announce": ((B.DRAFT,), B.ANNOUNCED),
        "close": ((B.ANNOUNCED,), B.SELECTING),
        "reannounce": ((B.SELECTING,), B.ANNOUNCED),
        "start": ((B.SELECTING,), B.RUNNING),
        "unstart": ((B.RUNNING,), B.SELECTING),
        "finish": ((B.RUNNING,), B.FINISHED),
        "reopen": ((B.FINISHED,), B.RUNNING),
        "cancel": ((B.DRAFT, B.ANNOUNCED, B.SELECTING, B.RUNNING), B.CANCELLED),
    }
)
