"""Dated rules of counselling."""

from django.utils.translation import gettext_lazy as _

from balai.access.permissions import Permission
from balai.parameters.declare import UNVERIFIED, Parameter, declare

REVIEW_DAYS = declare(
    Parameter(
        "counselling.review_days", "integer", 90, _("Peninjauan ulang jalur"),
        _("usulan hari peninjauan sesudah jalur dicatat; pengantar kerja boleh mengubahnya"),
        unit=_("hari"), source=UNVERIFIED, minimum=7, maximum=730,
        own_with=Permission.COUNSEL,
    )
)  # fmt: skip
GROUP_SIZE = declare(
    Parameter(
        "counselling.group_size", "integer", 40, _("Peserta bimbingan kelompok paling banyak"),
        _("jumlah orang yang bisa dicatat pada satu layar"), unit=_("orang"), source=UNVERIFIED, minimum=2, maximum=100,
        own_with=Permission.COUNSEL,
    )
)  # fmt: skip
