"""Programmes of my institution: what they teach, version by version."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from balai.access.permissions import Permission as P
from balai.institutions.models import Institution
from balai.kernel.paging import keyset_page
from balai.kernel.refusal import Refused
from balai.programmes import actions
from balai.programmes.models import Curriculum, Programme
from balai.programmes.pasted import NeedRow, needs_written, read_needs, read_units, written
from balai.programmes.queries import rows_of
from balai.web.forms.base import done, show_refusal
from balai.web.gate import permitted
from balai.web.programmes.forms import CurriculumForm, ProgrammeForm, written_programme
from balai.web.request import DeskRequest


@permitted(P.PROGRAMME_EDIT, P.PLANNING_READ)
def programmes(request: DeskRequest) -> HttpResponse:
    own = request.actor.institutions_with(P.PROGRAMME_EDIT)
    everybody = request.GET.get("milik") == "semua" or not own
    rows = Programme.objects.visible_to(request.actor).select_related("field__parent", "owner")
    if not everybody:
        rows = rows.filter(owner_id__in=own)
    page = keyset_page(rows, ("title", "id"), request.GET.get("sesudah"))
    kept = "?milik=semua" if everybody else "?milik=kami"
    shown = {
        "rows": page.rows,
        "tabs": [(_("Milik kami"), "?milik=kami", not everybody), (_("Semua"), "?milik=semua", everybody)]
        if own
        else [],
        "older": f"{kept}&sesudah={page.next}" if page.next else "",
        "newer": "" if page.first else kept,
        "may_add": bool(own),
    }
    return render(request, "programmes/list.html", shown)


def _programme(request: DeskRequest, pk: int) -> Programme:
    rows = Programme.objects.visible_to(request.actor).select_related("field__parent", "owner")
    return get_object_or_404(rows, pk=pk)


@permitted(P.PROGRAMME_EDIT, P.PLANNING_READ)
def one(request: DeskRequest, pk: int) -> HttpResponse:
    programme = _programme(request, pk)
    curricula = list(programme.curricula.prefetch_related("units__unit").order_by("-version"))
    hours = {c.pk: sum(u.theory_hours + u.practice_hours for u in c.units.all()) for c in curricula}
    shown = {
        "programme": programme,
        "curricula": [(c, list(c.units.all()), hours[c.pk]) for c in curricula],
        "edits": request.actor.may(P.PROGRAMME_EDIT, programme.owner_id),
        "may_propose": request.actor.has(P.PACKAGE_PROPOSE) and bool(curricula) and not programme.retired_on,
    }
    return render(request, "programmes/one.html", shown)


@permitted(P.PROGRAMME_EDIT)
def add(request: DeskRequest) -> HttpResponse:
    own = request.actor.institutions_with(P.PROGRAMME_EDIT)
    owners = Institution.objects.visible_to(request.actor).filter(pk__in=own).order_by("name")
    form = ProgrammeForm(
        request.POST if request.method == "POST" else None, initial={"owner": owners.first()}, owners=owners
    )
    if form.is_valid():
        try:
            programme = actions.add_programme(
                by=request.actor, owner=form.cleaned_data["owner"], programme=form.stated()
            )
        except Refused as no:
            show_refusal(form, no)
        else:
            messages.success(request, _("Program tersimpan. Isi kurikulumnya sekarang."))
            return redirect("programmes:curriculum", programme.pk)
    return render(request, "programmes/form.html", {"form": form})


@permitted(P.PROGRAMME_EDIT)
def change(request: DeskRequest, pk: int) -> HttpResponse:
    programme = _own(request, pk)
    form = ProgrammeForm(
        request.POST if request.method == "POST" else None, initial=written_programme(programme), owners=None
    )
    if form.is_valid() and done(
        form, lambda: actions.change_programme(by=request.actor, programme=programme, stated=form.stated())
    ):
        messages.success(request, _("Program diperbarui."))
        return redirect("programmes:one", pk)
    return render(request, "programmes/form.html", {"form": form, "programme": programme})


def _own(request: DeskRequest, pk: int) -> Programme:
    programme = _programme(request, pk)
    if not request.actor.may(P.PROGRAMME_EDIT, programme.owner_id):
        raise Http404
    return programme


@permitted(P.PROGRAMME_EDIT)
def curriculum(request: DeskRequest, pk: int) -> HttpResponse:
    """The next version, starting from the rows of the newest."""
    programme = _own(request, pk)
    newest = programme.curricula.order_by("-version").prefetch_related("units__unit").first()
    rows = rows_of(newest) if newest else []
    form = CurriculumForm(
        request.POST if request.method == "POST" else None,
        initial={
            "units": written(rows),
            "needs": needs_written(_needs_of(newest)),
            "valid_from": timezone.localdate(),
            "legal_basis": newest.legal_basis if newest else "",
            "phases_in_order": bool(newest and newest.phases_in_order),
        },
    )
    if form.is_valid():
        filled = form.cleaned_data
        try:
            made = actions.add_curriculum(
                by=request.actor,
                programme=programme,
                **filled | {"units": read_units(filled["units"]), "needs": read_needs(filled["needs"])},
            )
        except Refused as no:
            show_refusal(form, no)
        else:
            messages.success(request, _("Kurikulum versi %(version)s tersimpan.") % {"version": made.version})
            return redirect("programmes:one", pk)
    return render(request, "programmes/curriculum.html", {"form": form, "programme": programme, "newest": newest})


def _needs_of(curriculum: Curriculum | None) -> list[NeedRow]:
    rows = curriculum.needs.order_by("position") if curriculum else ()
    return [NeedRow(row.kind, row.name, row.quantity, row.room_kind) for row in rows]


@require_POST
@permitted(P.PROGRAMME_EDIT)
def retire(request: DeskRequest, pk: int) -> HttpResponse:
    try:
        programme = actions.retire_programme(
            by=request.actor, programme=_programme(request, pk), today=timezone.localdate()
        )
        said = _("Program tidak ditawarkan lagi.") if programme.retired_on else _("Program ditawarkan lagi.")
        messages.success(request, said)
    except Refused as no:
        messages.error(request, str(no))
    return redirect("programmes:one", pk)
