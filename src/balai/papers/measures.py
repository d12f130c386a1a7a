"""Which reports left the centre, for promises that are followed by records."""

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from balai.kernel.clock import today_in
from balai.kernel.measures import Counted, Measure, Question, Row, at_days, counted, sure
from balai.papers.models import ClassPaper


def reports_filed(question: Question) -> Counted:
    filed = ClassPaper.objects.filed()
    earlier = filed.filter(batch=OuterRef("batch"), version__lt=OuterRef("version"))
    rows = filed.filter(~Exists(earlier), batch__centre_id=question.institution_id)
    return counted(
        rows.select_related("batch__centre__region"),
        at_days("filed_at", "batch__centre__region__tz", question),
        _report,
        ("-filed_at", "-pk"),
    )


def _report(row: ClassPaper) -> Row:
    words = _("laporan kegiatan %(title)s") % {"title": row.batch.title}
    on = today_in(row.batch.centre.zone, sure(row.filed_at))
    return Row(words, on, "papers:paper", (row.batch_id, row.kind), row.filed_by)


MEASURES = [
    Measure(
        "reports_filed",
        gettext_lazy("Laporan kegiatan yang disampaikan"),
        pgettext_lazy("satuan", "laporan"),
        gettext_lazy(
            "Dihitung kelas balai ini yang laporan kegiatannya sudah disampaikan, satu kali untuk tiap kelas, pada hari pertama"
            " disampaikan; perbaikan sesudahnya dan laporan yang baru dibuat tidak dihitung."
        ),
        reports_filed,
    )
]
