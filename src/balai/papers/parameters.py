from django.utils.translation import gettext_lazy as _

from balai.access.permissions import Permission
from balai.parameters.declare import UNVERIFIED, Parameter, declare

ALLOWANCE_A_DAY = declare(
    Parameter(
        "papers.allowance_per_day", "rupiah", 0, _("Uang saku peserta sehari"),
        _("dikalikan hari hadir pada daftar penerimaan uang; 0 berarti belum ditetapkan, kolomnya dikosongkan"),
        unit=_("rupiah"), source=UNVERIFIED, minimum=0,
        own_with=Permission.TRAINING_CERTIFY,
    )
)  # fmt: skip
KEPT_MONTHS = declare(
    Parameter(
        "papers.kept_months", "integer", 120, _("Lama berkas kelas disimpan"),
        _("dihitung sejak berkas dibuat; sesudahnya isinya dihapus, catatan bahwa berkas itu pernah ada tetap"),
        unit=_("bulan"), source=UNVERIFIED, minimum=12, maximum=600,
    )
)  # fmt: skip
REPORT_DAYS = declare(
    Parameter(
        "papers.report_days", "integer", 14, _("Batas menyampaikan laporan kegiatan"),
        _("dihitung dari hari terakhir kelas; sesudahnya ditandai lewat waktu di meja"),
        unit=_("hari"), source=UNVERIFIED, minimum=1, maximum=180,
    )
)  # fmt: skip
