from django.utils.translation import gettext_lazy as _

from balai.access.permissions import Permission
from balai.parameters.declare import UNVERIFIED, Parameter, declare

CLASS_SIZE = declare(
    Parameter(
        "planning.class_size", "integer", 16, _("Jumlah peserta satu kelas"), _("kursi pada kelas baru; bisa diubah per kelas"),
        unit=_("orang"), source=_("kebiasaan kelas 16 orang"), minimum=1, maximum=200,
        own_with=Permission.PACKAGE_PROPOSE,
    )
)  # fmt: skip
RESERVES = declare(
    Parameter(
        "planning.reserves", "integer", 2, _("Jumlah cadangan satu kelas"), _("cadangan pada kelas baru; bisa diubah per kelas"),
        unit=_("orang"), source=_("kebiasaan dua cadangan"), minimum=0, maximum=50,
        own_with=Permission.PACKAGE_PROPOSE,
    )
)  # fmt: skip
ANSWER_DAYS = declare(
    Parameter(
        "planning.answer_days", "integer", 14, _("Batas jawab usulan"), _("usulan yang lebih lama menunggu ditandai lewat waktu"),
        unit=_("hari"), source=UNVERIFIED, minimum=1, maximum=180,
    )
)  # fmt: skip
RECEIPT_MONTHS = declare(
    Parameter(
        "planning.receipt_months", "integer", 120, _("Lama kuitansi belanja disimpan"),
        _("dihitung sejak pindaiannya dipasang; sesudahnya isinya dihapus, catatan belanjanya tetap"),
        unit=_("bulan"), source=UNVERIFIED, minimum=12, maximum=600,
    )
)  # fmt: skip
