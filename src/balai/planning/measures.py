"""What funders agreed to and paid, for promises that are followed by records."""

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from balai.kernel.clock import today_in
from balai.kernel.formats import rupiah
from balai.kernel.measures import Counted, Measure, Question, Row, at_days, counted, on_days, sure
from balai.planning.models import Package, Spending


def seats_funded(question: Question) -> Counted:
    return counted(
        Package.objects.funded().filter(funder_id=question.institution_id).select_related("centre__region"),
        at_days("answered_at", "centre__region__tz", question),
        _package,
        ("-answered_at", "-pk"),
        unknown=Q(answered_at__isnull=True),
        amount="seats",
    )


def money_disbursed(question: Question) -> Counted:
    return counted(
        Spending.objects.counted().filter(package__funder_id=question.institution_id).select_related("package"),
        on_days("paid_on", question),
        _spending,
        ("-paid_on", "-pk"),
        amount="amount",
    )


def _package(row: Package) -> Row:
    words = _("%(seats)d kursi: %(title)s, %(centre)s") % {
        "seats": row.seats, "title": row.title, "centre": row.centre.name,
    }  # fmt: skip
    on = today_in(row.centre.zone, sure(row.answered_at))
    return Row(words, on, "planning:package", (row.pk,), row.answered_by)


def _spending(row: Spending) -> Row:
    words = f"{rupiah(row.amount)}: {row.package.title}"
    return Row(words, row.paid_on, "planning:spending", (row.package_id,), row.written_by)


MEASURES = [
    Measure(
        "seats_funded",
        gettext_lazy("Kursi pelatihan yang didanai"),
        pgettext_lazy("satuan", "kursi"),
        gettext_lazy(
            "Dihitung kursi pada usulan paket yang disetujui lembaga ini sebagai pendana, sebanyak yang disetujui, pada hari"
            " jawabannya dicatat; usulan yang ditolak, ditarik, atau menunggu jawaban tidak dihitung, dan kursi yang didanai belum"
            " tentu terisi."
        ),
        seats_funded,
    ),
    Measure(
        "money_disbursed",
        gettext_lazy("Dana yang dibayarkan"),
        pgettext_lazy("satuan", "rupiah"),
        gettext_lazy(
            "Dihitung belanja yang dicatat balai atau pendana pada paket yang didanai lembaga ini, pada hari dibayarkan; catatan yang"
            " ditarik karena keliru dan dana yang baru disetujui tidak dihitung."
        ),
        money_disbursed,
    ),
]
