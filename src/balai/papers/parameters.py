from django.utils.translation import gettext_lazy as _

from balai.parameters.declare import UNVERIFIED, Parameter, declare

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
