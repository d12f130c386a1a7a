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
    SAVED = "saved", _("tersimpan")
    ABANDONED = "abandoned", _("dibatalkan")


class RowState(models.TextChoices):
    ACCEPTED = "accepted", _("diterima")
    REFUSED = "refused", _("ditolak")
    ASKED = "asked", _("menunggu keputusan")
    DECIDED = "decided", _("sudah diputuskan")


RUN_STEPS = Workflow(
    {
        "match": ((RunState.MAPPING, RunState.DECIDED), RunState.DECIDED),
        "save": ((RunState.MAPPING, RunState.DECIDED), RunState.SAVED),
        "abandon": ((RunState.MAPPING, RunState.DECIDED), RunState.ABANDONED),
    }
)
