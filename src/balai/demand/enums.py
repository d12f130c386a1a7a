from django.db import models
from django.utils.translation import gettext_lazy as _

from balai.kernel.workflow import Workflow


class JobOrderState(models.TextChoices):
    DRAFT = "draft", _("rancangan")
    PUBLISHED = "published", _("dibuka")
    FILLED = "filled", _("terisi")
    EXPIRED = "expired", _("lewat masa berlaku")
    CANCELLED = "cancelled", _("dibatalkan")


S = JobOrderState
JOB_ORDER_FLOW = Workflow(
    {
        "publish": ((S.DRAFT,), S.PUBLISHED),
        "fill": ((S.PUBLISHED,), S.FILLED),
        "expire": ((S.PUBLISHED,), S.EXPIRED),
        "cancel": ((S.DRAFT, S.PUBLISHED), S.CANCELLED),
        "reopen": ((S.FILLED, S.EXPIRED, S.CANCELLED), S.PUBLISHED),
    }
)


class NeedKind(models.TextChoices):
    JOB_ORDER = "job_order", _("permintaan pemberi kerja")
    LOCAL_POTENTIAL = "local_potential", _("potensi daerah")
    JOBSEEKERS = "jobseekers", _("pencari kerja terdaftar")
    EARLIER_RUNS = "earlier_runs", _("hasil kelas sebelumnya")
    OTHER = "other", _("lainnya")
