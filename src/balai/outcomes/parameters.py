from django.utils.translation import gettext_lazy as _

from balai.parameters.declare import UNVERIFIED, Parameter, declare

WAVES = declare(
    Parameter(
        "outcomes.waves", "months_list", [3, 6, 12], _("Kapan alumni ditanya kabarnya"),
        _("berapa bulan sesudah kelas selesai; berlaku untuk yang belum dijadwalkan"),
        unit=_("bulan"), source=_("kebiasaan survei kebekerjaan: 3, 6, 12 bulan"),
    )
)  # fmt: skip
LOOK_BACK = declare(
    Parameter(
        "outcomes.look_back_days", "integer", 180, _("Gelombang paling lama yang masih ditanyakan"),
        _("gelombang yang sudah lewat lebih lama dari ini tidak dijadwalkan lagi dan tetap terhitung belum diketahui"),
        unit=_("hari"), source=UNVERIFIED, minimum=0, maximum=1000,
    )
)  # fmt: skip
CALLS = declare(
    Parameter(
        "outcomes.calls", "integer", 2, _("Berapa kali menelepon alumni"),
        _("sesudah pesan tidak dijawab dan sebelum bertanya kepada orang yang mengenalnya"),
        unit=_("kali"), source=UNVERIFIED, minimum=1, maximum=10,
    )
)  # fmt: skip
MESSAGE_DAYS = declare(
    Parameter(
        "outcomes.message_days", "integer", 3, _("Menunggu sesudah mengirim pesan"), _("lalu alumni ditelepon"),
        unit=_("hari"), source=UNVERIFIED, minimum=1, maximum=60,
    )
)  # fmt: skip
CALL_DAYS = declare(
    Parameter(
        "outcomes.call_days", "integer", 3, _("Menunggu sesudah menelepon"),
        _("lalu menelepon lagi, atau langkah berikutnya"),
        unit=_("hari"), source=UNVERIFIED, minimum=1, maximum=60,
    )
)  # fmt: skip
CONTACT_PERSON_DAYS = declare(
    Parameter(
        "outcomes.contact_person_days", "integer", 5, _("Menunggu sesudah bertanya kepada orang yang mengenalnya"),
        _("lalu alumni dikunjungi"), unit=_("hari"), source=UNVERIFIED, minimum=1, maximum=60,
    )
)  # fmt: skip
LINK_DAYS = declare(
    Parameter(
        "outcomes.link_days", "integer", 60, _("Tautan kabar alumni berlaku"),
        _("sesudah itu alumni diminta tautan baru"), unit=_("hari"), source=UNVERIFIED,
        minimum=1, maximum=400,
        technical=True,
    )
)  # fmt: skip
