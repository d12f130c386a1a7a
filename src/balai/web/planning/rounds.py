"""A funder's yearly planning on one screen: money, proposals, capacity, decisions; opening, closing, copying."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from balai.access.permissions import Permission as P
from balai.funding.models import FundLine
from balai.institutions.models import Institution
from balai.kernel.paging import keyset_page
from balai.kernel.refusal import Refused
from balai.planning import queries
from balai.planning.actions import rounds as act
from balai.planning.actions.copy_plan import copy_plan
from balai.planning.capacity import capacity_of
from balai.planning.desk import due_of
from balai.planning.enums import FUNDED, PackageState, RoundState
from balai.planning.models import Package, PlanningRound
from balai.planning.rules.rounds import may_plan
from balai.web.forms.base import attempt
from balai.web.gate import permitted
from balai.web.planning.forms import AnswerForm
from balai.web.planning.packages import READERS
from balai.web.planning.round_forms import CopyForm, PlanFileForm, RoundForm
from balai.web.request import DeskRequest

MOST = 300
MOST_OPEN = 20


@permitted(*READERS)
def rounds(request: DeskRequest) -> HttpResponse:
    """Every planning the actor may know of, and the form that opens one."""
    own = request.actor.institutions_with(P.PACKAGE_DECIDE)
    funders = Institution.objects.visible_to(request.actor).filter(pk__in=own).order_by("name")
    today = timezone.localdate()
    form = RoundForm(
        request.POST if request.method == "POST" else None,
        initial={"year": today.year + 1, "funder": funders.first()},
        funders=funders,
    )
    if own and form.is_valid():
        filled = dict(form.cleaned_data)
        funder = filled.pop("funder")
        now = timezone.now()
        made = attempt(
            form, lambda: act.open_round(by=request.actor, funder=funder, plan=act.NewRound(**filled), now=now)
        )
        if made is not None:
            messages.success(request, _("Perencanaan dibuka. Balai bisa mengirim usulannya."))
            return redirect("planning:round", made.pk)
    rows = PlanningRound.objects.visible_to(request.actor).select_related("funder")
    page = keyset_page(rows, ("-year", "-id"), request.GET.get("sesudah"))
    shown = {
        "rows": page.rows,
        "form": form if own else None,
        "older": f"?sesudah={page.next}" if page.next else "",
        "newer": "" if page.first else "?",
    }
    return render(request, "planning/rounds.html", shown)


def seen_round(request: DeskRequest, pk: int) -> PlanningRound:
    return get_object_or_404(PlanningRound.objects.visible_to(request.actor).select_related("funder"), pk=pk)


def planned_in(request: DeskRequest, row: PlanningRound) -> list[Package]:
    """The packages of the round the actor may see, for its page and its file."""
    rows = queries.package_for_page(Package.objects.visible_to(request.actor))
    return list(rows.filter(funder_id=row.funder_id, year=row.year).order_by("centre__name", "title", "pk")[:MOST])


@permitted(*READERS)
def one(request: DeskRequest, pk: int) -> HttpResponse:
    row, today = seen_round(request, pk), timezone.localdate()
    planned = planned_in(request, row)
    lines = list(_lines(request, row).order_by("title")[:MOST_OPEN])
    plans = may_plan(request.actor, row.funder_id)
    waiting = [p for p in planned if p.state == PackageState.PROPOSED]
    shown = {
        "round": row,
        "is_open": row.state == RoundState.OPEN,
        "plans": plans,
        "lines": [(line, line.ceiling - getattr(line, "committed", 0)) for line in lines],
        "waiting": [(p, due_of(p), _answer_form(p, request, row) if plans else None) for p in waiting[:MOST_OPEN]],
        "more_waiting": max(len(waiting) - MOST_OPEN, 0),
        "drafts": [p for p in planned if p.state == PackageState.DRAFT],
        "decided": [p for p in planned if p.state in (*FUNDED, PackageState.REFUSED, PackageState.WITHDRAWN)],
        "capacity": capacity_of(planned, today),
        "totals": _totals(planned),
        "today": today,
        "may_import": row.state == RoundState.OPEN and (plans or request.actor.has(P.PACKAGE_PROPOSE)),
        "file_form": PlanFileForm(),
    }
    return render(request, "planning/round.html", shown)


def _lines(request: DeskRequest, row: PlanningRound) -> Any:
    lines = FundLine.objects.visible_to(request.actor).filter(funder_id=row.funder_id, year=row.year)
    return queries.with_spent(queries.with_committed(lines))


def _answer_form(package: Package, request: DeskRequest, row: PlanningRound) -> AnswerForm:
    """Posts to the package's own page; ids differ so that many stand on one screen."""
    return AnswerForm(auto_id=f"p{package.pk}-%s", initial={"step": "accept"}, lines=_lines(request, row))


