"""A funder's yearly planning on one screen: money, proposals, capacity, decisions; opening, closing, copying."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from django.contrib import messages
from django.db.models import Model, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from balai.access.permissions import Permission as P
from balai.funding.models import FundLine
from balai.institutions.models import Institution
from balai.kernel.clock import zone_name
from balai.kernel.paging import keyset_page
from balai.kernel.refusal import Refused
from balai.planning import queries
from balai.planning.actions import rounds as act
from balai.planning.actions.copy_plan import copy_plan, taught_now
from balai.planning.capacity import capacity_of
from balai.planning.desk import due_of
from balai.planning.enums import PackageState, RoundState
from balai.planning.models import Package, PlanningRound
from balai.planning.rules.rounds import may_plan
from balai.web.forms.base import attempt
from balai.web.gate import permitted
from balai.web.planning.forms import AnswerForm
from balai.web.planning.packages import READERS
from balai.web.planning.round_forms import CopyForm, PlanFileForm, ReopenForm, RoundForm
from balai.web.request import DeskRequest

MOST = 50
MOST_OPEN = 20
BY_CENTRE = ("centre__name", "title", "id")
M = TypeVar("M", bound=Model)


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
    rows = PlanningRound.objects.visible_to(request.actor).select_related("funder__region")
    page = keyset_page(rows, ("-year", "-id"), request.GET.get("sesudah"))
    shown = {
        "rows": [(row, row.state == RoundState.OPEN and row.is_over(timezone.now())) for row in page.rows],
        "form": form if own else None,
        "older": f"?sesudah={page.next}" if page.next else "",
        "newer": "" if page.first else "?",
    }
    return render(request, "planning/rounds.html", shown)


def seen_round(request: DeskRequest, pk: int) -> PlanningRound:
    return get_object_or_404(PlanningRound.objects.visible_to(request.actor).select_related("funder__region"), pk=pk)


def planned_in(request: DeskRequest, row: PlanningRound) -> QuerySet[Package]:
    """The packages of the round the actor may see, for its page and its file."""
    rows = queries.package_for_page(Package.objects.visible_to(request.actor))
    return rows.filter(funder_id=row.funder_id, year=row.year).order_by(*BY_CENTRE)


@permitted(*READERS)
def one(request: DeskRequest, pk: int) -> HttpResponse:
    row, now = seen_round(request, pk), timezone.now()
    planned = planned_in(request, row)
    plans = may_plan(request.actor, row.funder_id)
    takes = row.takes_proposals(now)
    shown = {
        "round": row,
        "is_open": row.state == RoundState.OPEN,
        "is_over": row.state == RoundState.OPEN and row.is_over(now),
        "plans": plans,
        "lines": [
            (line, line.ceiling - getattr(line, "committed", 0)) for line in _lines(request, row).order_by("title")
        ],
        **_lists(request, row, planned, plans=plans),
        "totals": queries.totals_of(planned),
        "today": timezone.localdate(),
        "trail": list(row.versions.order_by("-number")),
        "may_import": row.state == RoundState.OPEN and (plans or request.actor.has(P.PACKAGE_PROPOSE)),
        "file_form": PlanFileForm(),
        "again_form": ReopenForm(auto_id="lagi_%s", needs_day=row.state == RoundState.OPEN or row.is_over(now)),
        "zone": zone_name(row.funder.zone),
        "takes": takes,
    }
    return render(request, "planning/round.html", shown)


def _lists(request: DeskRequest, row: PlanningRound, planned: QuerySet[Package], *, plans: bool) -> dict[str, Any]:
    """Each a page of its own by keyset; how many there are altogether is counted apart."""
    waiting = _listed(request, "usulan", planned.filter(state=PackageState.PROPOSED), ("proposed_at", "id"), MOST_OPEN)
    centres = Institution.objects.visible_to(request.actor).filter(pk__in=planned.order_by().values("centre_id"))
    beside = _listed(request, "balai", centres, ("name", "id"), MOST)
    forms = _answer_forms(waiting.rows, request, row) if plans else [None] * len(waiting.rows)
    return {
        "waiting": [(p, due_of(p), form) for p, form in zip(waiting.rows, forms, strict=True)],
        "waiting_page": waiting,
        "drafts": _listed(request, "rancangan", planned.filter(state=PackageState.DRAFT), BY_CENTRE, MOST),
        "decided": _listed(request, "keputusan", planned.filter(state__in=queries.DECIDED), BY_CENTRE, MOST),
        "capacity": capacity_of(planned, beside.rows, timezone.localdate()),
        "capacity_page": beside,
    }


@dataclass(frozen=True, slots=True)
class Listed(Generic[M]):
    """newer, older: addresses of the first and the next page of this list alone; empty where there is none."""

    rows: list[M]
    newer: str
    older: str


def _listed(request: DeskRequest, name: str, rows: QuerySet[M], keys: Sequence[str], size: int) -> Listed[M]:
    page = keyset_page(rows, keys, request.GET.get(name), size)
    return Listed(page.rows, "" if page.first else f"?#{name}", f"?{name}={page.next}#{name}" if page.next else "")


def _lines(request: DeskRequest, row: PlanningRound) -> Any:
    lines = FundLine.objects.visible_to(request.actor).filter(funder_id=row.funder_id, year=row.year)
    return queries.with_spent(queries.with_committed(lines))


def _answer_forms(waiting: list[Package], request: DeskRequest, row: PlanningRound) -> list[AnswerForm]:
    """Each posts to its package's own page; ids differ so that many stand on one screen, the lines are asked once."""
    lines = _lines(request, row)
    made = [AnswerForm(auto_id=f"p{p.pk}-%s", initial={"step": "accept"}, lines=lines) for p in waiting]
    choices = list(made[0].fields["fund_line"].choices) if made else []  # type: ignore[attr-defined]
    for form in made:
        form.fields["fund_line"].choices = choices  # type: ignore[attr-defined]
    return made


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
    """Opens it again until a new last day, or moves the day of an open one."""
    row, now = _own_round(request, pk), timezone.now()
    form = ReopenForm(request.POST)
    if not form.is_valid():
        messages.error(request, str(next(iter(form.errors.values()))[0]))
        return redirect("planning:round", pk)
    takes = row.takes_proposals(now)
    try:
        act.reopen_round(by=request.actor, planning_round=row, now=now, **form.cleaned_data)
        messages.success(request, _("Hari terakhir diubah.") if takes else _("Perencanaan dibuka lagi."))
    except Refused as no:
        messages.error(request, str(no))
    return redirect("planning:round", pk)


