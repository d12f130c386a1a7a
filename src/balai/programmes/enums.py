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
    """How a part of a blended curriculum is given; empty where the programme's own way holds."""

    ONLINE = "online", _("teori daring")
    SIMULATION = "simulation", _("simulasi")
    ON_SITE = "on_site", _("praktik tatap muka")
