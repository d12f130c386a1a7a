"""Materials of a class, and the class as its trainee sees it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from balai.access.permissions import Permission as P
from balai.documents.actions.store import store_upload
from balai.documents.enums import DocumentKind
from balai.documents.models import StoredFile
from balai.kernel.clock import today_in
from balai.planning.enums import BatchState
from balai.training.actions.materials import MaterialPlan, add_material, remove_material
from balai.training.models import Enrolment, Material
from balai.training.queries import attendance_of, marks_told, meetings_ahead
from balai.training.rules.authority import may_mark
from balai.web.forms.base import BalaiForm, done
from balai.web.gate import permitted
from balai.web.institutions.found import stored_file
from balai.web.request import DeskRequest
from balai.web.training.opened import inside, opened_class

KEEP_MONTHS = 24


class MaterialForm(BalaiForm):
    title = forms.CharField(label=gettext_lazy("Judul"), max_length=200)
    url = forms.URLField(label=gettext_lazy("Tautan"), required=False, max_length=500, assume_scheme="https")
    learning_system = forms.BooleanField(
        label=gettext_lazy("Tautan ini ruang belajar daring kelas (LMS)"), required=False
    )
    file = forms.FileField(
        label=gettext_lazy("Berkas"), required=False, help_text=gettext_lazy("PDF atau foto, paling besar 5 megabita.")
    )


@permitted(P.TRAINING_READ)
def materials(request: DeskRequest, pk: int) -> HttpResponse:
    batch = opened_class(request, pk)
    marks = may_mark(request.actor, batch)
    sent = request.method == "POST"
    form = MaterialForm(request.POST if sent else None, request.FILES if sent else None) if marks else None
    if form is not None and form.is_valid() and done(form, lambda: _add(request, form, batch)):
        messages.success(request, _("Materi ditambahkan. Peserta melihatnya di halaman kelas mereka."))
        return redirect("training:materials", pk)
    rows = Material.objects.visible_to(request.actor).filter(batch=batch).select_related("session").order_by("pk")
    context = inside(request, batch, "sessions", _("Materi")) | {"rows": rows, "form": form}
    return render(request, "training/materials.html", context)


def _add(request: DeskRequest, form: MaterialForm, batch: Any) -> Material:
    filled = form.cleaned_data
    plan = MaterialPlan(filled["title"], filled["url"], _stored(request, filled["file"]), filled["learning_system"])
    return add_material(by=request.actor, batch=batch, plan=plan, now=timezone.now())


def _stored(request: DeskRequest, upload: Any) -> StoredFile | None:
    if not upload:
        return None
    return store_upload(
        by=request.actor, name=upload.name, content=upload, kind=DocumentKind.OTHER, keep_months=KEEP_MONTHS,
        now=timezone.now(),
    )  # fmt: skip


@require_POST
@permitted(P.ATTENDANCE_MARK)
def remove(request: DeskRequest, pk: int, material: int) -> HttpResponse:
    batch = opened_class(request, pk)
    row = get_object_or_404(Material.objects.visible_to(request.actor).filter(batch=batch), pk=material)
    remove_material(by=request.actor, material=row)
    messages.success(request, _("Materi dihapus."))
    return redirect("training:materials", pk)


def material_file(request: DeskRequest, pk: int, material: int) -> HttpResponse:
    """For who sees into the class, and for its trainees."""
    rows = Material.objects.visible_to(request.actor).filter(batch_id=pk).select_related("file")
    return stored_file(get_object_or_404(rows, pk=material).file, f"materi-{material}")


def own(request: DeskRequest, pk: int) -> HttpResponse:
    """The class as its trainee sees it: what comes, where to join, what to read, how often they were there."""
    rows = Enrolment.objects.visible_to(request.actor).filter(batch_id=pk, person__user_id=request.user.pk)
    row = get_object_or_404(rows.select_related("batch__centre__region", "batch__curriculum__programme", "person"))
    today = today_in(row.batch.zone, timezone.now())
    context = {
        "row": row,
        "free": row.batch.curriculum.programme.free_of_charge,
        "cancelled": row.batch.state == BatchState.CANCELLED,
        "ahead": meetings_ahead(row, today)[:10],
        "materials": Material.objects.visible_to(request.actor).filter(batch_id=pk).order_by("pk"),
        "attended": attendance_of([row])[row.pk],
        "told": marks_told(row)[:100],
    }
    return render(request, "training/own.html", context)
