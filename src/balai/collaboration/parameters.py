"""Dated rules of forums. No national rule was found: every default is a starting point."""

from django.utils.translation import gettext_lazy as _

from balai.parameters.declare import UNVERIFIED, Parameter, declare

MINUTES_DAYS = declare(
    Parameter(
        "collaboration.minutes_days", "integer", 3, _("Waktu menjawab notulen"),
        _("sesudah itu notulen bisa ditutup walaupun ada pihak yang belum menjawab; siapa yang diam tetap disebut"),
        unit=_("hari"), source=UNVERIFIED, minimum=1, maximum=30,
    )
)  # fmt: skip
