"""One act over many classes: which, how far, and what was refused."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from balai.institutions.models import Institution
from balai.kernel.refusal import Refused
from balai.planning.models import Batch
from balai.training.actions.bulk import go_on, start_bulk
from balai.training.enums import BulkItemState, BulkKind, BulkState
from balai.training.models import BulkItem, BulkRun
from balai.training.queries import classes_read_by
from balai.training.queries.bulk import classes_for, progress_of
from balai.training.rules.bulk import STARTERS, kinds_for, reached_by, seats_for
from balai.web.forms.base import BalaiForm, attempt
from balai.web.gate import permitted
from balai.web.request import DeskRequest


class ClassesField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Batch) -> str:
        return f"{obj.title} · {obj.centre.name} · {obj.starts_on:%d-%m-%Y}"


class BulkForm(BalaiForm):
    day = forms.DateField(label=gettext_lazy("Tanggal pertemuan"))
    signatory = forms.CharField(label=gettext_lazy("Penanda tangan"), max_length=200)

    unmarked_reason = forms.CharField(
        label=gettext_lazy("Alasan tanpa daftar hadir"), max_length=300, required=False,
        help_text=gettext_lazy("hanya untuk kelas yang disalin dari kertas; kelas lain diperiksa dari daftar hadirnya"),
    )  # fmt: skip

    def __init__(self, *args: Any, kind: str, classes: QuerySet[Batch], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind != BulkKind.ATTEND:
            del self.fields["day"]
        if kind != BulkKind.COMPLETE:
            del self.fields["unmarked_reason"]
        if kind != BulkKind.CERTIFY:
            del self.fields["signatory"]
        self.fields["batches"] = ClassesField(
            label=_("Kelas"), queryset=classes, initial=list(classes),
            widget=forms.CheckboxSelectMultiple,
        )  # fmt: skip


@permitted(*STARTERS)
def bulk(request: DeskRequest) -> HttpResponse:
    """?apa=enrol: the classes the act is for, of every centre the permission reaches, all chosen; the choice can be narrowed."""
    kinds = kinds_for(request.actor)
    kind = request.GET.get("apa", "")
    kind = kind if kind in kinds else ""
    own = seats_for(request.actor, kind or (kinds[0] if kinds else BulkKind.RANK))
    centre = get_object_or_404(Institution.objects.visible_to(request.actor), pk=min(own, default=0))
    form = None
    if kind:
        today = timezone.localdate()
        rows = classes_for(
            classes_read_by(request.actor).filter(reached_by(request.actor, kind)), kind, today, _day(request)
        )
        sent = request.POST if request.method == "POST" else None
        form = BulkForm(sent, kind=kind, classes=rows, initial={"day": _day(request) or today})
        run = _started(request, form, centre, kind) if form.is_valid() else None
        if run is not None:
            return redirect("training:bulk_run", run.pk)
    runs = BulkRun.objects.visible_to(request.actor).order_by("-started_at")[:20]
    crumbs = [(_("Kelas"), reverse("planning:classes"))]
    title = _("Kerjakan sekaligus")
    if kind:
        crumbs.append((title, reverse("training:bulk")))
        title = capfirst(str(BulkKind(kind).label))
    context = {"kinds": [(one.value, one.label) for one in kinds], "kind": kind, "form": form, "runs": runs,
               "centre": centre, "title": title, "crumbs": crumbs}  # fmt: skip
    return render(request, "training/bulk.html", context)


def _day(request: DeskRequest) -> date | None:
    field = forms.DateField(required=False, input_formats=["%d-%m-%Y"])
    try:
        day: date | None = field.clean(request.POST.get("day", request.GET.get("day", "")))
    except forms.ValidationError:
        return None
    return day


def _started(request: DeskRequest, form: BulkForm, centre: Institution, kind: str) -> BulkRun | None:
    filled = form.cleaned_data
    options = {"signatory": filled.get("signatory", ""), "day": filled["day"].isoformat() if "day" in filled else ""}
    if "unmarked_reason" in filled:
        options["unmarked_reason"] = filled["unmarked_reason"]
    run = attempt(
        form,
        lambda: start_bulk(
            by=request.actor,
            institution=centre,
            kind=kind,
            batches=filled["batches"],
            options=options,
            now=timezone.now(),
        ),
    )
    if run is not None:
        go_on(run=run, now=timezone.now())
    return run


@permitted(*STARTERS)
def bulk_run(request: DeskRequest, run: str) -> HttpResponse:
    row = get_object_or_404(BulkRun.objects.visible_to(request.actor).select_related("institution"), pk=run)
    items = BulkItem.objects.visible_to(request.actor).filter(run=row, state=BulkItemState.REFUSED)
    refused = items.select_related("batch").order_by("pk")[:200]
    context = {"run": row, "progress": progress_of(row), "refused": refused, "running": row.state == BulkState.RUNNING,
               "selects": row.kind in (BulkKind.RANK, BulkKind.DECIDE),
               "next_step": row.kind == BulkKind.RANK and row.state == BulkState.DONE,
               "crumbs": [(_("Kelas"), reverse("planning:classes")), (_("Kerjakan sekaligus"), reverse("training:bulk"))]}  # fmt: skip
    return render(request, "training/bulk_run.html", context)


@require_POST
@permitted(*STARTERS)
def bulk_go_on(request: DeskRequest, run: str) -> HttpResponse:
    row = get_object_or_404(BulkRun.objects.visible_to(request.actor), pk=run)
    try:
        go_on(run=row, now=timezone.now())
    except Refused as no:
        messages.error(request, str(no))
    return redirect("training:bulk_run", row.pk)
