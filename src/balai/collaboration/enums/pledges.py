"""Contributions that live: promised, handed over, received, used."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from balai.kernel.workflow import Workflow


class PledgeState(models.TextChoices):
    PROMISED = "promised", _("dijanjikan")
    HANDED = "handed", _("diserahkan, menunggu penerima")
    RECEIVED = "received", _("diterima")
    USED = "used", _("dipakai")
    WITHDRAWN = "withdrawn", _("ditarik")


_S = PledgeState
PLEDGE_FLOW = Workflow({
    "hand_over": ((_S.PROMISED,), _S.HANDED),
    "receive": ((_S.HANDED,), _S.RECEIVED),
    "miss": ((_S.HANDED,), _S.PROMISED),
    "use": ((_S.RECEIVED,), _S.USED),
    "withdraw": ((_S.PROMISED,), _S.WITHDRAWN),
})  # fmt: skip
