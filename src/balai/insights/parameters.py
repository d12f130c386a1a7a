from django.utils.translation import gettext_lazy as _

from balai.parameters.declare import Parameter, declare

SMALLEST_GROUP = declare(
    Parameter(
        "insights.smallest_group", "integer", 5, _("Kelompok paling kecil yang diterbitkan"),
        _("kelompok dengan lulusan lebih sedikit tidak diterbitkan angkanya, supaya orangnya tidak dikenali"),
        unit=_("orang"), source=_("kebiasaan lembaga statistik; belum ada ketentuan yang dapat dipastikan"), minimum=1, maximum=50,
    )
)  # fmt: skip
