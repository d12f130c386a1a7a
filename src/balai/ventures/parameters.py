from django.utils.translation import gettext_lazy as _

from balai.access.permissions import Permission
from balai.parameters.declare import UNVERIFIED, Parameter, declare

VISIT_MONTHS = declare(
    Parameter(
        "ventures.visit_months", "months_list", [1, 3, 6], _("Kapan kelompok usaha dikunjungi"),
        _("berapa bulan sesudah pelatihan selesai atau kelompok dibentuk"),
        unit=_("bulan"), source=_("ditetapkan sendiri; kunjungan sesudah pelatihan diminta kajian Pekanbaru"),
        own_with=Permission.GROUP_READ,
    )
)  # fmt: skip
ADVICE_DAYS = declare(
    Parameter(
        "ventures.advice_days", "integer", 30, _("Batas tindakan atas saran"),
        _("tanggal yang ditawarkan untuk setiap saran; bisa diubah"),
        unit=_("hari"), source=UNVERIFIED, minimum=1, maximum=365,
    )
)  # fmt: skip
