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
        "select": ((S.VERIFIED, S.RESERVE, S.DECLINED), S.SELECTED),
        "reserve": ((S.VERIFIED, S.SELECTED, S.DECLINED), S.RESERVE),
        "decline": ((S.CLAIMED, S.VERIFIED, S.SELECTED, S.RESERVE), S.DECLINED),
        "confirm": ((S.SELECTED,), S.CONFIRMED),
        "forfeit": ((S.VERIFIED, S.SELECTED, S.RESERVE, S.CONFIRMED), S.FORFEITED),
        "withdraw": ((S.CLAIMED, S.VERIFIED, S.SELECTED, S.RESERVE, S.CONFIRMED), S.WITHDRAWN),
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
