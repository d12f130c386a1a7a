"""Job orders of my institution and, for an office, of the employers in its area."""

from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from balai.access.actor import Actor
from balai.access.permissions import Permission as P
from balai.demand import actions
from balai.demand.enums import JOB_ORDER_FLOW, JobOrderState
from balai.demand.models import JobOrder
from balai.institutions.models import Institution
from balai.kernel.paging import keyset_page
from balai.kernel.refusal import Refused
from balai.web.demand.cards import card
from balai.web.demand.forms import JobOrderForm, NewJobOrderForm, written_order
from balai.web.forms.base import done, show_refusal
from balai.web.gate import permitted
from balai.web.parts import Words
from balai.web.request import DeskRequest

ENDED = (JobOrderState.FILLED, JobOrderState.EXPIRED, JobOrderState.CANCELLED)
TABS: dict[str, tuple[Words, tuple[str, ...]]] = {
    "dibuka": (gettext_lazy("Dibuka"), (JobOrderState.PUBLISHED,)),
    "rancangan": (gettext_lazy("Rancangan"), (JobOrderState.DRAFT,)),
    "selesai": (gettext_lazy("Terisi atau berakhir"), ENDED),
}
STEPS: dict[str, tuple[Words, Words]] = {
    "publish": (gettext_lazy("Buka lowongan"), gettext_lazy("Lowongan dibuka.")),
    "fill": (
        gettext_lazy("Laporkan sudah terisi"),
        gettext_lazy("Tercatat: sudah terisi. Terima kasih sudah melapor."),
    ),
    "reopen": (gettext_lazy("Buka kembali"), gettext_lazy("Lowongan dibuka kembali.")),
    "cancel": (
        gettext_lazy("Batalkan permintaan"),
        gettext_lazy("Permintaan dibatalkan. Anda bisa membukanya kembali."),
    ),
}


def employers_for(actor: Actor) -> QuerySet[Institution]:
    """Bodies the actor may write a job order for."""
    mine = Q(pk__in=actor.institutions_with(P.DEMAND_EDIT))
    for area in actor.areas_with(P.DEMAND_EDIT):
        if area.level == "nation":
            mine |= Q(functions__function="employer")
        else:
            key = "region__regency_id" if area.level == "regency" else "region__province_id"
            mine |= Q(functions__function="employer", **{key: area.region})
    return Institution.objects.visible_to(actor).filter(mine).distinct().order_by("name")


@permitted(P.DEMAND_EDIT)
def orders(request: DeskRequest) -> HttpResponse:
    today = timezone.localdate()
    chosen = request.GET.get("keadaan", "dibuka")
    chosen = chosen if chosen in TABS else "dibuka"
    rows = JobOrder.objects.visible_to(request.actor).kept_by(request.actor).filter(state__in=TABS[chosen][1])
    page = keyset_page(
        rows.select_related("employer__region", "region"), ("-created_at", "-id"), request.GET.get("sesudah")
    )
    shown = {
        "cards": [card(order, today) for order in page.rows],
        "tabs": [(label, f"?keadaan={name}", name == chosen) for name, (label, _states) in TABS.items()],
        "older": f"?keadaan={chosen}&sesudah={page.next}" if page.next else "",
        "newer": "" if page.first else f"?keadaan={chosen}",
    }
    return render(request, "demand/orders.html", shown)


def _order(request: DeskRequest, pk: int) -> JobOrder:
    rows = JobOrder.objects.visible_to(request.actor).kept_by(request.actor)
    return get_object_or_404(rows.select_related("employer__region", "region", "noted_by"), pk=pk)


@permitted(P.DEMAND_EDIT)
def order(request: DeskRequest, pk: int) -> HttpResponse:
    found = _order(request, pk)
    steps = [(step, words[0]) for step, words in STEPS.items() if JOB_ORDER_FLOW.allows(found.state, step)]
    shown = {
        "order": found,
        "card": card(found, timezone.localdate()),
        "first": next((s for s in steps if s[0] in ("publish", "fill", "reopen")), None),
        "others": [s for s in steps if s[0] == "cancel"],
        "may_change": found.state in (JobOrderState.DRAFT, JobOrderState.PUBLISHED),
        "is_public": found.state in (JobOrderState.PUBLISHED, JobOrderState.FILLED) and found.employer.is_verified,
    }
    return render(request, "demand/order.html", shown)


@permitted(P.DEMAND_EDIT)
def write(request: DeskRequest) -> HttpResponse:
    employers = employers_for(request.actor)
    own = request.actor.institutions_with(P.DEMAND_EDIT)
    only = employers.first() if len(own) == 1 and not request.actor.areas_with(P.DEMAND_EDIT) else None
    form = NewJobOrderForm(
        request.POST if request.method == "POST" else None, initial={"employer": only}, employers=employers
    )
    if form.is_valid():
        employer: Institution = form.cleaned_data["employer"]
        try:
            made = actions.write_job_order(
                by=request.actor,
                employer=employer,
                wanted=form.wanted(employer),
                today=timezone.localdate(),
                client_id=form.once,
            )
        except Refused as no:
            show_refusal(form, no)
        else:
            messages.success(request, _("Rancangan tersimpan. Periksa, lalu buka lowongannya."))
            return redirect("demand:one", made.pk)
    return render(request, "demand/order_form.html", {"form": form})


@permitted(P.DEMAND_EDIT)
def change(request: DeskRequest, pk: int) -> HttpResponse:
    found = _order(request, pk)
    form = JobOrderForm(
        request.POST if request.method == "POST" else None, initial=written_order(found), employers=None
    )
    if form.is_valid() and done(
        form, lambda: actions.change_job_order(by=request.actor, job_order=found, wanted=form.wanted(found.employer))
    ):
        messages.success(request, _("Permintaan diperbarui."))
        return redirect("demand:one", pk)
    return render(request, "demand/order_form.html", {"form": form, "order": found})


@require_POST
@permitted(P.DEMAND_EDIT)
def move(request: DeskRequest, pk: int) -> HttpResponse:
    found, step = _order(request, pk), request.POST.get("step", "")
    known: Any = STEPS.get(step)
    if known is None:
        raise Http404
    try:
        actions.move_job_order(by=request.actor, job_order=found, step=step, today=timezone.localdate())
        messages.success(request, str(known[1]))
    except Refused as no:
        messages.error(request, str(no))
    return redirect("demand:one", pk)
