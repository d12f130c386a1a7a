from django.db import models
from django.utils.translation import gettext_lazy as _

from balai.kernel.workflow import Workflow


class ImportKind(models.TextChoices):
    PEOPLE = "people", _("data orang")
    INSTITUTIONS = "institutions", _("daftar lembaga")
    CASE = "case", _("berkas kasus")


class RunState(models.TextChoices):
    MAPPING = "mapping", _("kolom sedang dicocokkan")
    DECIDED = "decided", _("kolom sudah dicocokkan")
    WAITING = "waiting", _("menunggu giliran")
    RUNNING = "running", _("berjalan")
    FAILED = "failed", _("gagal, tidak ada yang disimpan")
    SAVED = "saved", _("tersimpan")
    ABANDONED = "abandoned", _("dibatalkan")


class RowState(models.TextChoices):
    ACCEPTED = "accepted", _("diterima")
    REFUSED = "refused", _("ditolak")
    ASKED = "asked", _("menunggu keputusan")
    DECIDED = "decided", _("sudah diputuskan")


_UNDECIDED = (RunState.MAPPING, RunState.DECIDED, RunState.FAILED)
RUN_STEPS = Workflow(
    {
        "match": (_UNDECIDED, RunState.DECIDED),
        "queue": (_UNDECIDED, RunState.WAITING),
        "take": ((RunState.WAITING, RunState.RUNNING), RunState.RUNNING),
        "fail": ((RunState.RUNNING,), RunState.FAILED),
        "save": ((*_UNDECIDED, RunState.RUNNING), RunState.SAVED),
        "abandon": ((*_UNDECIDED, RunState.WAITING), RunState.ABANDONED),
    }
)
