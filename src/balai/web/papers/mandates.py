"""Mandates of inspectors: given by who pays or answers for the area, ended with a reason."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from balai.access.permissions import Permission as P
from balai.institutions.models import Institution
from balai.kernel.refusal import Refused
from balai.papers.actions.inspect import NewMandate, end_mandate, give_mandate
from balai.papers.models import Mandate
from balai.web.forms.base import done
from balai.web.gate import permitted
from balai.web.papers.forms_inspection import MandateForm
from balai.web.request import DeskRequest


@permitted(P.MANDATE_GIVE)
def give(request: DeskRequest) -> HttpResponse:
    own = Institution.objects.visible_to(request.actor).filter(pk__in=request.actor.institutions_with(P.MANDATE_GIVE))
    form = MandateForm(request.POST if request.method == "POST" else None, givers=own)
    if form.is_valid() and done(
        form, lambda: give_mandate(by=request.actor, mandate=NewMandate(**form.cleaned_data), now=timezone.now())
    ):
        messages.success(request, _("Surat tugas tercatat. Pemeriksanya dapat mulai mengundi pada hari pertamanya."))
        return redirect("papers:inspections")
    return render(request, "papers/mandate.html", {"form": form})


@require_POST
@permitted(P.MANDATE_GIVE)
def end(request: DeskRequest, mandate_id: int) -> HttpResponse:
    row = get_object_or_404(Mandate.objects.visible_to(request.actor), pk=mandate_id)
    try:
        end_mandate(by=request.actor, mandate=row, reason=request.POST.get("reason", ""), now=timezone.now())
        messages.success(request, _("Surat tugas diakhiri. Temuan yang sudah dicatat tetap terbaca."))
    except Refused as no:
        messages.error(request, str(no))
    return redirect("papers:inspections")
