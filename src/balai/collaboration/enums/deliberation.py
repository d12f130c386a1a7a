"""Words of deliberation, determination, mandates and obstacles."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from balai.kernel.workflow import Workflow


class VoteRule(models.TextChoices):
    """How a question is decided; chosen before it is put and not changed afterwards."""

    CONSENSUS = "consensus", _("mufakat: tidak ada yang menolak")
    MAJORITY = "majority", _("suara terbanyak: setuju lebih banyak dari menolak")
    TWO_THIRDS = "two_thirds", _("dua pertiga dari suara setuju dan menolak")


class Voice(models.TextChoices):
    FOR = "for", _("setuju")
    AGAINST = "against", _("menolak")
    ABSTAIN = "abstain", _("tidak memihak")


class BallotState(models.TextChoices):
    OPEN = "open", _("sedang ditanyakan")
    CLOSED = "closed", _("sudah diputus")


class Outcome(models.TextChoices):
    PASSED = "passed", _("disetujui")
    REJECTED = "rejected", _("tidak disetujui")
    NO_CONSENSUS = "no_consensus", _("belum mufakat")
    NO_QUORUM = "no_quorum", _("belum mencapai kuorum")


class ObstacleState(models.TextChoices):
    OPEN = "open", _("belum ada yang menangani")
    ASKED = "asked", _("menunggu jawaban yang diminta")
    OWNED = "owned", _("sedang ditangani")
    SETTLING = "settling", _("menunggu kata para pihak")
    SETTLED = "settled", _("selesai")


_O = ObstacleState
OBSTACLE_FLOW = Workflow({
    "ask": ((_O.OPEN, _O.ASKED, _O.OWNED), _O.ASKED),
    "accept": ((_O.OPEN, _O.ASKED), _O.OWNED),
    "decline": ((_O.ASKED, _O.OWNED), _O.OPEN),
    "propose_settled": ((_O.OWNED, _O.SETTLING), _O.SETTLING),
    "settle": ((_O.OWNED, _O.SETTLING), _O.SETTLED),
    "not_settled": ((_O.SETTLING,), _O.OWNED),
})  # fmt: skip


class MandateState(models.TextChoices):
    PROPOSED = "proposed", _("diusulkan")
    AGREED = "agreed", _("disepakati forum")
