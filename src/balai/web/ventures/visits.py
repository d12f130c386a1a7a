"""Visits after training, and what each advice led to. The form fits a phone in the field."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from balai.access.permissions import Permission as P
from balai.kernel.paging import keyset_page
from balai.kernel.refusal import Refused
from balai.parameters.queries import value_on
from balai.ventures.actions import visits as act
from balai.ventures.models import Advice, BusinessGroup, MonitoringVisit
from balai.ventures.parameters import ADVICE_DAYS
from balai.ventures.queries import open_advice, possible_owners, visit_list
from balai.ventures.rules import may_close_advice, may_visit
from balai.web.forms.base import done, show_refusal
from balai.web.gate import permitted
from balai.web.request import DeskRequest
from balai.web.ventures.forms import ReasonForm, ResultForm, VisitForm


@permitted(P.GROUP_READ, P.VISIT_RECORD)
def visits(request: DeskRequest) -> HttpResponse:
    """Planned visits, the longest overdue first; and advice whose action waits."""
    today = timezone.localdate()
    page = keyset_page(
        visit_list(MonitoringVisit.objects.visible_to(request.actor)), ("planned_on", "id"), request.GET.get("sesudah")
    )
    waiting = open_advice(Advice.objects.visible_to(request.actor)).order_by("due_on", "pk")
    shown = {
        "rows": page.rows,
        "today": today,
        "advice": waiting[:20],
        "older": f"?sesudah={page.next}" if page.next else "",
        "newer": "" if page.first else "?",
    }
    return render(request, "ventures/visits.html", shown)


def _record(request: DeskRequest, group: BusinessGroup, planned: MonitoringVisit | None) -> HttpResponse:
    today = timezone.localdate()
    due = today + timedelta(days=value_on(ADVICE_DAYS, today))
    owners = possible_owners(group)
    initial = {"visited_on": today, "group_state": group.state}
    form = VisitForm(request.POST if request.method == "POST" else None, owners=owners, due_on=due, initial=initial)
    if form.is_valid() and done(
        form,
        lambda: act.record_visit(by=request.actor, group=group, found=form.found(), now=timezone.now(), visit=planned),
    ):
        messages.success(request, _("Kunjungan tercatat. Setiap saran sekarang punya pemilik dan tenggat."))
        return redirect("ventures:group", group.pk)
    shown = {
        "group": group, "planned": planned, "form": form, "may": may_visit(request.actor, group),
        "reason_form": ReasonForm(prefix="batal"), "crumbs": [(_("Kunjungan"), reverse("ventures:visits"))],
    }  # fmt: skip
    return render(request, "ventures/visit.html", shown)


@permitted(P.VISIT_RECORD, P.GROUP_READ)
def visit(request: DeskRequest, pk: int) -> HttpResponse:
    """A planned visit is recorded here; one that was made is read here."""
    rows = MonitoringVisit.objects.visible_to(request.actor).select_related(
        "group__office__region",
        "group__mentoring_institution",
        "group__batch__centre",
        "group__batch__recruiter",
        "visitor",
    )
    one = get_object_or_404(rows, pk=pk)
    if one.state == "planned":
        return _record(request, one.group, one)
    shown = {
        "one": one,
        "advice": one.advice.select_related("owner").order_by("due_on", "pk"),
        "may": may_visit(request.actor, one.group),
        "reason_form": ReasonForm(prefix="batal"),
        "crumbs": [(one.group.name, reverse("ventures:group", args=[one.group_id]))],
    }
    return render(request, "ventures/visit_read.html", shown)


@permitted(P.VISIT_RECORD)
def unplanned(request: DeskRequest, pk: int) -> HttpResponse:
    rows = BusinessGroup.objects.visible_to(request.actor).select_related(
        "office__region", "mentoring_institution", "batch__centre", "batch__recruiter"
    )
    return _record(request, get_object_or_404(rows, pk=pk), None)


@require_POST
@permitted(P.VISIT_RECORD)
def cancel(request: DeskRequest, pk: int) -> HttpResponse:
    """A planned visit will not be made, or a recorded one was a mistake."""
    one = get_object_or_404(MonitoringVisit.objects.visible_to(request.actor), pk=pk)
    form = ReasonForm(request.POST, prefix="batal")
    if not form.is_valid():
        messages.error(request, _("Tulis alasannya lebih dulu."))
        return redirect("ventures:visit", pk)
    verb = act.cancel_visit if one.state == "planned" else act.undo_visit
    try:
        verb(by=request.actor, visit=one, now=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Tersimpan."))
    except Refused as no:
        messages.error(request, str(no.message))
    return redirect("ventures:group", one.group_id)


def advice(request: DeskRequest, pk: int) -> HttpResponse:
    """Closed with what was done; "already advised" does not close it."""
    rows = Advice.objects.visible_to(request.actor).select_related("owner", "visit__group__office__region")
    one = get_object_or_404(rows, pk=pk)
    form = ResultForm(request.POST if request.method == "POST" else None, initial={"result": one.result})
    today = timezone.localdate()
    act_on: Any = None
    if request.method == "POST" and "buka" in request.POST:
        act_on = lambda: act.reopen_advice(by=request.actor, advice=one)  # noqa: E731
    elif form.is_valid():
        dropped = "hentikan" in request.POST
        result = form.cleaned_data["result"]
        act_on = lambda: act.close_advice(by=request.actor, advice=one, result=result, today=today, dropped=dropped)  # noqa: E731
    if act_on is not None:
        try:
            act_on()
        except Refused as no:
            show_refusal(form, no)
        else:
            messages.success(request, _("Tersimpan."))
            return redirect("ventures:advice", pk)
    sees_group = BusinessGroup.objects.visible_to(request.actor).filter(pk=one.visit.group_id).exists()
    shown = {
        "one": one,
        "form": form,
        "may": may_close_advice(request.actor, one),
        "sees_group": sees_group,
        "today": today,
    }
    return render(request, "ventures/advice.html", shown)
