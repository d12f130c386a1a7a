"""Terms and clocks of this room that a regulation or an office may change."""

from django.utils.translation import gettext_lazy as _

from balai.parameters.declare import UNVERIFIED, Parameter, declare

RIGHTS_HOURS = declare(
    Parameter(
        name="people.rights_hours",
        kind="integer",
        default=72,
        label=_("Batas waktu menjawab permintaan pemilik data"),
        meaning=_("Jam sejak permintaan diterima sampai harus dijawab."),
        unit=_("jam"),
        source="UU 27/2022 pasal 30, 32, 41 (3 x 24 jam)",
        minimum=1,
        maximum=72,
    )
)
RETENTION_MONTHS = declare(
    Parameter(
        name="people.retention_months",
        kind="integer",
        default=60,
        label=_("Masa simpan data orang"),
        meaning=_("Bulan sejak terakhir dilayani; sesudah itu data orang dihapus."),
        unit=_("bulan"),
        source=_("Undang-Undang 27/2022 pasal 42-44; lamanya ditetapkan sendiri"),
        minimum=12,
        maximum=240,
    )
)
PAPER_MONTHS = declare(
    Parameter(
        name="people.paper_months",
        kind="integer",
        default=24,
        label=_("Masa simpan foto KTP dan ijazah"),
        meaning=_("Bulan sejak diunggah; sesudah itu berkas dihapus."),
        unit=_("bulan"),
        source=UNVERIFIED,
        minimum=1,
        maximum=120,
    )
)
