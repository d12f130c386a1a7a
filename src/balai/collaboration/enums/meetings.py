"""What a meeting is put on paper as."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MeetingPaperKind(models.TextChoices):
    """The office papers of one meeting, in the order in which they are wanted."""

    INVITATION = "invitation", _("undangan")
    ATTENDANCE = "attendance", _("daftar hadir")
    MINUTES = "minutes", _("notulen")
