"""What classes achieved, for promises that are followed by records."""

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from balai.kernel.measures import Counted, Measure, Question, Row, counted, on_days, sure
from balai.planning.enums import BatchState
from balai.training.models import Enrolment


def people_trained(question: Question) -> Counted:
    rows = Enrolment.objects.completed().filter(batch__centre_id=question.institution_id)
    return counted(
        rows.exclude(batch__state=BatchState.CANCELLED).select_related("batch"),
        on_days("ended_on", question),
        _trainee,
        ("-ended_on", "-pk"),
        unknown=Q(ended_on__isnull=True),
    )


def _trainee(row: Enrolment) -> Row:
    words = _("peserta kursi %(seat)d, %(title)s") if row.seat else _("peserta tanpa nomor kursi, %(title)s")
    told = words % {"seat": row.seat, "title": row.batch.title}
    return Row(told, sure(row.ended_on), "training:roster", (row.batch_id,))


MEASURES = [
    Measure(
        "people_trained",
        gettext_lazy("Peserta yang menyelesaikan pelatihan"),
        pgettext_lazy("satuan", "peserta"),
        gettext_lazy(
            "Dihitung peserta kelas balai ini yang dinyatakan menyelesaikan pelatihan, pada hari pelatihannya selesai, satu kali"
            " untuk tiap kelas yang diselesaikan; yang berhenti, belum menyelesaikan, atau kelasnya dibatalkan tidak dihitung."
        ),
        people_trained,
    )
]
