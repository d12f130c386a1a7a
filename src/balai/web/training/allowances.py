"""Uang saku: the list for the treasurer, on the page and as a workbook."""

from collections.abc import Sequence
from datetime import date

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balai.access.permissions import Permission as P
from balai.kernel.formats import tanggal
from balai.kernel.tables.written import Cell, SheetOut, write_book
from balai.planning.models import Batch
from balai.training.enums import Mark
from balai.training.queries.allowances import Allowance, AllowanceList, allowance_list, whole_span
from balai.web.downloads import workbook
from balai.web.forms.base import BalaiForm
from balai.web.gate import permitted
from balai.web.request import DeskRequest
from balai.web.training.opened import inside, opened_class


class SpanForm(BalaiForm):
    dari = forms.DateField(label=gettext_lazy("Dari tanggal"))
    sampai = forms.DateField(label=gettext_lazy("Sampai tanggal"))


@permitted(P.TRAINING_CERTIFY)
def allowances(request: DeskRequest, pk: int) -> HttpResponse:
    batch = opened_class(request, pk)
    found, form = _asked(request, batch)
    context = inside(request, batch, "sessions", _("Daftar uang saku")) | {
        "found": found,
        "form": form,
        "query": request.GET.urlencode(),
        "may_set": request.actor.may(P.PARAMETER_EDIT, batch.centre_id),
    }
    return render(request, "training/allowances.html", context)


@permitted(P.TRAINING_CERTIFY)
def allowances_book(request: DeskRequest, pk: int) -> HttpResponse:
    batch = opened_class(request, pk)
    found, _form = _asked(request, batch)
    content = write_book([_sums(found), _reasons(found)])
    name = f"uang-saku-kelas-{batch.pk}-{found.first:%d-%m-%Y}-{found.last:%d-%m-%Y}.xlsx"
    return workbook(content, name)


def _asked(request: DeskRequest, batch: Batch) -> tuple[AllowanceList, SpanForm]:
    """The span of the address, else the whole class."""
    first, last = whole_span(batch)
    span: dict[str, date] = {"dari": first, "sampai": last}
    form = SpanForm(request.GET) if "dari" in request.GET else SpanForm(initial=span)
    if form.is_bound and form.is_valid():
        span = form.cleaned_data
    return allowance_list(batch, span["dari"], span["sampai"]), form


def _sums(found: AllowanceList) -> SheetOut:
    money = [_("Transpor"), _("Makan"), _("Kuota"), _("Jumlah")]
    titles = [_("Kursi"), _("Nama"), _("Hari tatap muka"), _("Hari daring"), *money, _("Tanda tangan")]
    rows: list[Sequence[Cell]] = [
        [str(r.enrolment.seat or ""), r.enrolment.person.full_name, *_sum(r), ""] for r in found.rows
    ]
    sums = [sum(column) for column in zip((0,) * 6, *map(_sum, found.rows), strict=True)]
    above = [found.batch.title, found.batch.centre.name, f"{tanggal(found.first)} – {tanggal(found.last)}"]
    widths = (7, 34, 10, 10, 14, 14, 14, 16, 22)
    return SheetOut(_("Uang saku"), titles, [*rows, ["", _("Jumlah"), *sums, ""]], above, widths, True)


def _sum(row: Allowance) -> tuple[int, ...]:
    return row.on_site, row.online, row.transport, row.meal, row.data, row.amount


def _reasons(found: AllowanceList) -> SheetOut:
    titles = [_("Nama"), _("Tanggal"), _("Tanda"), _("Transpor"), _("Makan"), _("Kuota"), _("Jumlah")]
    rows = [_reason(row, place) for row in found.rows for place in range(len(row.due))]
    return SheetOut(_("Rincian per hari"), titles, rows, (), (34, 20, 16, 14, 14, 14, 16))


def _reason(row: Allowance, place: int) -> list[Cell]:
    one = row.due[place]
    mark = str(Mark(one.mark).label)
    return [row.enrolment.person.full_name, tanggal(one.day), mark, one.transport, one.meal, one.online, one.amount]
