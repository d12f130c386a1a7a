"""What the register of equipment knows, for promises that are followed by records."""

from django.db.models import Q
from django.utils.translation import gettext_lazy, pgettext_lazy

from balai.institutions.enums import Condition
from balai.institutions.models import Equipment
from balai.kernel.measures import Counted, Measure, Question, Row, counted, on_days, sure


def equipment_in_use(question: Question) -> Counted:
    there = Q(gone_on__isnull=True) | Q(gone_on__gt=question.until)
    broken = Q(repair_asked_on__isnull=False, repaired_on__isnull=True)
    rows = Equipment.objects.filter(there, institution_id=question.institution_id).exclude(broken)
    seen = Q(condition=Condition.GOOD) & on_days("condition_on", question)
    never = Q(condition="") | Q(condition=Condition.GOOD, condition_on__isnull=True)
    return counted(
        rows,
        seen & Q(quantity__isnull=False),
        _thing,
        ("-condition_on", "-pk"),
        unknown=never | (seen & Q(quantity__isnull=True)),
        amount="quantity",
    )


def _thing(row: Equipment) -> Row:
    words = f"{row.quantity} {row.name}"
    return Row(words, sure(row.condition_on), "institutions:page", (row.institution_id,))


MEASURES = [
    Measure(
        "equipment_in_use",
        gettext_lazy("Peralatan dalam keadaan baik"),
        pgettext_lazy("satuan", "barang"),
        gettext_lazy(
            "Dihitung jumlah barang pada daftar peralatan lembaga ini yang keadaannya baik ketika diperiksa, pada hari pemeriksaan"
            " terakhir; yang aus, rusak, menunggu perbaikan, atau sudah tidak ada tidak dihitung, yang tanpa jumlah atau hari"
            " pemeriksaan disebut belum diketahui, dan daftar ini tidak tahu siapa yang memberi barang itu atau seberapa sering"
            " dipakai."
        ),
        equipment_in_use,
    )
]
