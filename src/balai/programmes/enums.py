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
