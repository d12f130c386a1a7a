"""Promises that live: their states, causes of delay, answers."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from balai.kernel.workflow import Workflow


class PromiseState(models.TextChoices):
    PROPOSED = "proposed", _("diusulkan")
    GIVEN = "given", _("diberikan")
    ASKED = "asked", _("ditanyakan sebabnya")
    KEPT = "kept", _("ditepati")
    LATE = "late", _("terlambat")
    KEPT_LATE = "kept_late", _("ditepati terlambat")
    BROKEN = "broken", _("tidak ditepati")
    RENEGOTIATED = "renegotiated", _("disepakati ulang")
    WITHDRAWN = "withdrawn", _("ditarik sebelum diberikan")


_P = PromiseState
PROMISE_FLOW = Workflow({
    "give": ((_P.PROPOSED,), _P.GIVEN),
    "withdraw": ((_P.PROPOSED,), _P.WITHDRAWN),
    "ask": ((_P.GIVEN,), _P.ASKED),
    "late": ((_P.ASKED,), _P.LATE),
    "keep": ((_P.GIVEN, _P.ASKED, _P.LATE), _P.KEPT),
    "keep_late": ((_P.LATE,), _P.KEPT_LATE),
    "break": ((_P.GIVEN, _P.ASKED, _P.LATE), _P.BROKEN),
    "renegotiate": ((_P.GIVEN, _P.ASKED, _P.LATE), _P.RENEGOTIATED),
})  # fmt: skip

RUNNING = (_P.GIVEN, _P.ASKED, _P.LATE)
"""Still followed."""
UNGIVEN = (_P.PROPOSED, _P.WITHDRAWN)
"""Nobody's word yet."""
SPOKEN_OF = (_P.LATE, _P.KEPT_LATE, _P.BROKEN)
"""What the parties said of it stands beside it for every reader."""
ATTESTED = "attested"
"""In the place of a measure: no record can show it, the other party says it."""


class DelayCause(models.TextChoices):
    BUDGET_REVISION = "budget_revision", _("anggaran direvisi")
    LATE_GUIDELINE = "late_guideline", _("petunjuk terlambat datang")
    TRANSFER = "transfer", _("pejabat pindah tugas")
    OTHER = "other", _("sebab lain")


class ChangeState(models.TextChoices):
    ASKED = "asked", _("menunggu persetujuan")
    AGREED = "agreed", _("disetujui semua")
    REFUSED = "refused", _("tidak disetujui")
