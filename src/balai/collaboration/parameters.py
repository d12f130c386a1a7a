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
REPLY_DAYS = declare(
    Parameter(
        "collaboration.reply_days", "integer", 14, _("Waktu hak jawab sebelum janji disebut terlambat"),
        _("selama itu hanya kedua pihak yang tahu bahwa tenggatnya lewat; sesudahnya kata keduanya berdiri di sampingnya"),
        unit=_("hari"), source=UNVERIFIED, minimum=3, maximum=60,
    )
)  # fmt: skip
BROKEN_DAYS = declare(
    Parameter(
        "collaboration.broken_days", "integer", 90, _("Waktu sebelum yang dijanjikan boleh menyatakan janji tidak ditepati"),
        _("dihitung sejak janji disebut terlambat; yang berjanji sendiri boleh mengatakannya lebih dulu"),
        unit=_("hari"), source=UNVERIFIED, minimum=7, maximum=365,
    )
)  # fmt: skip
LETTER_MONTHS = declare(
    Parameter(
        "collaboration.letter_months", "integer", 120, _("Masa simpan surat keterangan janji"),
        _("surat pihak yang tidak punya meja sendiri, yang menguatkan bahwa janji dijalankan"),
        unit=_("bulan"), source=UNVERIFIED, minimum=12, maximum=360,
    )
)  # fmt: skip
PAPER_MONTHS = declare(
    Parameter(
        "collaboration.paper_months", "integer", 120, _("Lama surat forum disimpan"),
        _("dihitung sejak undangan, daftar hadir atau notulen dibuat; sesudahnya isinya dihapus, catatan bahwa surat itu pernah ada tetap"),
        unit=_("bulan"), source=UNVERIFIED, minimum=12, maximum=600,
    )
)  # fmt: skip
CITIZEN_MONTHS = declare(
    Parameter(
        "collaboration.citizen_months", "integer", 12, _("Lama kata warga tentang hambatan disimpan"),
        _("dihitung sejak hambatannya selesai atau dijawab; sesudahnya kata-katanya dihapus, kodenya tetap menunjukkan bagaimana akhirnya"),
        unit=_("bulan"), source=UNVERIFIED, minimum=3, maximum=60,
    )
)  # fmt: skip
