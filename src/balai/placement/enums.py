from django.db import models
from django.utils.translation import gettext_lazy as _

from balai.kernel.workflow import Workflow


class ReferralState(models.TextChoices):
    REFERRED = "referred", _("dirujuk")
    INTERVIEWED = "interviewed", _("diwawancarai")
    ACCEPTED = "accepted", _("diterima bekerja")
    DECLINED = "declined", _("tidak diterima")
    WITHDRAWN = "withdrawn", _("ditarik")


R = ReferralState
WAITING = (R.REFERRED, R.INTERVIEWED)
REFERRAL_FLOW = Workflow(
    {
        "interview": ((R.REFERRED,), R.INTERVIEWED),
        "accept": ((R.REFERRED, R.INTERVIEWED), R.ACCEPTED),
        "decline": ((R.REFERRED, R.INTERVIEWED), R.DECLINED),
        "withdraw": ((R.REFERRED, R.INTERVIEWED), R.WITHDRAWN),
        "undo": ((R.ACCEPTED, R.DECLINED, R.WITHDRAWN), R.REFERRED),
    }
)


class PlacementKind(models.TextChoices):
    LOCAL = "akl", _("antar kerja lokal (AKL)")
    INTER_REGIONAL = "akad", _("antar kerja antar daerah (AKAD)")
    OVERSEAS = "akan", _("antar kerja antar negara (AKAN)")
    APPRENTICESHIP = "apprenticeship", _("magang")


class Says(models.TextChoices):
    """What one side says of a placement; each side's word is kept apart."""

    WORKS = "works", _("bekerja di sini")
    NEVER_STARTED = "never_started", _("tidak pernah mulai")
    ENDED = "ended", _("sudah berhenti")


class Side(models.TextChoices):
    PERSON = "person", _("yang bersangkutan")
    EMPLOYER = "employer", _("pemberi kerja")
    OFFICE = "office", _("petugas")