@permitted(P.PACKAGE_DECIDE, P.PACKAGE_PROPOSE)
def copy(request: DeskRequest, pk: int) -> HttpResponse:
    """Funded packages of the year before, a page at a time, each with its seats and cost to be changed, copied in one act."""
    row = seen_round(request, pk)
    sources = _sources(request, row)
    page = keyset_page(sources, BY_CENTRE, request.GET.get("sesudah"), MOST)
    if not page.rows and not may_plan(request.actor, row.funder_id) and not request.actor.has(P.PACKAGE_PROPOSE):
        raise Http404
    now = timezone.now()
    form = CopyForm(page.rows, taught_now(page.rows, now), request.POST if request.method == "POST" else None)
    if form.is_valid():
        made = attempt(
            form,
            lambda: copy_plan(by=request.actor, rows=form.chosen(), year=row.year, now=now),
        )
        if made is not None:
            told = ngettext("%(n)s rancangan disalin.", "%(n)s rancangan disalin.", len(made)) % {"n": len(made)}
            messages.success(request, told)
            _say_left(request, form)
            if page.next:
                return redirect(f"{reverse('planning:copy_plan', args=[pk])}?sesudah={page.next}")
            return redirect("planning:round", pk)
    shown = {"round": row, "form": form, "sources": page.rows, "total": sources.count(),
             "older": f"?sesudah={page.next}" if page.next else "", "newer": "" if page.first else "?"}  # fmt: skip
    return render(request, "planning/copy.html", shown)


def _say_left(request: DeskRequest, form: CopyForm) -> None:
    """What was ticked on a page from before its programme was retired."""
    names = [source.title for source in form.left if f"pick_{source.pk}" in request.POST]
    if names:
        said = _(
            "Tidak disalin, karena programnya tidak ditawarkan lagi: %(names)s. Ajukan usulan baru dengan program lain."
        )
        messages.warning(request, said % {"names": ", ".join(names)})


def _sources(request: DeskRequest, row: PlanningRound) -> QuerySet[Package]:
    """The actor's own: all of the funder's, or those of its centre. Each with `copied`: is it in this year's plan already?"""
    rows = queries.package_for_page(Package.objects.visible_to(request.actor).funded())
    rows = rows.filter(funder_id=row.funder_id, year=row.year - 1)
    if not may_plan(request.actor, row.funder_id):
        rows = rows.filter(centre_id__in=request.actor.institutions_with(P.PACKAGE_PROPOSE))
    return queries.with_copied(rows, row.year)


def file_name(row: PlanningRound, today: date) -> str:
    return f"rencana-{row.year}-{today:%Y%m%d}.xlsx"
