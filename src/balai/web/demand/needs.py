"""Evidence of need: what the place lacks, dated, with its source. Proposals point at it."""

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.access.permissions import Permission as P
from balai.access.roles import ROLES
from balai.demand import actions
from balai.demand.models import JobOrder, NeedEvidence
from balai.institutions.models import Institution
from balai.kernel.paging import keyset_page
from balai.web.demand.forms import NeedForm
from balai.web.forms.base import done
from balai.web.gate import permitted
from balai.web.request import DeskRequest


@permitted(P.DEMAND_EDIT, P.PACKAGE_PROPOSE)
def needs(request: DeskRequest) -> HttpResponse:
    form = _form(request)
    if form.is_valid() and done(form, lambda: actions.note_need(by=request.actor, **form.cleaned_data)):
        messages.success(request, _("Kebutuhan tercatat. Usulan paket bisa menunjuknya."))
        return redirect("demand:needs")
    rows = NeedEvidence.objects.visible_to(request.actor).select_related("institution", "job_order")
    page = keyset_page(rows, ("-as_of", "-id"), request.GET.get("sesudah"))
    shown = {
        "form": form,
        "may_match": request.actor.has(P.PACKAGE_PROPOSE),
        "rows": page.rows,
        "older": f"?sesudah={page.next}" if page.next else "",
        "newer": "" if page.first else "?",
    }
    return render(request, "demand/needs.html", shown)


def _form(request: DeskRequest) -> NeedForm:
    actor, today = request.actor, timezone.localdate()
    own = actor.institutions_with(P.PACKAGE_PROPOSE) | {
        d.institution for d in actor.desks if P.DEMAND_EDIT in ROLES[d.role].all
    }
    bodies = Institution.objects.visible_to(actor).filter(Q(pk__in=own)).order_by("name")
    orders = JobOrder.objects.public().open_on(today).order_by("-published_on", "-id")
    return NeedForm(
        request.POST if request.method == "POST" else None,
        initial={"institution": bodies.first(), "as_of": today},
        institutions=bodies,
        orders=orders,
    )