def _totals(planned: list[Package]) -> dict[str, int]:
    waiting = [p for p in planned if p.state == PackageState.PROPOSED]
    funded = [p for p in planned if p.state in FUNDED]
    return {
        "waiting": len(waiting),
        "waiting_seats": sum(p.seats for p in waiting),
        "waiting_cost": sum(p.cost for p in waiting),
        "funded": len(funded),
        "funded_seats": sum(p.seats for p in funded),
        "funded_cost": sum(p.cost for p in funded),
        "refused": sum(p.state == PackageState.REFUSED for p in planned),
    }


def _own_round(request: DeskRequest, pk: int) -> PlanningRound:
    row = seen_round(request, pk)
    if not may_plan(request.actor, row.funder_id):
        raise Http404
    return row


@require_POST
@permitted(P.PACKAGE_DECIDE)
def close(request: DeskRequest, pk: int) -> HttpResponse:
    row, words = _own_round(request, pk), request.POST.get("words", "")
    try:
        act.close_round(by=request.actor, planning_round=row, words=words, now=timezone.now())
        messages.success(request, _("Perencanaan ditutup. Usulan baru untuk tahun ini tidak diterima lagi."))
    except Refused as no:
        messages.error(request, str(no))
    return redirect("planning:round", pk)


@require_POST
@permitted(P.PACKAGE_DECIDE)
def reopen(request: DeskRequest, pk: int) -> HttpResponse:
    row = _own_round(request, pk)
    try:
        act.reopen_round(by=request.actor, planning_round=row, words=request.POST.get("words", ""))
        messages.success(request, _("Perencanaan dibuka lagi."))
    except Refused as no:
        messages.error(request, str(no))
    return redirect("planning:round", pk)


@permitted(P.PACKAGE_DECIDE, P.PACKAGE_PROPOSE)
def copy(request: DeskRequest, pk: int) -> HttpResponse:
    """Funded packages of the year before, each with its seats and cost to be changed, copied in one act."""
    row = seen_round(request, pk)
    sources = _sources(request, row)
    if not sources and not may_plan(request.actor, row.funder_id) and not request.actor.has(P.PACKAGE_PROPOSE):
        raise Http404
    form = CopyForm(sources, request.POST if request.method == "POST" else None)
    if form.is_valid():
        made = attempt(
            form,
            lambda: copy_plan(by=request.actor, rows=form.chosen(), year=row.year, now=timezone.now()),
        )
        if made is not None:
            told = ngettext("%(n)s rancangan disalin.", "%(n)s rancangan disalin.", len(made)) % {"n": len(made)}
            messages.success(request, told)
            return redirect("planning:round", pk)
    return render(request, "planning/copy.html", {"round": row, "form": form, "sources": sources})


def _sources(request: DeskRequest, row: PlanningRound) -> list[Package]:
    """The actor's own: all of the funder's, or those of its centre."""
    rows = queries.package_for_page(Package.objects.visible_to(request.actor).funded())
    rows = rows.filter(funder_id=row.funder_id, year=row.year - 1)
    if not may_plan(request.actor, row.funder_id):
        rows = rows.filter(centre_id__in=request.actor.institutions_with(P.PACKAGE_PROPOSE))
    return list(rows.order_by("centre__name", "title", "pk")[:100])


def file_name(row: PlanningRound, today: date) -> str:
    return f"rencana-{row.year}-{today:%Y%m%d}.xlsx"
