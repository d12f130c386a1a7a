"""What a forum shows to everybody, and what becomes of an obstacle a citizen brings."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from balai.kernel.workflow import Workflow


class FaceKind(models.TextChoices):
    MEMBERS = "members", _("para pihak")
    DECISIONS = "decisions", _("keputusan")
    PROMISES = "promises", _("janji dan keadaannya")
    RESULTS = "results", _("hasil penilaian")
    OBSTACLES = "obstacles", _("warga boleh menyampaikan hambatan")


class OfferState(models.TextChoices):
    OFFERED = "offered", _("menunggu dibaca sekretariat")
    ACCEPTED = "accepted", _("diterima")
    MERGED = "merged", _("digabung dengan hambatan yang sudah ada")
    REFUSED = "refused", _("tidak diterima")


_O = OfferState
OFFER_FLOW = Workflow({
    "accept": ((_O.OFFERED,), _O.ACCEPTED),
    "merge": ((_O.OFFERED,), _O.MERGED),
    "refuse": ((_O.OFFERED,), _O.REFUSED),
})  # fmt: skip
