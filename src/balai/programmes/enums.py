from django.db import models
from django.utils.translation import gettext_lazy as _


class Delivery(models.TextChoices):
    ON_SITE = "on_site", _("tatap muka")
    ONLINE = "online", _("daring")
    BLENDED = "blended", _("campuran tatap muka dan daring")


class PrioritySector(models.TextChoices):
    MANUFACTURING = "manufacturing", _("manufaktur")
    TOURISM = "tourism", _("pariwisata")
    AGRICULTURE = "agriculture", _("pertanian")
    OTHER = "other", _("lainnya")


class NeedKind(models.TextChoices):
    """What a curriculum needs at a centre."""

    ROOM = "room", _("ruang")
    EQUIPMENT = "equipment", _("alat")


class Phase(models.TextChoices):
    """What a part of a blended curriculum is, and where; empty, or without a place, the programme's own way holds."""

    THEORY = "theory", _("teori")
    ONLINE = "online", _("teori daring")
    SIMULATION = "simulation", _("simulasi")
    SIM_ONLINE = "sim_online", _("simulasi daring")
    ON_SITE = "on_site", _("praktik tatap muka")
    DO_ONLINE = "do_online", _("praktik daring")


ONLINE_PHASES = frozenset((Phase.ONLINE, Phase.SIM_ONLINE, Phase.DO_ONLINE))


class PartKind(models.TextChoices):
    """What a part of a curriculum is beside competence units (domain book 2.1)."""

    UNIT = "unit", _("unit kompetensi")
    ORIENTATION = "orient", _("orientasi")
    SOFT_SKILLS = "soft", _("pengembangan diri (soft skills)")
    JOB_TRAINING = "job", _("pelatihan di tempat kerja")
    OTHER = "other", _("materi lain")
