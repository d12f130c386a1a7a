"""Somebody was asked to pay: their report, and the office above that answers it."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from balai.access.permissions import Permission as P
from balai.kernel.paging import keyset_page
from balai.people.rules.phones import masked_phone
from balai.planning.models import Batch
from balai.training.actions.levy import answer_levy, report_levy
from balai.training.models import LevyReport
from balai.web.admissions.status import by_code
from balai.web.forms.base import BalaiForm, done
from balai.web.forms.fields import RupiahField
from balai.web.gate import permitted
from balai.web.request import DeskRequest, PublicRequest


class LevyForm(BalaiForm):
    story = forms.CharField(
        label=gettext_lazy("Apa yang terjadi"), max_length=4000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("Siapa meminta, untuk apa, dan apa yang dikatakan."),
    )  # fmt: skip
    amount = RupiahField(label=gettext_lazy("Berapa rupiah"), required=False)
    asked_on = forms.DateField(label=gettext_lazy("Tanggalnya"), required=False)
    named = forms.BooleanField(label=gettext_lazy("Dinas boleh tahu nama saya"), required=False)


class AnswerForm(BalaiForm):
    answer = forms.CharField(
        label=gettext_lazy("Yang dilakukan dinas"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Jawaban ini dibaca pelapor."),
    )  # fmt: skip


def report(request: DeskRequest, pk: int) -> HttpResponse:
    batch = get_object_or_404(Batch.objects.public().select_related("centre"), pk=pk)
    form = LevyForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(
        form, lambda: report_levy(by=request.actor, batch=batch, now=timezone.now(), **form.cleaned_data)
    ):
        messages.success(request, _("Laporan terkirim ke dinas. Balai penyelenggara tidak bisa membacanya."))
        return redirect("training:levies")
    return render(request, "training/levy_report.html", {"form": form, "batch": batch})


@login_not_required
@never_cache
def report_by_code(request: PublicRequest, code: str) -> HttpResponse:
    """Most trainees have no account: the code of their application opens the same form. The centre knows the code too, so
    nothing that was told is shown here."""
    application = by_code(code)
    batch = application.batch
    form = LevyForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(
        form,
        lambda: report_levy(
            by=request.actor, batch=batch, now=timezone.now(), application=application, **form.cleaned_data
        ),
    ):
        messages.success(request, _("Laporan terkirim ke dinas. Balai penyelenggara tidak bisa membacanya."))
        return redirect("admissions:status", application.code)
    context = {"form": form, "batch": batch, "application": application, "phone": masked_phone(application.phone)}
    return render(request, "training/levy_report.html", context)


def levies(request: DeskRequest) -> HttpResponse:
    """What I reported, and what my office has to answer."""
    rows = LevyReport.objects.visible_to(request.actor).select_related("batch__centre")
    page = keyset_page(rows, ("-reported_at", "-id"), request.GET.get("sesudah"))
    shown = {
        "rows": page.rows,
        "hears": bool(request.actor.areas_with(P.INSTITUTION_VERIFY)),
        "older": f"?sesudah={page.next}" if page.next else "",
        "newer": "" if page.first else "?",
    }
    return render(request, "training/levies.html", shown)


@permitted(P.INSTITUTION_VERIFY)
def answer(request: DeskRequest, report: int) -> HttpResponse:
    rows = LevyReport.objects.visible_to(request.actor).heard_by(request.actor)
    row = get_object_or_404(rows.select_related("batch__centre", "reporter", "application"), pk=report)
    form = AnswerForm(request.POST if request.method == "POST" else None, initial={"answer": row.answer})
    if form.is_valid() and done(
        form, lambda: answer_levy(by=request.actor, report=row, now=timezone.now(), **form.cleaned_data)
    ):
        messages.success(request, _("Jawaban tersimpan dan bisa dibaca pelapor."))
        return redirect("training:levies")
    return render(request, "training/levy_answer.html", {"form": form, "row": row})
