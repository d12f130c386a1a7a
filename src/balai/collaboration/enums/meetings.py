"""What a meeting is put on paper as, and what is added to its minutes."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from balai.kernel.workflow import Workflow


class MeetingPaperKind(models.TextChoices):
    """The office papers of one meeting, in the order in which they are wanted."""

    INVITATION = "invitation", _("undangan")
    ATTENDANCE = "attendance", _("daftar hadir")
    MINUTES = "minutes", _("notulen")


class AddendumKind(models.TextChoices):
    """Why something is added to closed minutes."""

    CORRECTION = "correction", _("pembetulan")
    ADDITION = "addition", _("tambahan")


class AddendumState(models.TextChoices):
    ASKED = "asked", _("menunggu jawaban para pihak")
    CLOSED = "closed", _("ditutup")


ADDENDUM_FLOW = Workflow({"close": ((AddendumState.ASKED,), AddendumState.CLOSED)})
