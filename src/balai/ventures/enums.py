from django.db import models
from django.utils.translation import gettext_lazy as _

from balai.access.roles import Role


class GroupState(models.TextChoices):
    FORMING = "forming", _("sedang dibentuk")
    RUNNING = "running", _("berjalan")
    STALLED = "stalled", _("tersendat")
    STOPPED = "stopped", _("berhenti")


class MemberRole(models.TextChoices):
    HEAD = "head", _("ketua")
    TREASURER = "treasurer", _("bendahara")
    MEMBER = "member", _("anggota")


class VisitState(models.TextChoices):
    PLANNED = "planned", _("direncanakan")
    DONE = "done", _("dilakukan")
    CANCELLED = "cancelled", _("dibatalkan")


class AdviceState(models.TextChoices):
    OPEN = "open", _("menunggu tindakan")
    DONE = "done", _("selesai")
    DROPPED = "dropped", _("tidak dilanjutkan")


MENTORS = (Role.MENTOR, Role.VOLUNTEER)
"""Whose desk it is to accompany a group."""
