"""Schemes of certifiers: what they assess, with units and elements."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.access.permissions import Permission as P
from balai.certification.actions.schemes import add_scheme, change_scheme
from balai.certification.queries import certifiers, elements_of, schemes_for
from balai.certification.schemes import is_fixed, may_write_schemes
from balai.institutions.models import Institution
from balai.kernel.paging import keyset_page
from balai.web.certification.forms import SchemeForm, written_scheme
from balai.web.forms.base import done
from balai.web.gate import permitted
from balai.web.request import DeskRequest


@permitted(P.ASSESSMENT_RECORD, P.CERTIFICATE_READ)
def schemes(request: DeskRequest) -> HttpResponse:
    page = keyset_page(schemes_for(request.actor), ("title", "pk"), request.GET.get("sesudah"))
    context = {
        "page": page,
        "today": timezone.localdate(),
        "older": f"?sesudah={page.next}" if page.next else "",
        "may_add": request.actor.has(P.CERTIFICATE_RECORD),
    }
    return render(request, "certification/schemes.html", context)


@permitted(P.ASSESSMENT_RECORD, P.CERTIFICATE_READ)
def scheme(request: DeskRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(schemes_for(request.actor), pk=pk)
    units = row.units.select_related("unit").prefetch_related("elements").order_by("position")
    context = {
        "row": row,
        "units": [(one.unit, [(e, e.criteria.splitlines()) for e in elements_of(one)]) for one in units],
        "may_write": request.actor.has(P.CERTIFICATE_RECORD)
        and may_write_schemes(request.actor, row.certifier_id, timezone.localdate()),
    }
    return render(request, "certification/scheme.html", context)


@permitted(P.CERTIFICATE_RECORD)
def add(request: DeskRequest) -> HttpResponse:
    own = certifiers().filter(pk__in=request.actor.institutions_with(P.ASSESSMENT_RECORD))
    bodies = own if own.exists() else certifiers()
    form = SchemeForm(
        request.POST if request.method == "POST" else None, bodies=bodies, initial={"certifier": own.first()}
    )
    if form.is_valid() and done(form, lambda: _added(request, form)):
        messages.success(request, _("Skema tersimpan. Peserta uji kini bisa didaftarkan untuk skema ini."))
        return redirect("certification:schemes")
    return render(request, "certification/scheme_form.html", {"form": form})


def _added(request: DeskRequest, form: SchemeForm) -> None:
    certifier: Institution = form.cleaned_data["certifier"]
    add_scheme(by=request.actor, certifier=certifier, plan=form.stated(), now=timezone.now())


@permitted(P.CERTIFICATE_RECORD)
def change(request: DeskRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(schemes_for(request.actor), pk=pk)
    now = timezone.now()
    if not may_write_schemes(request.actor, row.certifier_id, timezone.localdate(now)):
        raise Http404
    bound = request.POST if request.method == "POST" else None
    form = SchemeForm(bound, bodies=None, initial=written_scheme(row))
    if form.is_valid() and done(form, lambda: change_scheme(by=request.actor, scheme=row, plan=form.stated(), now=now)):
        messages.success(request, _("Skema diperbarui."))
        return redirect("certification:scheme", pk)
    context = {"form": form, "row": row, "stands": is_fixed(row)}
    return render(request, "certification/scheme_form.html", context)
