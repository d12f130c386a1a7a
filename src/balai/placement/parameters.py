from django.utils.translation import gettext_lazy as _

from balai.parameters.declare import UNVERIFIED, Parameter, declare

ANSWER_DAYS = declare(
    Parameter(
        "placement.answer_days", "integer", 7, _("Batas jawab rujukan"),
        _("rujukan yang lebih lama menunggu ditandai lewat waktu di meja pemberi kerja dan pengirim"),
        unit=_("hari"), source=UNVERIFIED, minimum=1, maximum=120,
    )
)  # fmt: skip
CONFIRM_DAYS = declare(
    Parameter(
        "placement.confirm_days", "integer", 14, _("Batas pembenaran penempatan"),
        _("sesudah hari mulai bekerja, pemberi kerja diminta membenarkan"),
        unit=_("hari"), source=UNVERIFIED, minimum=1, maximum=120,
    )
)  # fmt: skip
LINK_DAYS = declare(
    Parameter(
        "placement.link_days", "integer", 30, _("Tautan jawaban pemberi kerja berlaku"),
        _("tautan untuk pemberi kerja tanpa akun; sekali pakai"),
        unit=_("hari"), source=UNVERIFIED, minimum=1, maximum=180,
        technical=True,
    )
)  # fmt: skip
