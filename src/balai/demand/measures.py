"""What employers asked for, for promises that are followed by records."""

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from balai.demand.enums import JobOrderState
from balai.demand.models import JobOrder
from balai.kernel.measures import Counted, Measure, Question, Row, counted, on_days, sure


def job_orders(question: Question) -> Counted:
    rows = JobOrder.objects.filter(employer_id=question.institution_id)
    return counted(
        rows.exclude(state__in=[JobOrderState.DRAFT, JobOrderState.CANCELLED]),
        on_days("published_on", question),
        _order,
        ("-published_on", "-pk"),
        unknown=Q(published_on__isnull=True),
    )


def _order(row: JobOrder) -> Row:
    words = _("%(count)d orang: %(title)s") % {"count": row.count, "title": row.title}
    return Row(words, sure(row.published_on), "demand:one", (row.pk,))


MEASURES = [
    Measure(
        "job_orders",
        gettext_lazy("Permintaan tenaga kerja"),
        pgettext_lazy("satuan", "permintaan"),
        gettext_lazy(
            "Dihitung permintaan tenaga kerja yang dibuka pemberi kerja ini, berapa pun orang yang diminta, pada hari pertama dibuka;"
            " rancangan dan yang dibatalkan tidak dihitung."
        ),
        job_orders,
    )
]
