"""Rules of this room that an office may change, each with the day from which it holds."""

from django.utils.translation import gettext_lazy as _

from balai.parameters.declare import Parameter, declare

WARNING_DAYS = declare(
    Parameter(
        name="institutions.certificate_warning_days",
        kind="integer",
        default=90,
        label=_("Peringatan sertifikat instruktur"),
        meaning=_("Berapa hari sebelum masa berlakunya habis sertifikat instruktur muncul di meja lembaga."),
        unit=_("hari"),
        source=_("Ditetapkan sendiri; belum ada ketentuan yang dapat dipastikan"),
        minimum=1,
        maximum=730,
    )
)
INVITATION_DAYS = declare(
    Parameter(
        name="institutions.invitation_days",
        kind="integer",
        default=14,
        label=_("Masa berlaku undangan meja"),
        meaning=_("Berapa hari tautan undangan untuk menduduki sebuah meja dapat dibuka."),
        unit=_("hari"),
        source=_("Ditetapkan sendiri; belum ada ketentuan yang dapat dipastikan"),
        minimum=1,
        maximum=90,
        technical=True,
    )
)
PROXY_DAYS = declare(
    Parameter(
        name="institutions.proxy_longest_days",
        kind="integer",
        default=366,
        label=_("Masa terpanjang bertindak atas nama"),
        meaning=_("Berapa hari paling lama sebuah surat kuasa untuk mewakili lembaga lain berlaku."),
        unit=_("hari"),
        source=_("Ditetapkan sendiri; belum ada ketentuan yang dapat dipastikan"),
        minimum=1,
        maximum=1096,
    )
)
LETTER_MONTHS = declare(
    Parameter(
        name="institutions.letter_months",
        kind="integer",
        default=60,
        label=_("Masa simpan surat"),
        meaning=_("Berapa bulan pindaian surat kuasa dan surat mutasi disimpan."),
        unit=_("bulan"),
        source=_("Ditetapkan sendiri; belum ada ketentuan yang dapat dipastikan"),
        minimum=12,
        maximum=360,
    )
)
AGREEMENT_MONTHS = declare(
    Parameter(
        name="institutions.agreement_months",
        kind="integer",
        default=120,
        label=_("Masa simpan naskah perjanjian"),
        meaning=_("Berapa bulan pindaian peraturan, nota kesepahaman, dan petunjuk operasional disimpan."),
        unit=_("bulan"),
        source=_("Ditetapkan sendiri; belum ada ketentuan yang dapat dipastikan"),
        minimum=12,
        maximum=360,
    )
)
